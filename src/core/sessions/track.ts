import type { Subject } from '../lint/subject.js'
import type { Micros, SessionOutcome } from '../journal/records.js'
import type { MessageKind } from '../message/index.js'
import type { CwmpVersion, RpcStruct, SoapHeader } from '../soap/index.js'
import { parseCwmpVersion } from '../soap/version.js'
import type { DeviceMemory } from './device-memory.js'
import { Recent } from './recent.js'
import { SessionCookies } from './session-cookies.js'
import { closesConnection, tieOf } from './tie.js'

/** A message in its session. */
export interface Turn extends Subject {
  readonly messageId: string
  readonly direction: 'cpe-to-acs' | 'acs-to-cpe'
  /** First and last byte. */
  readonly at: Micros
  readonly until: Micros
  /** The TCP connection; requests and responses of one exchange have the same. */
  readonly connection: number
  /** The request it answers, as far as the order, the cwmp:ID and the method name tell. */
  readonly answers: TurnFacts | null
}

/** What is kept of a message while its session goes on. */
export interface TurnFacts {
  readonly messageId: string
  readonly index: number
  readonly at: Micros
  readonly until: Micros
  readonly connection: number
  readonly direction: 'cpe-to-acs' | 'acs-to-cpe'
  readonly kind: MessageKind
  readonly rpc: string | null
  readonly cwmpId: string | null
  readonly status: number | null
  readonly faultCode: string | null
  /** The CWMP namespace its RPC or fault is in. */
  readonly namespace: string | null
  /** The version that it shows. */
  readonly version: CwmpVersion | null
  readonly header: SoapHeader
  /** Begins with an XML declaration; null: it has no envelope. */
  readonly declared: boolean | null
  /** There is a body, and no message could be read from it. */
  readonly unreadable: boolean
  /** The connection ended inside it. */
  readonly cutOff: boolean
  /** Of a POST: it carries credentials. */
  readonly authorized: boolean
  /** Of a POST: names of cookies that it should have returned and did not, or not as they were set. */
  readonly cookiesLost: readonly string[]
  /** Of a request; of other messages `{}`. */
  readonly arguments: RpcStruct
}

/** The ACS wants a message once more: with credentials, at another address, or as it was (fault 8005). */
export interface Again {
  readonly why: 'unauthorized' | 'redirect' | 'retry'
  /** The message that is to come again. */
  readonly post: TurnFacts
}

/** What a session has been so far: what rules over sessions and verdicts are made from. */
export interface SessionTrack {
  /** Id of its first message; empty before that. */
  readonly id: string
  /** The latest messages, the last one last. */
  readonly turns: readonly TurnFacts[]
  /** How many messages there were. */
  readonly count: number
  /** Null while it goes on. */
  readonly outcome: SessionOutcome | null
  readonly lastPost: TurnFacts | null
  readonly lastAnswer: TurnFacts | null
  /** The Inform, as it was sent last; null: it did not begin with one. */
  readonly inform: TurnFacts | null
  /** The InformResponse: with it the session is there. */
  readonly informResponse: TurnFacts | null
  /** Requests without an answer. The CPE's is answered in the same exchange, the ACS's in the next POST. */
  readonly askedByCpe: TurnFacts | null
  readonly askedByAcs: TurnFacts | null
  /** The CPE has sent an empty POST while it might have asked: from then on it must not ask any more. */
  readonly cpeDone: boolean
  /** Nothing more may come: both sides have said that they have no more to say. */
  readonly over: boolean
  readonly holdRequests: boolean
  /** How many messages of the ACS have held requests back. */
  readonly holds: number
  readonly again: Again | null
  /** In a row. */
  readonly redirects: number
  /** 401 in a row. */
  readonly refusals: number
  /** A POST that the ACS answered with an HTTP error, and the answer. */
  readonly failed: { readonly post: TurnFacts; readonly status: number } | null
  readonly cookies: SessionCookies
  /** POSTs so far that lost a cookie, came on another connection, or were tied by the address only. */
  readonly cookieLapses: number
  readonly reconnects: number
  readonly addressOnly: number
  /** The connection cannot be used again, by the ACS's own doing. */
  readonly mustReconnect: boolean
  /** The latest IDs of requests, with their methods. */
  readonly cpeIds: Pick<Recent<string>, 'get'>
  readonly acsIds: Pick<Recent<string>, 'get'>
  /** Requests whose ID had been used before. */
  readonly reusedIds: number
  /** The version agreed upon, or else the one the CPE's Inform shows. */
  readonly version: CwmpVersion | null
  /** What earlier sessions of the same device have shown; null: not known which device it is. */
  readonly device: DeviceMemory | null
}

