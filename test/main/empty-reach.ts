import type { Notifications } from '../../src/main/engine/notifications/index.js'
import type { StunControl } from '../../src/main/engine/stun/index.js'
import type { XmppControl } from '../../src/main/engine/xmpp/index.js'

const refuse = (): never => {
  throw new Error('Not part of this test.')
}

/** A STUN server that is off. */
export const emptyStun: StunControl = {
  server: { address: null, bindings: [], open: refuse, close: async () => undefined, send: refuse },
  credentials: null,
  start: async () => undefined,
  listen: refuse,
  setCredentials: refuse,
}

/** No XMPP account is set. */
export const emptyXmpp: XmppControl = {
  link: {
    account: null,
    connectedAs: null,
    connect: refuse,
    connectionRequest: refuse,
    disconnect: async () => undefined,
  },
  account: null,
  setAccount: refuse,
  connect: refuse,
}

/** Nothing is received. */
export const emptyNotifications: Notifications = {
  address: null,
  received: [],
  start: async () => undefined,
  listen: refuse,
  close: async () => undefined,
}
