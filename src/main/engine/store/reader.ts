import { statSync } from 'node:fs'
import type { StatementSync } from 'node:sqlite'
import { setImmediate as turn } from 'node:timers/promises'
import { matches, parseFilter, type Filter } from '../../../core/filter/index.js'
import { type DeviceRecord, type MessageRecord, type SessionRecord } from '../../../core/sessions/index.js'
import type { Finding } from '../../../core/lint/index.js'
import { readMessage } from '../../../core/message/index.js'
import { matchesSearch, type ParameterChange, type ParameterRecord } from '../../../core/tree/index.js'
import type { CaptureStore } from './capture-store.js'
import { badCursor, readCursor, readNumbers, writeCursor } from './cursor.js'
import type { Moment } from './device-trees.js'
import { QueryError } from './errors.js'
import { sessionFacts, StoredMessageFacts, type FindingFacts } from './filter-facts.js'
import { findingOf, messageIdOf, severityOf } from './finding-rows.js'
import { messagePlace, sessionNumber } from './ids.js'
import { inflate } from './inflate.js'
import { changeOf } from './projection-tables.js'
import { integer, jsonColumn, textColumn, type Row } from './rows.js'
import type {
  CaptureFigures,
  CaptureReader,
  Page,
  PageQuery,
  SuggestedQuirk,
  TreeRowsAnswer,
  TreeRowsQuery,
} from './types.js'

/** Rows looked at between two turns of the event loop while a filter runs. */
const FILTER_SLICE = 100

type SqlValue = string | number

/** A list as SQL sees it. `place` gives the columns it is sorted by, most significant first. */
interface ListOf<T> {
  readonly name: string
  readonly from: string
  readonly where: readonly string[]
  readonly values: readonly SqlValue[]
  readonly order: readonly string[]
  readonly descending: boolean
  readonly item: (row: Row) => T
  readonly matches: (filter: Filter, item: T) => boolean
}

/** Answers questions about a capture from its tables. */
export class SqliteCaptureReader implements CaptureReader {
  readonly captureId: string
  /** The queries are few; each is compiled once. */
  private readonly statements = new Map<string, StatementSync>()

  constructor(
    private readonly store: CaptureStore,
    private readonly path: string,
    /** Brings the projections up to date with what has been committed. */
    private readonly settle: () => Promise<void>,
  ) {
    this.captureId = store.captureId
  }

  async figures(): Promise<CaptureFigures> {
    await this.settle()
    return {
      path: this.path,
      exchanges: this.store.exchangeCount,
      sessions: this.count('session'),
      bytes: fileSize(this.path) + fileSize(`${this.path}-wal`),
    }
  }

  sessions(query: PageQuery & { deviceId?: string | undefined }): Promise<Page<SessionRecord>> {
    const { deviceId } = query
    return this.page(query, {
      name: 'sessions',
      from: 'session',
      where: deviceId === undefined ? [] : ['device = ?'],
      values: deviceId === undefined ? [] : [deviceId],
      order: ['started', 'number'],
      descending: true,
      item: (row) => jsonColumn<SessionRecord>(row, 'record'),
      matches: (filter, session) => this.sessionMatches(filter, session),
    })
  }

  async session(sessionId: string): Promise<SessionRecord | null> {
    await this.settle()
    return this.sessionRecord(sessionId)
  }

  sessionMessages(sessionId: string, query: PageQuery): Promise<Page<MessageRecord>> {
    return this.page(query, {
      name: `messages of ${sessionId}`,
      from: 'message',
      where: ['session = ?'],
      values: [sessionNumber(this.captureId, sessionId) ?? -1],
      order: ['position'],
      descending: false,
      item: (row) => jsonColumn<MessageRecord>(row, 'record'),
      matches: (filter, message) => {
        const session = this.sessionRecord(sessionId)
        return matches(filter, {
          row: 'message',
          session: session && this.sessionFacts(session),
          message: this.messageFacts(message, session, () => this.store.findings(message.id)),
        })
      },
    })
  }

  async message(messageId: string): Promise<MessageRecord | null> {
    await this.settle()
    const row = this.messageRow(messageId)
    return row && jsonColumn<MessageRecord>(row, 'record')
  }

  async bytes(messageId: string): ReturnType<CaptureReader['bytes']> {
    await this.settle()
    const place = messagePlace(this.captureId, messageId)
    return place && this.store.journal.bytes(place.exchange, place.side)
  }

  async devices(): Promise<readonly DeviceRecord[]> {
    await this.settle()
    return [...this.store.devices().values()]
  }