/** How many messages are kept: enough for what rules and verdicts look back at, however long a session gets. */
const turnsKept = 16
const idsKept = 256

/** Gathers a session's facts, message by message, in the same time for each. */
export class SessionTracker implements SessionTrack {
  id = ''
  turns: TurnFacts[] = []
  count = 0
  outcome: SessionOutcome | null = null
  lastPost: TurnFacts | null = null
  lastAnswer: TurnFacts | null = null
  inform: TurnFacts | null = null
  informResponse: TurnFacts | null = null
  askedByCpe: TurnFacts | null = null
  askedByAcs: TurnFacts | null = null
  cpeDone = false
  over = false
  holdRequests = false
  holds = 0
  again: Again | null = null
  redirects = 0
  refusals = 0
  failed: { readonly post: TurnFacts; readonly status: number } | null = null
  readonly cookies = new SessionCookies()
  cookieLapses = 0
  reconnects = 0
  addressOnly = 0
  mustReconnect = false
  readonly cpeIds = new Recent<string>(idsKept)
  readonly acsIds = new Recent<string>(idsKept)
  reusedIds = 0
  device: DeviceMemory | null = null
  #target: string | null = null
  #beforePost: { askedByAcs: TurnFacts | null; cpeDone: boolean; over: boolean } | null = null

  get version(): CwmpVersion | null {
    const used = this.informResponse?.header.useCwmpVersion
    return (used === undefined ? null : parseCwmpVersion(used)) ?? this.inform?.version ?? null
  }

  /** The session belongs to this device. To be called before the message that says so is judged. */
  meet(device: DeviceMemory): void {
    this.device ??= device
  }

  add(turn: Turn): void {
    const facts = factsOf(turn, this)
    if (this.count === 0) this.id = facts.messageId
    this.device?.take(turn, this)
    if (turn.direction === 'cpe-to-acs') this.#takePost(turn, facts)
    else this.#takeAnswer(turn, facts)
    this.count += 1
    this.turns.push(facts)
    if (this.turns.length > turnsKept) this.turns.shift()
  }

  /** The session is over, or turns out to have ended otherwise. */
  end(outcome: SessionOutcome): void {
    this.outcome = outcome
    this.device?.sessionEnded(this, outcome)
    // What is kept of ended sessions should be little.
    this.turns = this.turns.slice(-1).map(withoutArguments)
    this.inform &&= withoutArguments(this.inform)
    this.lastPost &&= withoutArguments(this.lastPost)
  }

