import { deviceIdentityOf, deviceIdOf } from '../dialog/device-id.js'
import { summarise } from '../explain/index.js'
import { header, type HttpHead, type Inflate } from '../http/index.js'
import type {
  BoundBy,
  ConnectionTls,
  JournalEntry,
  JournalEvent,
  Micros,
  RequestRecord,
  ResponseRecord,
  Source,
} from '../journal/index.js'
import {
  lintEnd,
  lintMessage,
  lintTurn,
  type DefinitionOf,
  type Finding,
  type TlsFacts,
} from '../lint/index.js'
import { fromHex, readLightweight } from '../notification/index.js'
import { readMessage, type Reading } from '../message/index.js'
import type { DecodedEnvelope, RpcStruct } from '../soap/message.js'
import {
  learn,
  learnNotified,
  structs,
  text,
  type ParameterChange,
  type ParameterTree,
} from '../tree/index.js'
import { hostOf, OpenSessions, type Attribution } from './attribution.js'
import { DeviceMemories } from './device-memories.js'
import { deviceFromInform, withTreeFacts } from './device.js'
import { OpenSession, type Outstanding } from './open-session.js'
import type { DeviceRecord, MessageRecord, SessionRecord } from './records.js'
import { isoTime } from './times.js'
import type { Turn } from './track.js'

/** One thing that follows from the journal. A later one replaces an earlier one of the same id. */
export type Projection =
  | { readonly type: 'session'; readonly session: SessionRecord }
  | { readonly type: 'message'; readonly message: MessageRecord }
  | { readonly type: 'device'; readonly device: DeviceRecord }
  | {
      readonly type: 'parameters'
      readonly deviceId: string
      readonly changes: readonly ParameterChange[]
      /** When they were learnt. */
      readonly at: Micros
      /** Of the device's tree after the changes. */
      readonly version: number
    }
  /** Something to be said of one message. */
  | { readonly type: 'finding'; readonly finding: Finding }
  /** All there is to be said of a session itself, now that it has ended. A corrected outcome says it anew. */
  | { readonly type: 'session-findings'; readonly sessionId: string; readonly findings: readonly Finding[] }

/** What the projector knows of devices from before. */
interface DeviceShelf {
  /** The live tree of a device; the projector changes it. */
  tree(deviceId: string): ParameterTree
  /** The device's last record, null for a new one. */
  device(deviceId: string): DeviceRecord | null
}

/** How an entry is taken. */
interface Taking {
  /** Its projections exist already; only what later entries build on is brought up again, and nothing is learnt twice. */
  readonly silent?: boolean
  /** The envelope of the request that a binding binds, where it is decoded already from the same bytes. */
  readonly envelope?: DecodedEnvelope | undefined
}

interface ProjectorOptions {
  readonly captureId: string
  readonly devices: DeviceShelf
  /** Undoes content codings of bodies. */
  readonly inflate?: Inflate
  /** What data models say of parameters. The path's root names the model. */
  readonly definitionOf?: DefinitionOf
  /**
   * What was found in a message or session, by its id, when it was projected: what is taken silently is not judged
   * again, because what it was judged by has gone on since.
   */
  readonly found?: (id: string) => readonly Finding[]
  /** A rule has stumbled. What it looked at is projected without its findings. */
  readonly onProblem?: (problem: Error) => void
}

/** A request of which we do not know yet what came of it. */
interface PendingExchange {
  readonly seq: number
  readonly request: RequestRecord
  /** We asked the CPE (a connection request): the sides of HTTP are the other way round. */
  readonly outgoing: boolean
  readonly tls: TlsFacts | null
}

/** An exchange whose request is projected and whose response may still come. */
interface RunningExchange {
  readonly session: OpenSession | null
  readonly requestHead: HttpHead | null
  readonly outgoing: boolean
  readonly tls: TlsFacts | null
  readonly connection: number
  readonly source: Source
}

/** Ended sessions that are kept for what comes late. */
const ENDED_KEPT = 500
/** Requests that are kept for their responses: of connections that broke, these never come. */
const RUNNING_KEPT = 10_000

