import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type {
  BoundBy,
  ConnectionFacts,
  JournalEntry,
  JournalEvent,
  JournalReader,
  Source,
} from '../../../core/journal/index.js'
import type { WireBytes } from '../../../core/http/index.js'
import { restoreBody, storeBody } from './body-coding.js'
import { bytesColumn, integer, jsonColumn, optionalInteger, textColumn, type Row } from './rows.js'
import type { ExchangeFacts } from './types.js'

/** Entries read at a time: enough to be quick, few enough not to hold many bodies. */
const SLICE = 64

/** The journal as a table of the capture. */
export class JournalTable implements JournalReader {
  private readonly insertRequest: StatementSync
  private readonly insertBinding: StatementSync
  private readonly insertResponse: StatementSync
  private readonly insertEvent: StatementSync
  private readonly slice: StatementSync
  private readonly byExchange: StatementSync
  private readonly eventBefore: StatementSync

  constructor(private readonly database: DatabaseSync) {
    this.slice = database.prepare('SELECT * FROM journal WHERE seq >= ? ORDER BY seq LIMIT ?')
    this.byExchange = database.prepare('SELECT * FROM journal WHERE exchange = ? AND kind = ?')
    this.eventBefore = database.prepare(
      "SELECT data FROM journal WHERE seq < ? AND kind = 'event' AND connection = ? ORDER BY seq DESC LIMIT 1",
    )
    this.insertRequest = database.prepare(`
      INSERT INTO journal
        (kind, seq, exchange, connection, at, until, complete, source, remote, local, head, body, coding)
      VALUES ('request', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    this.insertBinding = database.prepare(
      "INSERT INTO journal (kind, seq, exchange, session, data) VALUES ('binding', ?, ?, ?, ?)",
    )
    this.insertResponse = database.prepare(
      "INSERT INTO journal (kind, seq, exchange, at, head, body, coding) VALUES ('response', ?, ?, ?, ?, ?, ?)",
    )
    this.insertEvent = database.prepare(
      "INSERT INTO journal (kind, seq, connection, at, data) VALUES ('event', ?, ?, ?, ?)",
    )
  }

  get lastSeq(): number {
    return this.greatest('seq')
  }

  get lastExchange(): number {
    return this.greatest('exchange')
  }

  get lastConnection(): number {
    return this.greatest('connection')
  }

  get exchangeCount(): number {
    const row = this.database.prepare("SELECT count(*) AS n FROM journal WHERE kind = 'request'").get()
    return row === undefined ? 0 : integer(row, 'n')
  }

  /** Adds an entry; the caller holds the transaction. */
  append(entry: JournalEntry): void {
    switch (entry.type) {
      case 'request': {
        const { exchange, connection, startedAt, endedAt, complete, source, remote, local, head } =
          entry.request
        const times = [startedAt, endedAt, complete ? 1 : 0] as const
        const { bytes, coding } = storeBody(entry.request.body)
        this.insertRequest.run(
          entry.seq,
          exchange,
          connection,
          ...times,
          source,
          remote,
          local,
          head,
          bytes,
          coding,
        )
        return
      }
      case 'binding': {
        const { exchange, session, boundBy } = entry.binding
        this.insertBinding.run(entry.seq, exchange, session, boundBy)
        return
      }
      case 'response': {
        const { exchange, at, head, body } = entry.response
        const { bytes, coding } = storeBody(body)
        this.insertResponse.run(entry.seq, exchange, at, head, bytes, coding)
        return
      }
      case 'event': {
        const { event } = entry
        const connection = 'connection' in event ? event.connection : null
        this.insertEvent.run(entry.seq, connection, event.at, JSON.stringify(event))
        return
      }
      default:
        entry satisfies never
    }
  }

  *entries(fromSeq: number): Generator<JournalEntry, void, void> {
    for (let next = fromSeq; ;) {
      const rows = this.slice.all(next, SLICE)
      for (const row of rows) yield entryOf(row)
      const last = rows.at(-1)
      if (last === undefined) return
      next = integer(last, 'seq') + 1
    }
  }

  /** The bytes of one side of an exchange, and the facts of its connection. */
  bytes(exchange: number, side: 'q' | 'r'): (WireBytes & ExchangeFacts) | null {
    const request = this.byExchange.get(exchange, 'request')
    if (request === undefined) return null
    const row = side === 'q' ? request : this.byExchange.get(exchange, 'response')
    if (row === undefined) return null
    return {
      ...wireOf(row),
      exchange,
      connection: integer(request, 'connection'),
      source: sourceOf(request),
      remote: textColumn(request, 'remote'),
      local: textColumn(request, 'local'),
      ...this.openingOf(request),
      startedAt: integer(row, 'at'),
      endedAt: optionalInteger(row, 'until') ?? integer(row, 'at'),
    }
  }

  /** How the connection of a request was secured: its opening is the last before it, mostly close by. */
  private openingOf(request: Row): Pick<ConnectionFacts, 'tls' | 'proxy'> {
    if (sourceOf(request) === 'import') return {}
    const opening = this.eventBefore.get(integer(request, 'seq'), integer(request, 'connection'))
    const event = opening === undefined ? null : jsonColumn<JournalEvent>(opening, 'data')
    if (event?.type !== 'connection-open') return {}
    const { tls, proxy } = event
    return { ...(tls === undefined ? {} : { tls }), ...(proxy === undefined ? {} : { proxy }) }
  }

  private greatest(column: 'seq' | 'exchange' | 'connection'): number {
    const row = this.database.prepare(`SELECT max(${column}) AS n FROM journal`).get()
    return (row && optionalInteger(row, 'n')) ?? 0
  }
}

function entryOf(row: Row): JournalEntry {
  const seq = integer(row, 'seq')
  const kind = textColumn(row, 'kind')
  switch (kind) {
    case 'request':
      return {
        seq,
        type: 'request',
        request: {
          ...wireOf(row),
          exchange: integer(row, 'exchange'),
          connection: integer(row, 'connection'),
          source: sourceOf(row),
          remote: textColumn(row, 'remote'),
          local: textColumn(row, 'local'),
          startedAt: integer(row, 'at'),
          endedAt: integer(row, 'until'),
          complete: integer(row, 'complete') === 1,
        },
      }
    case 'binding':
      return {
        seq,
        type: 'binding',
        binding: {
          exchange: integer(row, 'exchange'),
          session: optionalInteger(row, 'session'),
          boundBy: boundByOf(row),
        },
      }
    case 'response':
      return {
        seq,
        type: 'response',
        response: { ...wireOf(row), exchange: integer(row, 'exchange'), at: integer(row, 'at') },
      }
    case 'event':
      return { seq, type: 'event', event: jsonColumn<JournalEvent>(row, 'data') }
    default:
      throw new Error(`The capture is damaged: entry ${seq} of its journal is of unknown kind "${kind}".`)
  }
}

function wireOf(row: Row): WireBytes {
  return {
    head: bytesColumn(row, 'head'),
    body: restoreBody(bytesColumn(row, 'body'), integer(row, 'coding')),
  }
}

function sourceOf(row: Row): Source {
  const source = textColumn(row, 'source')
  switch (source) {
    case 'acs':
    case 'proxy':
    case 'simulator':
    case 'import':
      return source
    default:
      throw new Error(`The capture is damaged: unknown source "${source}".`)
  }
}

function boundByOf(row: Row): BoundBy {
  const boundBy = textColumn(row, 'data')
  switch (boundBy) {
    case 'cookie':
    case 'connection':
    case 'address':
      return boundBy
    default:
      throw new Error(`The capture is damaged: unknown binding "${boundBy}".`)
  }
}
