import type { ClientContext, ClientLink, ClientOptions } from '@orpc/client'
import { ConnectionLostError } from './connection-lost-error.js'

export interface Connection<T extends ClientContext> {
  readonly link: ClientLink<T>
  /** Settles when the connection can be used; rejects if it never came about. */
  readonly opened: Promise<void>
  /** Settles when the connection is over, also when it never came about. Never rejects. */
  readonly closed: Promise<void>
}

export interface ReconnectOptions<T extends ClientContext> {
  /** Makes one attempt. */
  connect(): Connection<T>
  /** Waits before the next attempt (in milliseconds); settles early when waiting makes no sense any more. */
  wait(ms: number): Promise<void>
}

export interface ReconnectingLink<T extends ClientContext> extends ClientLink<T> {
  onConnection(listener: (state: 'open' | 'lost') => void): () => void
}

const FIRST_WAIT = 250
const LONGEST_WAIT = 5_000

/**
 * One link that outlives its connections. Calls made before the first connection wait for it; calls while it is
 * lost fail at once with {@link ConnectionLostError}, so that nothing a user pressed happens minutes later.
 */
export function createReconnectingLink<T extends ClientContext>(
  options: ReconnectOptions<T>,
): ReconnectingLink<T> {
  const listeners = new Set<(state: 'open' | 'lost') => void>()
  let state: 'connecting' | 'open' | 'lost' = 'connecting'
  let current: Connection<T> | null = null
  const firstSettled = Promise.withResolvers<undefined>()

  const enter = (next: 'open' | 'lost') => {
    if (state === next) return
    state = next
    firstSettled.resolve(undefined)
    for (const listener of listeners) listener(next)
  }

  const run = async () => {
    let wait = FIRST_WAIT
    for (;;) {
      const connection = options.connect()
      try {
        await connection.opened
        current = connection
        wait = FIRST_WAIT
        enter('open')
      } catch {
        // The reason is not ours to know: browsers hide why a WebSocket failed. The banner says what to check.
      }
      await connection.closed
      current = null
      enter('lost')
      await options.wait(wait)
      wait = Math.min(LONGEST_WAIT, wait * 2)
    }
  }
  void run()

  return {
    async call(path: readonly string[], input: unknown, callOptions: ClientOptions<T>) {
      if (state === 'connecting') await firstSettled.promise
      if (!current) throw new ConnectionLostError()
      return current.link.call(path, input, callOptions)
    },
    onConnection(listener) {
      listeners.add(listener)
      if (state !== 'connecting') listener(state)
      return () => listeners.delete(listener)
    },
  }
}
