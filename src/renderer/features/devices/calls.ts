import { create } from 'zustand'
import type { ConnectionRequestResult } from '../../../contract/index.js'
import { reasonOf } from '../../app/notify.js'
import type { Client } from '../../host/types.js'
import { onEngineEvent } from '../../state/engine-events.js'

export type CallMethod = ConnectionRequestResult['method']

/** A connection request, from the press of the button to its verdict. */
export interface Call {
  readonly deviceId: string
  /** Null: the engine chooses. */
  readonly method: CallMethod | null
  /** Milliseconds since the epoch. */
  readonly since: number
  /** A session of the CPE is open, as far as the page has heard. */
  readonly here: boolean
  readonly result: ConnectionRequestResult | null
  /** The session it opened. */
  readonly sessionId: string | null
  /** Why the engine could not even try. */
  readonly problem: string | null
}

interface Calls {
  /** The latest one. */
  readonly call: Call | null
  /** Calls a CPE. Resolves when that has ended, with what came of it; null if another call took its place. */
  start(client: Client, deviceId: string, method: CallMethod | null): Promise<Call | null>
}

export const useCalls = create<Calls>()((set, get) => ({
  call: null,
  async start(client, deviceId, method) {
    const begun: Call = {
      deviceId,
      method,
      since: Date.now(),
      here: false,
      result: null,
      sessionId: null,
      problem: null,
    }
    set({ call: begun })
    const change = (news: Partial<Call>) => {
      const { call } = get()
      if (call?.since !== begun.since || call.deviceId !== deviceId) return null
      const changed = { ...call, ...news }
      set({ call: changed })
      return changed
    }
    const stop = onEngineEvent('session', ({ session }) => {
      if (session.deviceId === deviceId && session.state === 'open') change({ here: true })
    })
    try {
      const result = await client.connectionRequest({ deviceId, ...(method === null ? {} : { method }) })
      const seen = result.session?.seen ?? false
      return change({ result, sessionId: seen ? await newestSession(client, deviceId) : null })
    } catch (error) {
      return change({ problem: reasonOf(error) })
    } finally {
      stop()
    }
  },
}))

async function newestSession(client: Client, deviceId: string): Promise<string | null> {
  try {
    const { items } = await client.sessions.list({ deviceId, limit: 1 })
    return items[0]?.id ?? null
  } catch {
    // The list of sessions has it all the same.
    return null
  }
}
