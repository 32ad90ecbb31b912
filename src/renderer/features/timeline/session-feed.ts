import type { Client } from '../../host/types.js'
import type { Message, Session } from '../../../contract/index.js'
import { onEngineEvent } from '../../state/engine-events.js'

/** What the timeline knows of its session. */
export interface SessionFeedState {
  readonly session: Session | null
  /** In the order of the session. */
  readonly messages: readonly Message[]
  readonly loading: boolean
  /** Why the session could not be read, in words. */
  readonly problem: string | null
}

const PAGE = 1000
/** Up to so many messages each batch of events is drawn at once. */
const FEW = 1000
/** Beyond, laying them out takes a while: at most this often. */
const PAUSE_MS = 150

/**
 * Follows one session: pulls its messages page by page, then grows with the engine's events.
 * What was pushed while a page was on its way is never overwritten by the page.
 */
export function followSession(
  client: Client,
  sessionId: string,
  onChange: (state: SessionFeedState) => void,
): { stop(): void } {
  const byId = new Map<string, Message>()
  const pushed = new Set<string>()
  const abort = new AbortController()
  let session: Session | null = null
  let loading = true
  let problem: string | null = null
  let scheduled = false

  const publish = () => {
    if (scheduled || abort.signal.aborted) return
    scheduled = true
    const tell = () => {
      scheduled = false
      if (abort.signal.aborted) return
      onChange({ session, messages: [...byId.values()].sort((a, b) => a.index - b.index), loading, problem })
    }
    // Many events of one batch become one render.
    if (byId.size <= FEW || loading) queueMicrotask(tell)
    else setTimeout(tell, PAUSE_MS)
  }

  const pull = async () => {
    pushed.clear()
    try {
      session = await client.sessions.get({ sessionId }, { signal: abort.signal })
      let cursor: string | undefined
      do {
        const page = await client.sessions.messages(
          { sessionId, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) },
          { signal: abort.signal },
        )
        for (const message of page.items) if (!pushed.has(message.id)) byId.set(message.id, message)
        cursor = page.nextCursor ?? undefined
        publish()
      } while (cursor !== undefined)
      problem = null
    } catch (error) {
      if (abort.signal.aborted) return
      problem = error instanceof Error ? error.message : String(error)
    }
    loading = false
    publish()
  }

  const stops = [
    onEngineEvent('message', ({ message }) => {
      if (message.sessionId !== sessionId) return
      pushed.add(message.id)
      byId.set(message.id, message)
      publish()
    }),
    onEngineEvent('session', (event) => {
      if (event.session.id !== sessionId) return
      session = event.session
      publish()
    }),
    onEngineEvent('changed', () => void pull()),
  ]
  void pull()

  return {
    stop() {
      abort.abort()
      for (const stop of stops) stop()
    },
  }
}