/**
 * Makes sessions, messages, devices, parameter changes and findings out of the journal. The same code runs live and
 * on re-indexing; it knows nothing but the entries it was given, so both give the same.
 *
 * Messages are paired into RPCs here, and not by HTTP exchange: after the empty POST the roles flip, an ACS request
 * travels in an HTTP response and its answer is the next POST (TR-069a6 3.7.1.4). At most one request is outstanding
 * in each direction.
 */
export class Projector {
  private readonly pending = new Map<number, PendingExchange>()
  private readonly running = new Map<number, RunningExchange>()
  private readonly sessions = new Map<number, OpenSession>()
  private readonly ended: number[] = []
  /** Connections that we opened, with the place of their opening. */
  private readonly outgoing = new Map<number, number>()
  /** Connections with TLS, with the place of their opening. */
  private readonly secured = new Map<number, { readonly seq: number; readonly tls: TlsFacts }>()
  private readonly open = new OpenSessions()
  private readonly memories = new DeviceMemories()
  private out: Projection[] = []
  private silent = false

  constructor(private readonly options: ProjectorOptions) {}

  /** Takes the next entry of the journal. */
  apply(entry: JournalEntry, { silent = false, envelope }: Taking = {}): readonly Projection[] {
    this.out = []
    this.silent = silent
    switch (entry.type) {
      case 'request':
        this.takeRequest(entry.seq, entry.request)
        break
      case 'binding':
        this.projectRequest(entry.binding.exchange, entry.binding, envelope)
        break
      case 'response':
        this.settle(entry.response.exchange)
        this.projectResponse(entry.response)
        break
      case 'event':
        this.event(entry.seq, entry.event)
        break
      default:
        entry satisfies never
    }
    return silent ? [] : this.out
  }

  /** The first place of the journal that a new projector would have to read to go on from here; null: none. */
  get neededFrom(): number | null {
    const places = [
      ...this.outgoing.values(),
      ...[...this.secured.values(), ...this.pending.values()].map(({ seq }) => seq),
    ]
    for (const session of this.sessions.values()) if (session.endedAt === null) places.push(session.firstSeq)
    return places.length === 0 ? null : Math.min(...places)
  }

  private takeRequest(seq: number, request: RequestRecord): void {
    const outgoing = this.outgoing.has(request.connection)
    const tls = this.secured.get(request.connection)?.tls ?? null
    this.pending.set(request.exchange, { seq, request, outgoing, tls })
    // Nobody acts on half a request or on one of our own, so nobody will bind it.
    if (!request.complete || outgoing) this.settle(request.exchange)
  }

  private event(seq: number, event: JournalEvent): void {
    switch (event.type) {
      case 'connection-open':
        if (event.outgoing === true) this.outgoing.set(event.connection, seq)
        if (event.tls !== undefined) {
          this.secured.set(event.connection, { seq, tls: tlsFactsOf(event.tls) })
        }
        return
      case 'connection-closed':
        this.outgoing.delete(event.connection)
        this.secured.delete(event.connection)
        return
      case 'session-ended': {
        const session = this.sessions.get(event.session)
        if (session !== undefined) this.end(session, event.at, event.outcome)
        return
      }
      case 'authentication-refused': {
        const session = this.sessions.get(event.session)
        if (session !== undefined) session.story.refusal = event.detail
        return
      }
      case 'lightweight-notification':
        this.notified(event)
        return
      case 'capture-opened':
        this.outgoing.clear()
        this.secured.clear()
        for (const exchange of [...this.pending.keys()]) this.settle(exchange)
        for (const session of [...this.sessions.values()]) {
          if (session.endedAt !== null) continue
          this.end(session, session.lastAt, session.lastStatus === 401 ? 'not-authenticated' : 'interrupted')
        }
        return
      default:
        return
    }
  }