  async newestSessions(): Promise<ReadonlyMap<string, SessionRecord>> {
    await this.settle()
    const rows = this.all(
      `SELECT (SELECT record FROM session WHERE device = id ORDER BY started DESC, number DESC LIMIT 1) AS record
       FROM device`,
    )
    const newest = new Map<string, SessionRecord>()
    for (const row of rows) {
      if (row['record'] === null) continue
      const session = jsonColumn<SessionRecord>(row, 'record')
      if (session.deviceId !== null) newest.set(session.deviceId, session)
    }
    return newest
  }

  async device(deviceId: string): Promise<DeviceRecord | null> {
    await this.settle()
    return this.store.device(deviceId)
  }

  async parameters(
    deviceId: string,
    query: Parameters<CaptureReader['parameters']>[1],
  ): Promise<Page<ParameterRecord> | null> {
    await this.settle()
    if (this.store.device(deviceId) === null) return null
    const tree =
      query.at === undefined
        ? this.store.trees.tree(deviceId)
        : this.store.trees.treeAt(deviceId, this.momentOf(query.at))
    const prefix = query.prefix ?? ''
    const search = (query.search ?? '').trim().toLowerCase()
    const nodes = [...tree.nodes()].filter(
      (node) => node.named && node.path.startsWith(prefix) && (search === '' || matchesSearch(node, search)),
    )
    const list = `parameters of ${deviceId}`
    const [after] = readCursor(list, query.cursor) ?? []
    const start = after === undefined ? 0 : nodes.findIndex(({ path }) => path === after) + 1
    if (after !== undefined && start === 0) throw badCursor()
    const items = nodes.slice(start, start + query.limit)
    const last = items.at(-1)
    const more = start + items.length < nodes.length && last !== undefined
    return {
      items: items.map((node) => tree.record(node)),
      nextCursor: more ? writeCursor(list, [last.path]) : null,
      total: nodes.length,
    }
  }

  async history(deviceId: string, path: string, query: PageQuery): Promise<Page<ParameterChange> | null> {
    await this.settle()
    if (this.store.device(deviceId) === null) return null
    // The parameter's own changes, and the ends of the objects it stood in.
    const above = [...path.matchAll(/\./g)].map(({ index }) => path.slice(0, index + 1))
    const own = path.endsWith('.') ? 'path = ?' : "path = ? AND (value IS NOT NULL OR effect = 'deleted')"
    const gone = `effect = 'deleted' AND path IN (${above.map(() => '?').join(', ')})`
    return this.page(query, {
      name: `history of ${path} of ${deviceId}`,
      from: 'parameter_change',
      where: ['device = ?', `((${own}) OR (${gone}))`],
      values: [deviceId, path, ...above],
      order: ['id'],
      descending: true,
      item: (row) => this.changeWithType(row),
      matches: () => true,
    })
  }

  /** A value's type is written down only where it changed. */
  private changeWithType(row: Row): ParameterChange {
    const change = changeOf(row)
    if (change.value === undefined || change.type !== undefined) return change
    const [before] = this.all(
      `SELECT type FROM parameter_change
       WHERE device = ? AND path = ? AND id < ? AND type IS NOT NULL ORDER BY id DESC LIMIT 1`,
      textColumn(row, 'device'),
      change.path,
      integer(row, 'id'),
    )
    return before === undefined ? change : { ...change, type: textColumn(before, 'type') }
  }

  async treeRows(deviceId: string, query: TreeRowsQuery): Promise<TreeRowsAnswer | null> {
    await this.settle()
    if (this.store.device(deviceId) === null) return null
    const tree = this.store.trees.tree(deviceId)
    const rows = this.store.trees.rows(deviceId, query)
    return {
      rows: rows.window(query.from, query.count),
      total: rows.total,
      matches: rows.matches,
      parameterCount: tree.parameterCount,
      version: tree.version,
      position: query.locate === undefined ? null : rows.positionOf(query.locate),
    }
  }

  findings(query: PageQuery & { sessionId?: string | undefined }): Promise<Page<Finding>> {
    const { sessionId } = query
    return this.page(query, {
      name: `findings ${sessionId ?? ''}`,
      from: 'finding',
      where: sessionId === undefined ? [] : ['session = ?'],
      values: sessionId === undefined ? [] : [sessionNumber(this.captureId, sessionId) ?? -1],
      order: ['id'],
      // Of one session as it went; of the whole capture what is new first.
      descending: sessionId === undefined,
      item: (row) => findingOf(this.captureId, row),
      matches: (filter, finding) => this.findingMatches(filter, finding),
    })
  }

  async messageFindings(messageId: string): Promise<readonly Finding[]> {
    await this.settle()
    return this.store.findings(messageId)
  }

