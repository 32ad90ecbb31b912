import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient } from '../../app/host-context.js'
import { reasonOf } from '../../app/notify.js'
import type { Client } from '../../host/types.js'

/** Something that the engine keeps, and the way to change it. */
export interface Setting<T> {
  /** Null until the engine has told. */
  readonly value: T | null
  /** Why the last reading or change failed. */
  readonly problem: string | null
  /** Takes over what a change came to. False: it failed, and the problem says why. */
  change(doing: Promise<T>): Promise<boolean>
  again(): void
}

/** `pull` must stay the same: a function outside of the component. */
export function useSetting<T>(pull: (client: Client) => Promise<T>): Setting<T> {
  const client = useClient()
  const [value, setValue] = useState<T | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [round, setRound] = useState(0)
  const changes = useRef(0)
  useEffect(() => {
    let alive = true
    const before = changes.current
    // What was asked before a change does not undo it.
    const isNews = () => alive && before === changes.current
    pull(client).then(
      (answer) => {
        if (isNews()) setValue(answer)
      },
      (error: unknown) => {
        if (isNews()) setProblem(reasonOf(error))
      },
    )
    return () => {
      alive = false
    }
  }, [client, pull, round])
  const change = useCallback(async (doing: Promise<T>) => {
    changes.current++
    try {
      setValue(await doing)
      setProblem(null)
      return true
    } catch (error) {
      setProblem(reasonOf(error))
      return false
    } finally {
      changes.current++
    }
  }, [])
  const again = useCallback(() => setRound((count) => count + 1), [])
  return { value, problem, change, again }
}