  /** A CPE that has been seen tells values between its sessions; of one that nobody knows there is nothing to add to. */
  private notified({
    at,
    deviceId,
    bytes,
  }: Extract<JournalEvent, { type: 'lightweight-notification' }>): void {
    const before = deviceId === null ? null : this.options.devices.device(deviceId)
    if (this.silent || deviceId === null || before === null) return
    const { notification } = readLightweight(fromHex(bytes))
    const tree = this.options.devices.tree(deviceId)
    const changes = learnNotified(tree, notification?.parameters ?? [], isoTime(at))
    if (changes.length === 0) return
    for (const change of changes) tree.apply(change)
    const device = withTreeFacts(before, tree)
    if (device !== before) this.out.push({ type: 'device', device })
    this.out.push({ type: 'parameters', deviceId, changes, at, version: tree.version })
  }

  private end(session: OpenSession, at: Micros, outcome: Parameters<OpenSession['end']>[1]): void {
    const wasOpen = session.endedAt === null
    const before = session.outcome
    session.end(at, outcome)
    if (session.outcome !== before) this.lintEnd(session)
    if (wasOpen) {
      this.open.forget(session.number)
      this.ended.push(session.number)
      if (this.ended.length > ENDED_KEPT) this.sessions.delete(this.ended.shift() ?? -1)
    }
    this.out.push({ type: 'session', session: session.record() })
  }

  /** The session is over: what can only be said now. A corrected outcome replaces what was said of the first. */
  private lintEnd(session: OpenSession): void {
    session.track.end(session.outcome)
    const findings = this.judged('session', session.id, () => lintEnd(session.track)).map((finding) => ({
      ...finding,
      sessionId: session.id,
    }))
    const said = findings.length > 0 || session.atEnd.length > 0
    session.atEnd = findings
    if (said) this.out.push({ type: 'session-findings', sessionId: session.id, findings })
  }

  /** Projects a request that nobody has bound. */
  private settle(exchange: number): void {
    const pending = this.pending.get(exchange)
    if (pending !== undefined) this.projectRequest(exchange, null)
  }

  private projectRequest(exchange: number, binding: Attribution | null, envelope?: DecodedEnvelope): void {
    const pending = this.pending.get(exchange)
    if (pending === undefined) return
    this.pending.delete(exchange)
    const { request } = pending
    const reading = readMessage(
      request,
      { side: 'request', complete: request.complete, envelope },
      this.options.inflate,
    )
    const isInform = reading.envelope?.kind === 'request' && reading.envelope.rpc === 'Inform'
    const attribution = binding ?? (pending.outgoing ? nowhere : this.attribute(request, reading, isInform))
    const session = attribution.session === null ? null : this.sessionOf(attribution.session, pending)
    this.running.set(exchange, {
      session,
      requestHead: reading.head,
      outgoing: pending.outgoing,
      tls: pending.tls,
      connection: request.connection,
      source: request.source,
    })
    if (this.running.size > RUNNING_KEPT) {
      for (const oldest of this.running.keys()) {
        this.running.delete(oldest)
        break
      }
    }
    if (session !== null) {
      session.tied(exchange, attribution.boundBy)
      session.lastAt = Math.max(session.lastAt, request.endedAt)
      if (session.endedAt === null) this.open.sawRequest(session.number, request)
      // While requests are held back an empty POST does not say that there are none (TR-069a6 3.7.1.4).
      if (reading.kind === 'empty' && !session.track.holdRequests) session.sawEmptyPost = true
    }
    this.projectMessage(
      {
        id: `${this.options.captureId}.${exchange}.q`,
        at: request.startedAt,
        until: request.endedAt,
        bytes: request.head.length + request.body.length,
        fromCpe: !pending.outgoing,
        remote: request.remote,
        connection: request.connection,
        source: request.source,
        tls: pending.tls,
        behindProxy: endsTlsInFront(reading.head),
      },
      reading,
      session,
    )
    // Nobody acts on half an Inform, so nobody will tell the end of what it would have begun.
    if (!request.complete && session?.number === exchange) {
      this.end(session, request.endedAt, 'connection-closed')
    }
  }