  async suggestions(deviceId: string): Promise<readonly SuggestedQuirk[]> {
    await this.settle()
    return this.all(
      `SELECT max(f.id) AS newest, count(*) AS findings, f.*
       FROM session s JOIN finding f ON f.session = s.number AND f.fix_kind = 'quirk'
       WHERE s.device = ? GROUP BY f.rule, f.fix ORDER BY newest DESC`,
      deviceId,
    ).map((row) => ({ finding: findingOf(this.captureId, row), findings: integer(row, 'findings') }))
  }

  async findingCounts(sessionId: string): ReturnType<CaptureReader['findingCounts']> {
    const session = await this.session(sessionId)
    return session?.findings ?? { error: 0, warning: 0, info: 0 }
  }

  private async page<T>(query: PageQuery, list: ListOf<T>): Promise<Page<T>> {
    const filter = filterOf(query.filter)
    const cursor = readNumbers(list.name, query.cursor, list.order.length)
    await this.settle()
    return filter === null
      ? this.plainPage(query.limit, cursor, list)
      : this.filteredPage(filter, query.limit, cursor, list)
  }

  private plainPage<T>(limit: number, cursor: readonly number[] | null, list: ListOf<T>): Page<T> {
    const rows = this.rowsAfter(list, cursor, limit + 1)
    const shown = rows.slice(0, limit)
    return {
      items: shown.map(list.item),
      nextCursor: rows.length > limit ? cursorAt(list, shown.at(-1)) : null,
      total: this.count(list.from, list.where, list.values),
    }
  }

  /** A filter looks at every row, for the total; in slices, so that traffic goes on meanwhile. */
  private async filteredPage<T>(
    filter: Filter,
    limit: number,
    cursor: readonly number[] | null,
    list: ListOf<T>,
  ): Promise<Page<T>> {
    const items: T[] = []
    let nextCursor: string | null = null
    let lastShown: Row | undefined
    let total = 0
    for (let place: readonly number[] | null = null; ;) {
      const rows: Row[] = this.rowsAfter(list, place, FILTER_SLICE)
      for (const row of rows) {
        const item = list.item(row)
        if (!list.matches(filter, item)) continue
        total += 1
        if (cursor !== null && !isAfter(list, placeOf(list, row), cursor)) continue
        if (items.length < limit) {
          items.push(item)
          lastShown = row
        } else {
          nextCursor ??= cursorAt(list, lastShown)
        }
      }
      const last = rows.at(-1)
      if (last === undefined || rows.length < FILTER_SLICE) return { items, nextCursor, total }
      place = placeOf(list, last)
      await turn()
    }
  }

  private rowsAfter<T>(list: ListOf<T>, place: readonly number[] | null, limit: number): Row[] {
    const columns = list.order.join(', ')
    const direction = list.descending ? 'DESC' : 'ASC'
    const after = `(${columns}) ${list.descending ? '<' : '>'} (${list.order.map(() => '?').join(', ')})`
    const where = place === null ? list.where : [...list.where, after]
    return this.all(
      `SELECT * FROM ${list.from} ${whereClause(where)}
       ORDER BY ${list.order.map((column) => `${column} ${direction}`).join(', ')} LIMIT ?`,
      ...list.values,
      ...(place ?? []),
      limit,
    )
  }

  private sessionMatches(filter: Filter, session: SessionRecord): boolean {
    const number = sessionNumber(this.captureId, session.id) ?? -1
    const rows = this.all('SELECT record FROM message WHERE session = ? ORDER BY position', number)
    let found: Map<string, FindingFacts[]> | null = null
    /** One question for all messages, and only if a term asks. */
    const foundIn = (messageId: string): readonly FindingFacts[] => {
      found ??= this.foundInSession(number)
      return found.get(messageId) ?? []
    }
    return matches(filter, {
      row: 'session',
      session: this.sessionFacts(session),
      messages: rows.map((row) => {
        const record = jsonColumn<MessageRecord>(row, 'record')
        return this.messageFacts(record, session, () => foundIn(record.id))
      }),
    })
  }

  private findingMatches(filter: Filter, finding: Finding): boolean {
    const session = finding.sessionId === undefined ? null : this.sessionRecord(finding.sessionId)
    if (finding.messageId === undefined) {
      if (session === null) return false
      return matches(filter, { row: 'session', session: this.sessionFacts(session, finding), messages: [] })
    }
    const row = this.messageRow(finding.messageId)
    if (row === null) return false
    return matches(filter, {
      row: 'message',
      session: session && this.sessionFacts(session),
      message: this.messageFacts(jsonColumn<MessageRecord>(row, 'record'), session, () => [finding]),
    })
  }

