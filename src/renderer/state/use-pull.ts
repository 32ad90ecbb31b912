import { useCallback, useEffect, useState } from 'react'

/** What was asked for, as it stands. */
export type Pulled<T> =
  | { readonly state: 'waiting' }
  | { readonly state: 'here'; readonly value: T }
  | { readonly state: 'failed'; readonly why: string }

const waiting = { state: 'waiting' } as const

/**
 * Asks for something that belongs to a key, once for each key, and drops the answer to an older one.
 * A null key asks for nothing. `again` asks anew and keeps what is there until the answer comes.
 */
export function usePull<T>(
  key: string | null,
  pull: (key: string, signal: AbortSignal) => Promise<T>,
): { readonly pulled: Pulled<T>; readonly again: () => void } {
  const [answer, setAnswer] = useState<{ readonly key: string | null; readonly pulled: Pulled<T> }>({
    key: null,
    pulled: waiting,
  })
  const [round, setRound] = useState(0)
  useEffect(() => {
    if (key === null) return
    const abort = new AbortController()
    const take = (pulled: Pulled<T>) => {
      if (!abort.signal.aborted) setAnswer({ key, pulled })
    }
    pull(key, abort.signal).then(
      (value) => take({ state: 'here', value }),
      (error: unknown) =>
        take({ state: 'failed', why: error instanceof Error ? error.message : String(error) }),
    )
    return () => abort.abort()
  }, [key, pull, round])
  const again = useCallback(() => setRound((count) => count + 1), [])
  return { pulled: answer.key === key ? answer.pulled : waiting, again }
}