  #takePost(turn: Turn, facts: TurnFacts): void {
    const tie = tieOf(turn, this)
    if (facts.cookiesLost.length > 0) this.cookieLapses += 1
    if (tie?.reconnected === true) this.reconnects += 1
    if (tie?.addressOnly === true) this.addressOnly += 1
    const { askedByAcs, cpeDone, over } = this
    this.#beforePost = { askedByAcs, cpeDone, over }
    this.#target = turn.head?.target ?? null
    this.mustReconnect = false
    this.over = false
    if (facts.kind === 'request') {
      if (facts.rpc === 'Inform') this.#takeInform(facts)
      this.askedByCpe = facts
      if (this.again === null) this.#noteId(this.cpeIds, facts)
    } else {
      this.askedByAcs = null
    }
    if (facts.kind === 'empty' && !this.holdRequests) this.cpeDone = true
    this.again = null
    this.failed = null
    this.lastPost = facts
  }

  #takeInform(facts: TurnFacts): void {
    if (this.count > 0 && this.inform === null) return
    this.inform = facts
    this.informResponse = null
  }

  #takeAnswer(turn: Turn, facts: TurnFacts): void {
    const { status } = facts
    if (turn.head !== null) this.cookies.take(turn.head, this.#target, turn.at)
    this.refusals = status === 401 ? this.refusals + 1 : 0
    this.redirects = isRedirect(status) ? this.redirects + 1 : 0
    this.mustReconnect = closesConnection(turn)
    this.lastAnswer = facts
    if (facts.kind === 'http') this.#takeHttp(status)
    else this.#takeCwmp(facts)
  }

  #takeHttp(status: number | null): void {
    if (status === 401) this.#wantAgain('unauthorized')
    else if (isRedirect(status)) {
      this.#wantAgain('redirect')
      this.cookies.forget()
    } else if (status !== null && status >= 400 && this.lastPost !== null) {
      this.failed = { post: this.lastPost, status }
    }
  }

  #takeCwmp(facts: TurnFacts): void {
    this.holdRequests = facts.header.holdRequests === true
    if (this.holdRequests) this.holds += 1
    if (facts.kind === 'request') {
      this.askedByAcs = facts
      this.#noteId(this.acsIds, facts)
      return
    }
    if (facts.kind === 'response' && facts.rpc === 'Inform' && this.askedByCpe?.rpc === 'Inform') {
      this.informResponse = facts
    }
    if (facts.faultCode === '8005') this.#wantAgain('retry')
    this.askedByCpe = null
    this.over = facts.kind === 'empty' && this.cpeDone && this.askedByAcs === null
  }

  /** What the last POST has done is undone: it comes again. */
  #wantAgain(why: Again['why']): void {
    if (this.lastPost === null) return
    this.again = { why, post: this.lastPost }
    if (this.#beforePost === null) return
    this.askedByAcs = this.#beforePost.askedByAcs
    this.cpeDone = this.#beforePost.cpeDone
    this.over = this.#beforePost.over
  }

  #noteId(ids: Recent<string>, { cwmpId, rpc }: TurnFacts): void {
    if (cwmpId === null) return
    if (ids.has(cwmpId)) this.reusedIds += 1
    ids.set(cwmpId, rpc ?? '')
  }
}

function withoutArguments(facts: TurnFacts): TurnFacts {
  return { ...facts, arguments: {} }
}

function factsOf(turn: Turn, track: SessionTrack): TurnFacts {
  const { envelope, head } = turn
  const cookies = tieOf(turn, track)?.cookies
  const whole = envelope?.ok === true ? envelope : null
  return {
    messageId: turn.messageId,
    index: track.count,
    at: turn.at,
    until: turn.until,
    connection: turn.connection,
    direction: turn.direction,
    kind: turn.kind,
    rpc: whole?.rpc ?? null,
    cwmpId: whole?.header.id ?? null,
    status: head?.status ?? null,
    faultCode: whole?.fault?.code ?? null,
    namespace: envelope?.namespace ?? null,
    version: whole?.cwmpVersion ?? null,
    header: whole?.header ?? {},
    declared: envelope === null ? null : /^\s*<\?xml\s/.test(envelope.source.document.text.slice(0, 100)),
    unreadable: envelope !== null && !envelope.ok,
    cutOff: turn.framing.some(({ rule }) => rule === 'http-incomplete'),
    authorized: head?.headers.some(([name]) => name.toLowerCase() === 'authorization') ?? false,
    cookiesLost: cookies === undefined ? [] : [...cookies.missing, ...cookies.changed],
    arguments: turn.kind === 'request' ? (envelope?.decoded ?? {}) : {},
  }
}

/** Statuses that send the CPE elsewhere (RFC 9110 15.4). */
export function isRedirect(status: number | null | undefined): boolean {
  return [301, 302, 303, 307, 308].includes(status ?? 0)
}
