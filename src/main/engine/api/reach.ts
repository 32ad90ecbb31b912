import type { LightweightNotice, StunState, XmppState } from '../../../contract/index.js'
import { udpAddressText } from '../../../core/stun/index.js'
import type { ReceivedNotification } from '../notifications/index.js'
import type { ApiBase } from './base.js'
import { knownDevice } from './devices.js'
import { pageOfList } from './paging.js'
import type { ApiServices } from './services.js'

/** Bindings that a client is shown; a server may have learnt thousands. */
const shownBindings = 1_000

const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString()

function stunState({ stun }: ApiServices): StunState {
  const { address, bindings } = stun.server
  return {
    address: address && udpAddressText(address),
    username: stun.credentials?.username ?? null,
    bindings: bindings.slice(0, shownBindings).map((binding) => ({
      address: udpAddressText(binding.source),
      forConnectionRequests: binding.forConnectionRequests,
      changed: binding.changed,
      username: binding.username,
      firstAt: isoTime(binding.firstAt),
      lastAt: isoTime(binding.lastAt),
    })),
  }
}

function xmppState({ xmpp }: ApiServices): XmppState {
  const { account } = xmpp
  return {
    account: account && {
      jid: account.jid,
      server: account.server,
      port: account.port,
      security: account.security,
      anyCertificate: account.anyCertificate,
    },
    connectedAs: xmpp.link.connectedAs,
  }
}

export function notificationShape(received: ReceivedNotification): LightweightNotice {
  const { notification } = received
  return {
    id: received.id,
    at: isoTime(received.at),
    remote: received.remote,
    deviceId: received.deviceId,
    readable: notification !== null,
    ts: notification?.ts ?? '',
    username: notification?.username ?? '',
    parameters: (notification?.parameters ?? []).map((parameter) => ({ ...parameter })),
    signature: received.signature,
    oddities: [...received.oddities],
  }
}

export function stunProcedures(base: ApiBase, services: ApiServices) {
  const { stun } = services
  return {
    get: base.stun.get.handler(() => stunState(services)),
    listen: base.stun.listen.handler(async ({ input }) => {
      const { port, host = services.defaultHost() } = input
      await stun.listen(port === null ? null : { host, port })
      return stunState(services)
    }),
    setCredentials: base.stun.setCredentials.handler(({ input }) => {
      stun.setCredentials(input.credentials)
      return stunState(services)
    }),
  }
}

export function xmppProcedures(base: ApiBase, services: ApiServices) {
  const { xmpp } = services
  return {
    get: base.xmpp.get.handler(() => xmppState(services)),
    set: base.xmpp.set.handler(async ({ input }) => {
      await xmpp.setAccount(input)
      return xmppState(services)
    }),
    forget: base.xmpp.forget.handler(async () => {
      await xmpp.setAccount(null)
      return xmppState(services)
    }),
    connect: base.xmpp.connect.handler(async () => {
      const { ok, steps } = await xmpp.connect()
      return { ok, steps: steps.map((step) => ({ ...step })) }
    }),
  }
}

export function notificationProcedures(base: ApiBase, services: ApiServices) {
  const { notifications } = services
  const address = () => notifications.address && udpAddressText(notifications.address)
  return {
    list: base.notifications.list.handler(({ input }) => {
      const { deviceId } = input
      const wanted = notifications.received.filter(
        (one) => deviceId === undefined || one.deviceId === deviceId,
      )
      const page = pageOfList(wanted, input, ({ id }) => id)
      return { ...page, items: page.items.map(notificationShape), address: address() }
    }),
    listen: base.notifications.listen.handler(async ({ input }) => {
      const { port, host = services.defaultHost() } = input
      await notifications.listen(port === null ? null : { host, port })
      return { address: address() }
    }),
  }
}

export function connectionRequestProcedure(base: ApiBase, services: ApiServices) {
  return base.connectionRequest.handler(async ({ input }) => {
    await knownDevice(services, input.deviceId)
    const { method, waitMs } = input
    const result = await services.connectionRequest(input.deviceId, { method, waitMs })
    return {
      ok: result.ok,
      method: result.method,
      steps: result.steps.map((step) => ({ ...step })),
      ...(result.session === undefined ? {} : { session: { ...result.session } }),
    }
  })
}