  private projectResponse(response: ResponseRecord): void {
    const exchange = this.running.get(response.exchange)
    this.running.delete(response.exchange)
    const session = exchange?.session ?? null
    const reading = readMessage(
      response,
      { side: 'response', requestMethod: exchange?.requestHead?.method ?? null },
      this.options.inflate,
    )
    if (session !== null) {
      session.lastAt = Math.max(session.lastAt, response.at)
      session.lastStatus = reading.head?.status ?? null
      session.awaitsRetry = asksForRetry(reading)
      if (session.endedAt === null && reading.head !== null)
        this.open.sawResponse(session.number, reading.head)
    }
    this.projectMessage(
      {
        id: `${this.options.captureId}.${response.exchange}.r`,
        at: response.at,
        until: response.at,
        bytes: response.head.length + response.body.length,
        fromCpe: exchange?.outgoing ?? false,
        remote: '',
        connection: exchange?.connection ?? 0,
        source: exchange?.source ?? null,
        tls: exchange?.tls ?? null,
        behindProxy: endsTlsInFront(exchange?.requestHead ?? null),
        ...(exchange === undefined ? {} : { answered: exchange.requestHead }),
      },
      reading,
      session,
    )
    if (session === null) return
    if (session.endedAt === null) this.endIfOver(session, reading, response.at)
    // The Inform is half because we did not read on, not because the CPE hung up.
    else if (session.number === response.exchange && reading.head?.status === 413) {
      this.end(session, response.at, 'interrupted')
    }
  }

  private attribute(request: RequestRecord, reading: Reading, isInform: boolean): Attribution {
    const found = this.open.find(request, reading.head)
    if (!isInform) {
      if (reading.head?.method !== 'POST') return nowhere
      const late = reading.kind === 'empty' ? this.open.findEnded(request, reading.head) : null
      return found ?? late ?? nowhere
    }
    const before = found === null ? undefined : this.sessions.get(found.session)
    if (found !== null && before !== undefined) {
      if (before.awaitsRetry) return found
      if (found.boundBy !== 'address') this.end(before, before.lastAt, 'superseded')
    }
    return { session: request.exchange, boundBy: 'connection' }
  }

  private sessionOf(number: number, pending: PendingExchange): OpenSession | null {
    const known = this.sessions.get(number)
    if (known !== undefined) return known
    // Only its first exchange opens a session; one that ended long ago is not opened again.
    if (number !== pending.request.exchange) return null
    const session = new OpenSession(number, pending.seq, this.options.captureId, pending.request)
    this.sessions.set(number, session)
    return session
  }

  /** The end as the messages show it; an event of the engine may follow and knows better. */
  private endIfOver(session: OpenSession, reading: Reading, at: Micros): void {
    if (reading.kind === 'empty' && session.sawEmptyPost && session.askedByAcs === null) {
      this.end(session, at, 'completed')
    }
  }

