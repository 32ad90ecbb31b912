import { useEffect, useState } from 'react'
import { useClient } from '../app/host-context.js'
import { reasonOf } from '../app/notify.js'
import type { Finding } from '../../contract/index.js'
import { coalesce } from './coalesce.js'
import { onEngineEvent } from './engine-events.js'

const PAGE = 1000
/** So many are grouped here; a capture that has more says how many there are. */
const MOST = 5000
/** Live traffic finds things all the time; the list is pulled at most this often. */
const REFRESH_MS = 500

/** The findings of a session or of the whole capture, live. */
export interface FindingsInView {
  readonly findings: readonly Finding[]
  /** All there are, also those beyond what was pulled. */
  readonly total: number
  readonly loading: boolean
  readonly problem: string | null
}

const nothing: FindingsInView = { findings: [], total: 0, loading: true, problem: null }

/** `sessionId` undefined: of the whole capture; null: of none. */
export function useFindings(sessionId: string | null | undefined): FindingsInView {
  const client = useClient()
  const [answer, setAnswer] = useState<{ readonly of: typeof sessionId; readonly view: FindingsInView }>({
    of: null,
    view: nothing,
  })
  useEffect(() => {
    if (sessionId === null) return
    const abort = new AbortController()
    const pull = async () => {
      try {
        const findings: Finding[] = []
        let cursor: string | undefined
        let total = 0
        do {
          const page = await client.findings.list(
            {
              limit: PAGE,
              ...(sessionId === undefined ? {} : { sessionId }),
              ...(cursor === undefined ? {} : { cursor }),
            },
            { signal: abort.signal },
          )
          findings.push(...page.items)
          total = page.total
          cursor = page.nextCursor ?? undefined
        } while (cursor !== undefined && findings.length < MOST)
        setAnswer({ of: sessionId, view: { findings, total, loading: false, problem: null } })
      } catch (error) {
        if (abort.signal.aborted) return
        setAnswer({ of: sessionId, view: { ...nothing, loading: false, problem: reasonOf(error) } })
      }
    }
    const refresh = coalesce(() => void pull(), REFRESH_MS)
    const stops = [
      onEngineEvent('finding', ({ finding }) => {
        if (sessionId === undefined || finding.sessionId === sessionId) refresh.wish()
      }),
      onEngineEvent('changed', () => refresh.wish()),
      refresh.cancel,
    ]
    refresh.wish()
    return () => {
      abort.abort()
      for (const stop of stops) stop()
    }
  }, [client, sessionId])
  return answer.of === sessionId ? answer.view : nothing
}
