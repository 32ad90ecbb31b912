import type { EngineEvent } from '../../contract/index.js'
import type { Host } from './types.js'

const RETRY_MS = 1_000

/**
 * Carries the engine's events to the page for as long as the page lives. After every (re-)subscription it
 * publishes one `changed`, because whatever happened in between was not heard.
 * @returns the way to stop it
 */
export function startEventPump(host: Host, publish: (event: EngineEvent) => void): () => void {
  const stop = new AbortController()
  let subscription: AbortController | null = null

  const listen = async (signal: AbortSignal) => {
    const events = await host.client.events(undefined, { signal })
    let first = true
    publish({ type: 'changed' })
    for await (const event of events) {
      if (signal.aborted) return
      // The engine greets a new reader with `changed` too; once is enough.
      if (!(first && event.type === 'changed')) publish(event)
      first = false
    }
  }
  const keepListening = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      // An error here is either the loss of the connection, which aborts, or the engine's, which may pass.
      await listen(signal).catch(() => undefined)
      if (!signal.aborted) await pause(RETRY_MS, signal)
    }
  }
  const unlisten = host.onConnection((state) => {
    if (state === 'open' && !stop.signal.aborted) {
      subscription?.abort()
      subscription = new AbortController()
      void keepListening(subscription.signal)
    } else {
      subscription?.abort()
    }
  })
  return () => {
    stop.abort()
    unlisten()
    subscription?.abort()
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
