import { latin1 } from '../../../../src/core/http/index.js'
import type { JournalEvent, RequestRecord, ResponseRecord } from '../../../../src/core/journal/records.js'
import type { Recorder } from '../../../../src/main/engine/recorder/types.js'

/** One entry per call, in order; bytes as text. */
export type Entry =
  | { type: 'open'; connection: number; remote: string; local: string; outgoing: boolean }
  | { type: 'request'; exchange: number; connection: number; text: string; complete: boolean }
  | { type: 'response'; exchange: number; text: string }
  | { type: 'closed'; connection: number; reason: string }
  | { type: 'event'; event: JournalEvent }

export interface MemoryRecorder extends Recorder {
  readonly entries: readonly Entry[]
  readonly requests: readonly RequestRecord[]
  readonly responses: readonly ResponseRecord[]
  /** Makes commits of this kind wait until the returned function is called. */
  hold(kind: 'request' | 'response'): () => void
  /** Makes commits of this kind reject from now on. */
  fail(kind: 'request' | 'response'): void
  /** Resolves when the condition holds; it is looked at after each entry. */
  until(condition: () => boolean): Promise<void>
}

export function createMemoryRecorder(): MemoryRecorder {
  const entries: Entry[] = []
  const requests: RequestRecord[] = []
  const responses: ResponseRecord[] = []
  const gates = { request: Promise.resolve(), response: Promise.resolve() }
  const failing = { request: false, response: false }
  const waiting = new Set<() => void>()
  let exchange = 0
  let connection = 0

  const note = (entry: Entry): void => {
    entries.push(entry)
    for (const look of waiting) look()
  }
  const commit = async (kind: 'request' | 'response'): Promise<void> => {
    await gates[kind]
    if (failing[kind]) throw new Error('no space left on device')
  }

  return {
    captureId: 'memory',
    recording: true,
    entries,
    requests,
    responses,
    nextExchange: () => ++exchange,
    nextConnection: () => ++connection,
    connectionOpened({ connection: opened, remote, local, outgoing }) {
      note({ type: 'open', connection: opened, remote, local, outgoing: outgoing === true })
    },
    connectionClosed: (closed, reason) => note({ type: 'closed', connection: closed, reason }),
    request(record) {
      requests.push(record)
      note({
        type: 'request',
        exchange: record.exchange,
        connection: record.connection,
        text: latin1(record.head) + latin1(record.body),
        complete: record.complete,
      })
      return commit('request')
    },
    response(record) {
      responses.push(record)
      note({ type: 'response', exchange: record.exchange, text: latin1(record.head) + latin1(record.body) })
      return commit('response')
    },
    bind: () => Promise.resolve(),
    event(event) {
      note({ type: 'event', event })
      return Promise.resolve()
    },
    reindex: () => Promise.resolve(0),
    onChange: () => () => undefined,
    onProblem: () => () => undefined,
    onRecovery: () => () => undefined,
    close: () => Promise.resolve(),
    hold(kind) {
      let open: () => void = () => undefined
      gates[kind] = new Promise((resolve) => (open = resolve))
      return open
    },
    fail(kind) {
      failing[kind] = true
    },
    until(condition) {
      return new Promise((resolve) => {
        const look = (): void => {
          if (!condition()) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      })
    },
  }
}