  private sessionFacts(session: SessionRecord, only?: Finding): ReturnType<typeof sessionFacts> {
    return sessionFacts(
      session,
      () => this.addresses(session),
      () => (only === undefined ? this.store.findings(session.id) : [only]),
    )
  }

  private messageFacts(
    record: MessageRecord,
    session: SessionRecord | null,
    found: () => readonly FindingFacts[],
  ): StoredMessageFacts {
    const read = () => {
      const bytes = this.wire(record.id)
      if (bytes === null) return null
      return { connection: bytes.connection, reading: readMessage(bytes, sideOf(record), inflate) }
    }
    return new StoredMessageFacts(record, session, read, found)
  }

  /** What was found in the messages of a session, by message id. */
  private foundInSession(number: number): Map<string, FindingFacts[]> {
    const found = new Map<string, FindingFacts[]>()
    const rows = this.all(
      'SELECT exchange, side, rule, severity FROM finding WHERE session = ? AND exchange IS NOT NULL',
      number,
    )
    for (const row of rows) {
      const id = messageIdOf(this.captureId, row)
      const facts = found.get(id)
      if (facts === undefined) found.set(id, [factsOf(row)])
      else facts.push(factsOf(row))
    }
    return found
  }

  private wire(messageId: string) {
    const place = messagePlace(this.captureId, messageId)
    return place && this.store.journal.bytes(place.exchange, place.side)
  }

  private addresses(session: SessionRecord): readonly string[] {
    const rows = this.all(
      `SELECT DISTINCT j.remote FROM message m
       JOIN journal j ON j.exchange = m.exchange AND j.kind = 'request'
       WHERE m.session = ? AND m.side = 'q'`,
      sessionNumber(this.captureId, session.id) ?? -1,
    )
    return rows.flatMap(({ remote }) => (typeof remote === 'string' ? [remote] : []))
  }

  private momentOf(at: string): Moment {
    const row = this.messageRow(at)
    if (row !== null) return { seq: integer(row, 'seq') }
    const time = /^\d{4}-\d\d-\d\d/.test(at) ? Date.parse(at) : Number.NaN
    if (Number.isNaN(time)) {
      throw new QueryError(
        `"${at}" is neither the id of a message of this capture nor a time like 2026-11-22T10:00:00.000Z.`,
      )
    }
    return { time }
  }

  private sessionRecord(sessionId: string): SessionRecord | null {
    const number = sessionNumber(this.captureId, sessionId)
    if (number === null) return null
    const [row] = this.all('SELECT record FROM session WHERE number = ?', number)
    return row === undefined ? null : jsonColumn<SessionRecord>(row, 'record')
  }

  private messageRow(messageId: string): Row | null {
    const place = messagePlace(this.captureId, messageId)
    if (place === null) return null
    const [row] = this.all(
      'SELECT * FROM message WHERE exchange = ? AND side = ?',
      place.exchange,
      place.side,
    )
    return row ?? null
  }

  private count(table: string, where: readonly string[] = [], values: readonly SqlValue[] = []): number {
    const [row] = this.all(`SELECT count(*) AS n FROM ${table} ${whereClause(where)}`, ...values)
    return row === undefined ? 0 : integer(row, 'n')
  }

  private all(sql: string, ...values: readonly SqlValue[]): Row[] {
    const statement = this.statements.get(sql) ?? this.store.database.prepare(sql)
    this.statements.set(sql, statement)
    return statement.all(...values)
  }
}

function factsOf(row: Row): FindingFacts {
  return { rule: textColumn(row, 'rule'), severity: severityOf(row) }
}

function sideOf(record: MessageRecord): Parameters<typeof readMessage>[1] {
  return record.id.endsWith('.q')
    ? { side: 'request', complete: true }
    : { side: 'response', requestMethod: null }
}

function filterOf(text: string | undefined): Filter | null {
  if (text === undefined || text.trim() === '') return null
  const parsed = parseFilter(text)
  if (!parsed.ok) throw new QueryError(parsed.message, parsed.offset, parsed.length)
  return parsed.filter
}

function whereClause(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
}

function placeOf<T>(list: ListOf<T>, row: Row): readonly number[] {
  return list.order.map((column) => integer(row, column))
}

function cursorAt<T>(list: ListOf<T>, row: Row | undefined): string | null {
  return row === undefined ? null : writeCursor(list.name, placeOf(list, row))
}

function isAfter<T>(list: ListOf<T>, place: readonly number[], cursor: readonly number[]): boolean {
  for (const [index, mine] of place.entries()) {
    const theirs = cursor[index] ?? 0
    if (mine !== theirs) return list.descending ? mine < theirs : mine > theirs
  }
  return false
}

function fileSize(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