  private projectMessage(seen: SeenMessage, reading: Reading, session: OpenSession | null): void {
    const { envelope } = reading
    const paired = session === null ? null : pair(session, reading, seen.fromCpe)
    const findings = this.lint(seen, reading, session, paired)
    const status = reading.head?.status
    const fault = reading.kind === 'fault' ? envelope?.fault : undefined
    const message: MessageRecord = {
      id: seen.id,
      sessionId: session?.id ?? null,
      index: session?.messages ?? (seen.id.endsWith('.q') ? 0 : 1),
      at: isoTime(seen.at),
      direction: seen.fromCpe ? 'cpe-to-acs' : 'acs-to-cpe',
      kind: reading.kind,
      rpc: reading.kind === 'fault' && paired !== null ? paired.message.rpc : (envelope?.rpc ?? null),
      cwmpId: envelope?.header.id ?? null,
      pairedWith: paired?.message.id ?? null,
      ...(status === undefined ? {} : { httpStatus: status }),
      bytes: seen.bytes,
      ...(paired === null ? {} : { durationMs: Math.max(0, seen.at - paired.since) / 1000 }),
      ...(fault === undefined ? {} : { fault: { code: fault.code, string: fault.string } }),
      findings: findings.length,
      summary: envelope?.ok
        ? summarise(envelope)
        : reading.kind === 'http'
          ? (reading.head?.startLine ?? '')
          : '',
    }
    this.out.push({ type: 'message', message })
    if (paired !== null) {
      this.out.push({ type: 'message', message: { ...paired.message, pairedWith: message.id } })
    }
    for (const finding of findings) this.out.push({ type: 'finding', finding })
    if (session === null) return
    session.messages += 1
    for (const { severity } of findings) session.inMessages[severity] += 1
    if (reading.kind === 'request' && envelope !== null) {
      const outstanding: Outstanding = {
        message,
        envelope,
        since: seen.until,
        turn: session.track.turns.at(-1) ?? null,
      }
      if (seen.fromCpe) session.askedByCpe = outstanding
      else session.askedByAcs = outstanding
    }
    this.learnFrom(session, message, reading, paired, seen)
    this.out.push({ type: 'session', session: session.record() })
  }

  private lint(
    seen: SeenMessage,
    reading: Reading,
    session: OpenSession | null,
    paired: Outstanding | null,
  ): readonly Finding[] {
    const { definitionOf } = this.options
    const turn: Turn = {
      ...reading,
      messageId: seen.id,
      direction: seen.fromCpe ? 'cpe-to-acs' : 'acs-to-cpe',
      at: seen.at,
      until: seen.until,
      connection: seen.connection,
      answers: paired?.turn ?? null,
      ...(seen.answered === undefined ? {} : { answered: seen.answered }),
      // Of what comes from elsewhere, or through something that ends TLS in front of us, it is not known.
      ...(seen.tls !== null || (seen.source === 'acs' && !seen.behindProxy) ? { tls: seen.tls } : {}),
      ...(definitionOf === undefined ? {} : { definitionOf }),
    }
    const about = { ...(session === null ? {} : { sessionId: session.id }), messageId: seen.id }
    if (session !== null) this.meetDevice(session, turn, seen.source)
    const findings = this.judged('message', seen.id, () =>
      session === null ? lintMessage(turn) : lintTurn(turn, session.track),
    )
    // What a CPE says to a session that is over tells nothing of its end.
    if (session !== null && (session.endedAt === null || !seen.fromCpe)) {
      session.story.add(turn, session.track.device)
    }
    session?.track.add(turn)
    return findings.map((finding) => ({ ...finding, ...about }))
  }

  /** An Inform says whose session it is: rules look back at what that device has shown before. */
  private meetDevice(session: OpenSession, turn: Turn, source: Source | null): void {
    const { envelope } = turn
    if (envelope?.kind !== 'request' || envelope.rpc !== 'Inform' || turn.direction !== 'cpe-to-acs') return
    const identity = deviceIdentityOf(envelope.decoded)
    if (identity === null) return
    const deviceId = deviceIdOf(identity)
    const { devices } = this.options
    const memory = this.memories.of(`${source ?? ''} ${deviceId}`, (path) => devices.tree(deviceId).get(path))
    session.track.meet(memory)
  }

  /** Findings, or none where a rule stumbles: a message that is hard to judge must be seen all the same. */
  private judged(
    what: 'message' | 'session',
    id: string,
    judge: () => readonly Finding[],
  ): readonly Finding[] {
    const { found, onProblem } = this.options
    if (this.silent && found !== undefined) return found(id)
    try {
      return judge()
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      onProblem?.(
        new Error(`The rules stumbled over ${what} ${id}: ${reason}. It is shown without findings.`, {
          cause: error,
        }),
      )
      return []
    }
  }

