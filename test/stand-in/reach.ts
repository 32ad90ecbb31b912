import type { implement } from '@orpc/server'
import type { contract, LightweightNotice, StunState, XmppState, XmppTest } from '../../src/contract/index.js'

type Api = ReturnType<typeof implement<typeof contract>>

/** What the page can ask about STUN, the XMPP account and lightweight notifications. */
export interface StandInReach {
  stun: StunState
  xmpp: XmppState
  /** What logging in to the XMPP server comes to. */
  xmppTest: XmppTest
  /** Secrets that were written, by what they are for. */
  readonly secrets: Map<string, string>
  readonly notices: LightweightNotice[]
}

export function sampleReach(): StandInReach {
  return {
    stun: { address: null, username: null, bindings: [] },
    xmpp: { account: null, connectedAs: null },
    xmppTest: {
      ok: true,
      steps: [{ name: 'connect', ok: true, detail: 'Connected to xmpp.example.net:5222.', ms: 4 }],
    },
    secrets: new Map(),
    notices: [],
  }
}

export function reachProcedures(
  { stun, xmpp, notifications }: Pick<Api, 'stun' | 'xmpp' | 'notifications'>,
  state: StandInReach,
  changed: () => void,
) {
  const told = <T>(answer: T): T => {
    changed()
    return answer
  }
  let listener: string | null = null
  return {
    stun: {
      get: stun.get.handler(() => state.stun),
      listen: stun.listen.handler(({ input }) => {
        const address = input.port === null ? null : `${input.host ?? '0.0.0.0'}:${input.port}`
        state.stun = { ...state.stun, address }
        return told(state.stun)
      }),
      setCredentials: stun.setCredentials.handler(({ input: { credentials } }) => {
        if (credentials) state.secrets.set('stun', credentials.password)
        state.stun = { ...state.stun, username: credentials?.username ?? null }
        return told(state.stun)
      }),
    },
    xmpp: {
      get: xmpp.get.handler(() => state.xmpp),
      set: xmpp.set.handler(({ input: { password, ...account } }) => {
        if (password !== undefined) state.secrets.set('xmpp', password)
        state.xmpp = { account, connectedAs: null }
        return told(state.xmpp)
      }),
      forget: xmpp.forget.handler(() => {
        state.xmpp = { account: null, connectedAs: null }
        return told(state.xmpp)
      }),
      connect: xmpp.connect.handler(() => {
        const { account } = state.xmpp
        if (state.xmppTest.ok && account) state.xmpp = { account, connectedAs: `${account.jid}/workbench` }
        return state.xmppTest
      }),
    },
    notifications: {
      list: notifications.list.handler(({ input }) => {
        const items = state.notices.filter(
          ({ deviceId }) => input.deviceId === undefined || deviceId === input.deviceId,
        )
        return { items, nextCursor: null, total: items.length, address: listener }
      }),
      listen: notifications.listen.handler(({ input }) => {
        listener = input.port === null ? null : `0.0.0.0:${input.port}`
        return { address: listener }
      }),
    },
  }
}
