import type { EngineEvent } from '../../../contract/index.js'

/** How long events gather before they are told, in milliseconds: one frame. */
const flushMs = 16
/** Events told in one go; the rest waits for the next flush, so that a burst cannot starve everything else. */
const flushItems = 500
/** A reader this far behind gets `changed` instead of the backlog. */
const maxBacklog = 2_000
/** Paths named in one `parameters` event; `count` says how many there were. */
const maxPaths = 100

/** Makes the event at the moment it is told, so that nothing is computed for events that were replaced. */
type EventSource = () => EngineEvent | null | Promise<EngineEvent | null>

/**
 * Tells what happens to whoever listens: summaries, coalesced, never a backlog. While nobody listens
 * every call returns at once and `source` is never asked.
 */
export interface EventsHub {
  readonly listening: boolean
  /** Tells an event. A later one of the same key takes the place of an earlier one that was not told yet. */
  tell(key: string, source: EventSource): void
  /** Parameters of a device changed; what is not told yet is added up. */
  tellParameters(deviceId: string, paths: readonly string[], version: number): void
  /** Everything may have changed: replaces what is waiting. */
  tellEverythingChanged(): void
  /** Begins with `changed`, so that the reader pulls what it shows. Ends when the signal aborts or the hub closes. */
  subscribe(signal?: AbortSignal): AsyncGenerator<EngineEvent, void, void>
  close(): void
}

interface Reader {
  /** What this reader has not taken yet, by key. */
  readonly backlog: Map<string, EngineEvent>
  wake: () => void
  ended: boolean
}

type ParametersEvent = Extract<EngineEvent, { type: 'parameters' }>

export function createEventsHub(): EventsHub {
  const readers = new Set<Reader>()
  const waiting = new Map<string, EventSource>()
  const parameters = new Map<string, { count: number; paths: Set<string>; version: number }>()
  let timer: ReturnType<typeof setTimeout> | null = null
  /** One flush at a time: a slow source must not overtake a newer event of the same key. */
  let flushing = false
  let closed = false

  function remove(reader: Reader): void {
    reader.ended = true
    reader.backlog.clear()
    reader.wake()
    if (!readers.delete(reader) || readers.size > 0) return
    waiting.clear()
    parameters.clear()
  }

  function hand(reader: Reader, key: string, event: EngineEvent): void {
    const earlier = reader.backlog.get(key)
    reader.backlog.set(key, earlier ? merge(earlier, event) : event)
    if (reader.backlog.size > maxBacklog) {
      reader.backlog.clear()
      reader.backlog.set('changed', { type: 'changed' })
    }
    reader.wake()
  }

  function schedule(): void {
    if (timer || flushing || closed) return
    timer = setTimeout(() => {
      timer = null
      flushing = true
      void flush().finally(() => {
        flushing = false
        if (waiting.size > 0) schedule()
      })
    }, flushMs)
    timer.unref()
  }

  async function flush(): Promise<void> {
    const batch = [...waiting].slice(0, flushItems)
    for (const [key] of batch) waiting.delete(key)
    // A source that fails says nothing: whoever shows the thing pulls it, and hears of the failure there.
    const events = await Promise.all(
      batch.map(async ([, source]) => source()).map((made) => made.catch(() => null)),
    )
    events.forEach((event, position) => {
      const key = batch[position]?.[0]
      if (!event || key === undefined) return
      for (const reader of readers) hand(reader, key, event)
    })
  }

  function tell(key: string, source: EventSource): void {
    if (readers.size === 0) return
    waiting.set(key, source)
    if (waiting.size > maxBacklog) {
      tellEverythingChanged()
      return
    }
    schedule()
  }

  function tellEverythingChanged(): void {
    if (readers.size === 0) return
    waiting.clear()
    parameters.clear()
    waiting.set('changed', () => ({ type: 'changed' }))
    schedule()
  }

  return {
    get listening() {
      return readers.size > 0
    },
    tell,
    tellParameters(deviceId, paths, version) {
      if (readers.size === 0) return
      const sum = parameters.get(deviceId) ?? { count: 0, paths: new Set<string>(), version }
      sum.count += paths.length
      sum.version = version
      for (const path of paths) {
        if (sum.paths.size >= maxPaths) break
        sum.paths.add(path)
      }
      parameters.set(deviceId, sum)
      tell(`parameters ${deviceId}`, () => {
        parameters.delete(deviceId)
        return { type: 'parameters', deviceId, count: sum.count, paths: [...sum.paths], version: sum.version }
      })
    },
    tellEverythingChanged,
    async *subscribe(signal) {
      if (closed || signal?.aborted) return
      const reader: Reader = { backlog: new Map(), wake: () => undefined, ended: false }
      const end = () => remove(reader)
      signal?.addEventListener('abort', end, { once: true })
      readers.add(reader)
      reader.backlog.set('changed', { type: 'changed' })
      try {
        for (;;) {
          if (reader.ended) return
          const next = reader.backlog.entries().next()
          if (next.done) {
            await new Promise<void>((resolve) => (reader.wake = resolve))
            continue
          }
          const [key, event] = next.value
          reader.backlog.delete(key)
          yield event
        }
      } finally {
        signal?.removeEventListener('abort', end)
        remove(reader)
      }
    },
    close() {
      closed = true
      if (timer) clearTimeout(timer)
      timer = null
      for (const reader of [...readers]) remove(reader)
    },
  }
}

/** A later event replaces an earlier one of its key, but what parameters changed adds up. */
function merge(earlier: EngineEvent, later: EngineEvent): EngineEvent {
  if (earlier.type !== 'parameters' || later.type !== 'parameters') return later
  const paths = [...new Set([...earlier.paths, ...later.paths])].slice(0, maxPaths)
  return { ...later, count: earlier.count + later.count, paths } satisfies ParametersEvent
}