  private learnFrom(
    session: OpenSession,
    message: MessageRecord,
    { envelope }: Reading,
    paired: Outstanding | null,
    seen: SeenMessage,
  ): void {
    if (envelope === null) return
    const isInform = seen.fromCpe && envelope.kind === 'request' && envelope.rpc === 'Inform'
    const identity = isInform ? deviceIdentityOf(envelope.decoded) : null
    if (isInform) {
      session.informs += 1
      session.events = eventCodes(envelope.decoded)
      session.cwmpVersion = envelope.cwmpVersion
      if (identity !== null) session.deviceId = deviceIdOf(identity)
    }
    if (!seen.fromCpe && envelope.rpc === 'Inform' && envelope.kind === 'response') {
      session.cwmpVersion = envelope.header.useCwmpVersion ?? session.cwmpVersion
    }
    // What the CPE says teaches; the ACS only asks.
    const { deviceId } = session
    if (this.silent || deviceId === null || !seen.fromCpe) return
    const tree = this.options.devices.tree(deviceId)
    const changes = learn(tree, {
      envelope,
      messageId: message.id,
      request: paired === null ? null : { envelope: paired.envelope, messageId: paired.message.id },
      at: message.at,
      repeated: session.informs > 1,
    })
    for (const change of changes) tree.apply(change)
    const before = this.options.devices.device(deviceId)
    const device =
      identity !== null
        ? deviceFromInform(
            {
              id: deviceId,
              identity,
              ip: hostOf(seen.remote),
              at: message.at,
              cwmpVersion: session.cwmpVersion,
            },
            tree,
          )
        : before === null
          ? null
          : withTreeFacts(before, tree)
    if (device !== null && device !== before) this.out.push({ type: 'device', device })
    if (changes.length > 0) {
      this.out.push({ type: 'parameters', deviceId, changes, at: seen.at, version: tree.version })
    }
  }
}

interface SeenMessage {
  readonly id: string
  readonly at: Micros
  /** When its last byte was there. */
  readonly until: Micros
  readonly bytes: number
  readonly fromCpe: boolean
  readonly remote: string
  readonly connection: number
  readonly source: Source | null
  readonly tls: TlsFacts | null
  /** A proxy says that the CPE speaks TLS with it. */
  readonly behindProxy: boolean
  /** Of a response: the head of its request; null: that could not be read. */
  readonly answered?: HttpHead | null
}

function tlsFactsOf({ version, cipher, peer: [own] }: ConnectionTls): TlsFacts {
  if (own === undefined) return { version, cipher }
  const { subject, validFrom, validTo, selfSigned } = own
  return { version, cipher, peer: { subject, validFrom, validTo, selfSigned } }
}

function endsTlsInFront(head: HttpHead | null): boolean {
  return head !== null && /^\s*https\b/i.test(header(head, 'x-forwarded-proto') ?? '')
}

const nowhere: Attribution = { session: null, boundBy: 'connection' satisfies BoundBy }

/** The outstanding request that a message answers, taken from the session. */
function pair(session: OpenSession, { kind, envelope }: Reading, fromCpe: boolean): Outstanding | null {
  if (kind !== 'response' && kind !== 'fault') {
    // A POST of another kind leaves the ACS's question unanswered for good; a new Inform starts over.
    return null
  }
  const asked = fromCpe ? session.askedByAcs : session.askedByCpe
  if (asked === null || envelope === null) return null
  const sameId = envelope.header.id === asked.envelope.header.id
  const idsTell = envelope.header.id !== undefined && asked.envelope.header.id !== undefined
  const sameRpc = kind === 'fault' || envelope.rpc === asked.envelope.rpc
  // CPEs lose or mangle the ID; with one request outstanding the method name is as good.
  if (idsTell ? !sameId && !(kind === 'response' && sameRpc) : !sameRpc) return null
  if (fromCpe) session.askedByAcs = null
  else session.askedByCpe = null
  return asked
}

function asksForRetry({ head, envelope }: Reading): boolean {
  const status = head?.status ?? 0
  return [301, 302, 307, 308, 401].includes(status) || envelope?.fault?.code === '8005'
}

function eventCodes(inform: RpcStruct): readonly string[] {
  return structs(inform['Event']).map((event) => text(event['EventCode']).trim())
}
