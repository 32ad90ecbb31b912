import type { BindingRecord, JournalEvent } from '../../../../src/core/journal/records.js'
import type { Recorder } from '../../../../src/main/engine/recorder/types.js'

/** A line of the journal; bytes as text. */
export type Line =
  | { readonly type: 'request'; readonly exchange: number; readonly text: string; readonly complete: boolean }
  | ({ readonly type: 'binding' } & BindingRecord)
  | { readonly type: 'response'; readonly exchange: number; readonly text: string }
  | { readonly type: 'event'; readonly event: JournalEvent }
  | { readonly type: 'closed'; readonly connection: number }

export interface JournalRecorder extends Recorder {
  readonly lines: readonly Line[]
  /** Resolves once a line fulfils the condition, at once if one did before. */
  until(condition: (line: Line) => boolean): Promise<Line>
  /** How the sessions ended, in order: `number outcome`. */
  readonly ends: readonly string[]
}

/** Turns of the event loop that the commit of a request takes: whoever does not wait for it is found out. */
const requestTurns = 20

/** A recorder that keeps the journal as a list and projects nothing. Other commits take one turn of the event loop. */
export function createJournalRecorder(): JournalRecorder {
  const lines: Line[] = []
  const watchers = new Set<(line: Line) => void>()
  let exchange = 0
  let connection = 0
  const text = (...parts: readonly Uint8Array[]): string => Buffer.concat(parts).toString('latin1')
  const write = async (line: Line): Promise<void> => {
    const turns = line.type === 'request' ? requestTurns : 1
    for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    lines.push(line)
    for (const watcher of [...watchers]) watcher(line)
  }
  return {
    captureId: 'cap',
    recording: true,
    lines,
    get ends() {
      return lines.flatMap((line) =>
        line.type === 'event' && line.event.type === 'session-ended'
          ? [`${String(line.event.session)} ${line.event.outcome}`]
          : [],
      )
    },
    until: (condition) =>
      new Promise((resolve) => {
        const seen = lines.find(condition)
        if (seen !== undefined) {
          resolve(seen)
          return
        }
        const watcher = (line: Line): void => {
          if (!condition(line)) return
          watchers.delete(watcher)
          resolve(line)
        }
        watchers.add(watcher)
      }),
    nextExchange: () => ++exchange,
    nextConnection: () => ++connection,
    connectionOpened: () => undefined,
    connectionClosed: (closed) => void write({ type: 'closed', connection: closed }),
    request: (record) =>
      write({
        type: 'request',
        exchange: record.exchange,
        text: text(record.head, record.body),
        complete: record.complete,
      }),
    bind: (record) => write({ type: 'binding', ...record }),
    response: (record) =>
      write({ type: 'response', exchange: record.exchange, text: text(record.head, record.body) }),
    event: (event) => write({ type: 'event', event }),
    reindex: () => Promise.resolve(0),
    onChange: () => () => undefined,
    onProblem: () => () => undefined,
    onRecovery: () => () => undefined,
    close: () => Promise.resolve(),
  }
}
