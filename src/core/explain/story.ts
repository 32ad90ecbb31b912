import { header, headerValues, parseAuth, parseBasic, parseSetCookie, type HttpHead } from '../http/index.js'
import type { Micros } from '../journal/records.js'
import type { FramingIssue, MessageKind } from '../message/index.js'
import type { CwmpFault, DecodedEnvelope, RpcStruct } from '../soap/message.js'
import { Deeds } from './deeds.js'
import { asStruct, listAt, onOneLine, shownUrl, structAt, textAt } from './phrases.js'

/** A message as its session's story takes it in. */
export interface StoryTurn {
  readonly messageId: string
  readonly direction: 'cpe-to-acs' | 'acs-to-cpe'
  readonly at: Micros
  readonly until: Micros
  readonly kind: MessageKind
  readonly head: HttpHead | null
  readonly body: Uint8Array
  readonly envelope: DecodedEnvelope | null
  readonly framing: readonly FramingIssue[]
  /** The request it answers. */
  readonly answers: {
    readonly messageId: string
    readonly rpc: string | null
    readonly arguments: RpcStruct
  } | null
}

/** What is known of the device before a message. */
export interface StoryDevice {
  readonly parameter: (path: string) => { readonly value: string | null } | null
}

/** What is kept of a message for the sentence about the end. */
export interface StoryStep {
  readonly direction: 'cpe-to-acs' | 'acs-to-cpe'
  readonly kind: MessageKind
  readonly rpc: string | null
  readonly status: number | null
  readonly fault: CwmpFault | null
}

export interface StoryEvent {
  readonly code: string
  readonly key: string
}

/** A transfer or module change the CPE reports to be over. */
export interface StoryReport {
  readonly key: string
  /** `0`: well. */
  readonly code: string
  readonly text: string
}

/** What a session needs to name when it failed. One entry a kind: the last counts. */
export interface StoryOddity {
  readonly direction: 'cpe-to-acs' | 'acs-to-cpe'
  /** A whole clause: `the CPE sent a second Inform …`. */
  readonly clause: string
}

/** Events, reports and names that are kept; the rest is counted by others. */
const most = 64

/**
 * Gathers what the verdict on a session needs, message by message. It keeps words and numbers and no message, so
 * that it can outlive the messages; a session of any length costs the same.
 */
export class SessionStory {
  informs = 0
  events: readonly StoryEvent[] = []
  retryCount = 0
  firmware: string | null = null
  /** What the CPE ran when it was last heard of. */
  firmwareBefore: string | null = null
  readonly reports: StoryReport[] = []
  readonly deeds = new Deeds()
  readonly requests = { cpe: 0, acs: 0 }
  /** 401 answers; requests that carried credentials; the user names in them. */
  challenges = 0
  credentials = 0
  readonly users = new Set<string>()
  scheme: string | null = null
  /** Why the ACS refused the credentials last, in its own words; null: it did not, or it is not ours. */
  refusal: string | null = null
  redirect: string | null = null
  /** Answers 8005: send the same again. */
  retriesAsked = 0
  /** Names of the cookies the ACS set; POSTs after that, and those of them that brought one back. */
  readonly cookies = new Set<string>()
  postsAfterCookie = 0
  postsWithCookie = 0
  emptyPosts = 0
  posts = 0
  last: StoryStep | null = null
  lastOfCpe: StoryStep | null = null
  oddity: StoryOddity | null = null
  /** The connection ended inside the last message of the CPE. */
  brokeOff = false
  /** The CWMP namespace of the Inform, and the first other one the ACS answered in. */
  informNamespace: string | null = null
  otherNamespace: string | null = null
  cpeWritesDeclaration = false
  /** The last envelope of the ACS had no XML declaration. */
  acsOmitsDeclaration = false
  /** Envelopes of the ACS that the CPE went on after. */
  answersUnderstood = 0
  private acsSpoke = false
  /** The ACS's request without an answer, as the CPE owes it. */
  owedByCpe: string | null = null
  owedByAcs: string | null = null

  /** Takes a message; `device` is what was known of the device before it. */
  add(turn: StoryTurn, device: StoryDevice | null = null): void {
    if (turn.direction === 'cpe-to-acs') this.fromCpe(turn, device)
    else this.fromAcs(turn)
    const { envelope, framing } = turn
    const [broken] = framing
    if (turn.direction === 'cpe-to-acs') this.brokeOff = broken?.rule === 'http-incomplete'
    if (envelope !== null && !envelope.ok && broken?.rule !== 'http-incomplete') {
      const reason = whyUnreadable(envelope) ?? 'it holds no CWMP method'
      this.odd(turn, `a message of the ${side(turn)} could not be read: ${clauseOf(reason)}`)
    } else if (broken !== undefined) {
      const clause =
        broken.rule === 'http-incomplete'
          ? `the connection ended inside ${article(turn)} of the ${side(turn)}`
          : `a message of the ${side(turn)} was damaged: ${clauseOf(broken.message)}`
      this.odd(turn, clause)
    } else if (envelope?.cut === true) {
      this.odd(turn, `${article(turn)} of the ${side(turn)} is cut off: ${clauseOf(cutAt(envelope))}`)
    }
    this.last = {
      direction: turn.direction,
      kind: turn.kind,
      rpc: turn.kind === 'fault' ? (turn.answers?.rpc ?? envelope?.rpc ?? null) : (envelope?.rpc ?? null),
      status: turn.head?.status ?? null,
      fault: envelope?.fault ?? null,
    }
    if (turn.direction === 'cpe-to-acs') this.lastOfCpe = this.last
  }

  private fromCpe(turn: StoryTurn, device: StoryDevice | null): void {
    const { head, envelope, kind } = turn
    if (this.acsSpoke) this.answersUnderstood += 1
    this.acsSpoke = false
    if (head?.method === 'POST') this.posts += 1
    if (head !== null) this.credentialsOf(head)
    if (this.cookies.size > 0 && head !== null) {
      this.postsAfterCookie += 1
      if (header(head, 'cookie') !== undefined) this.postsWithCookie += 1
    }
    if (kind === 'empty') {
      if (this.owedByCpe !== null) {
        this.odd(turn, `the CPE sent an empty POST although it owed the answer to the ${this.owedByCpe}`)
      }
      this.emptyPosts += 1
      return
    }
    if (envelope?.ok !== true) return
    this.cpeWritesDeclaration ||= hasDeclaration(turn.body)
    const rpc = onOneLine(envelope.rpc ?? 'message', 60)
    if (kind === 'request') {
      this.cpeRequest(turn, envelope, rpc, device)
      return
    }
    if (turn.answers === null) {
      const what =
        kind === 'fault' ? `the fault ${onOneLine(envelope.fault?.code ?? '', 20)}` : `a ${rpc}Response`
      this.odd(
        turn,
        this.owedByCpe === null
          ? `the CPE sent ${what}, which nobody had asked for`
          : `the CPE sent ${what} although it owed the answer to the ${this.owedByCpe}`,
      )
      return
    }
    this.owedByCpe = null
    if (kind === 'response' && turn.answers.rpc !== envelope.rpc) {
      const asked = onOneLine(turn.answers.rpc ?? 'request', 60)
      this.odd(turn, `the CPE answered the ${asked} with a ${rpc}Response`)
      return
    }
    this.deeds.answered(turn.answers, envelope)
  }

  private cpeRequest(
    turn: StoryTurn,
    envelope: DecodedEnvelope,
    rpc: string,
    device: StoryDevice | null,
  ): void {
    if (rpc === 'Inform') {
      const again = this.last !== null && asksAgain(this.last)
      if (this.informs > 0 && !again) this.odd(turn, 'the CPE sent a second Inform in the session')
      this.informs += 1
      this.inform(envelope, device)
    } else {
      this.requests.cpe += 1
      if (this.informs === 0) this.odd(turn, `the CPE sent a ${rpc} where the Inform was due`)
      else if (this.emptyPosts > 0)
        this.odd(turn, `the CPE sent a ${rpc} of its own after its empty POST, when only the ACS may ask`)
      else if (this.owedByCpe !== null)
        this.odd(turn, `the CPE sent a ${rpc} although it owed the answer to the ${this.owedByCpe}`)
      this.report(envelope)
    }
    this.owedByAcs = rpc
  }

  private inform({ decoded, namespace }: DecodedEnvelope, device: StoryDevice | null): void {
    this.informNamespace = namespace
    const firmware = softwareVersion(decoded)
    if (firmware !== null) {
      // The same Inform sent again (after a 401) has taught its version already.
      if (this.informs === 1)
        this.firmwareBefore = shownVersion(device?.parameter(firmware.name)?.value ?? '')
      this.firmware = shownVersion(firmware.value)
    }
    const retries = Number(textAt(decoded, 'RetryCount'))
    this.retryCount = Number.isFinite(retries) ? retries : 0
    this.events = listAt(decoded, 'Event')
      .slice(0, most)
      .map((item) => {
        const event = asStruct(item)
        return {
          code: onOneLine(textAt(event, 'EventCode').trim(), 64),
          key: onOneLine(textAt(event, 'CommandKey'), 60),
        }
      })
  }

  private report({ rpc, decoded }: DecodedEnvelope): void {
    const reports = reportsOf(rpc, decoded)
    this.reports.push(...reports.slice(0, Math.max(0, most - this.reports.length)))
  }

  private fromAcs(turn: StoryTurn): void {
    const { head, envelope, kind } = turn
    const status = head?.status ?? 0
    if (status === 401) this.challenges += 1
    if (status >= 300 && status < 400) {
      this.redirect = head === null ? null : shownUrl(header(head, 'location') ?? '')
    }
    if (head !== null) {
      for (const text of headerValues(head, 'set-cookie')) {
        const cookie = parseSetCookie(text)
        if (cookie !== null && this.cookies.size < 4) this.cookies.add(onOneLine(cookie.name, 40))
      }
    }
    if (envelope?.fault?.code === '8005') this.retriesAsked += 1
    if (envelope?.ok !== true) {
      if (kind === 'empty') this.acsSpoke = true
      return
    }
    this.acsSpoke = true
    this.acsOmitsDeclaration = !hasDeclaration(turn.body)
    const { namespace } = envelope
    if (namespace !== null && this.informNamespace !== null && namespace !== this.informNamespace) {
      this.otherNamespace ??= namespace
    }
    const rpc = onOneLine(envelope.rpc ?? 'message', 60)
    if (kind === 'request') {
      this.requests.acs += 1
      if (this.owedByAcs !== null && this.owedByAcs !== 'Inform') {
        this.odd(turn, `the ACS sent a ${rpc} although it owed the answer to the ${this.owedByAcs}`)
      }
      this.owedByCpe = rpc
      this.deeds.asked(rpc)
      return
    }
    if (turn.answers === null) {
      const what =
        kind === 'fault' ? `the fault ${onOneLine(envelope.fault?.code ?? '', 20)}` : `a ${rpc}Response`
      this.odd(turn, `the ACS sent ${what}, which answers nothing the CPE had asked`)
    }
    this.owedByAcs = null
  }

  private credentialsOf(head: HttpHead): void {
    const value = header(head, 'authorization')
    if (value === undefined) return
    this.credentials += 1
    const [first] = parseAuth([value])
    this.scheme = first === undefined ? null : onOneLine(first.scheme, 20)
    const user = first?.parameters.get('username') ?? parseBasic(value)?.username
    if (user !== undefined && this.users.size < 3) this.users.add(onOneLine(user, 60))
  }

  private odd({ direction }: StoryTurn, clause: string): void {
    this.oddity = { direction, clause: onOneLine(clause, 300) }
  }
}

const side = ({ direction }: StoryTurn): 'CPE' | 'ACS' => (direction === 'cpe-to-acs' ? 'CPE' : 'ACS')

/** What keeps a message from being read; white space and notes around it do not. */
function whyUnreadable({ issues }: DecodedEnvelope): string | undefined {
  const decisive = issues.find(
    ({ rule }) => rule !== 'text-before-envelope' && rule !== 'text-after-envelope',
  )
  return (decisive ?? issues[0])?.message
}

function cutAt({ issues }: DecodedEnvelope): string {
  return issues.find(({ rule }) => rule === 'truncated')?.message ?? 'its text ends too early'
}

/** `the Inform`, or what else can be said of a message that broke off. */
function article({ kind, envelope }: StoryTurn): string {
  const rpc = envelope?.rpc ?? null
  if (rpc === null) return 'a message'
  return `the ${onOneLine(rpc, 60)}${kind === 'response' ? 'Response' : ''}`
}

/** A sentence as a clause behind a colon: its full stop goes. */
function clauseOf(sentence: string): string {
  const clause = sentence
    .replace(/\.\s*$/, '')
    .replace(/^(?:The|This|There|It|An?) /, (word) => word.toLowerCase())
  return onOneLine(clause, 200)
}

function asksAgain({ status, fault, direction }: StoryStep): boolean {
  if (direction === 'cpe-to-acs') return false
  return fault?.code === '8005' || status === 401 || (status !== null && status >= 300 && status < 400)
}

/** `<?xml`, perhaps behind a byte order mark. */
function hasDeclaration(body: Uint8Array): boolean {
  const start = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0
  return body[start] === 0x3c && body[start + 1] === 0x3f && body[start + 2] === 0x78
}

function softwareVersion(inform: RpcStruct): { readonly name: string; readonly value: string } | null {
  for (const item of listAt(inform, 'ParameterList')) {
    const struct = asStruct(item)
    const name = textAt(struct, 'Name').trim()
    if (/(?:^|\.)DeviceInfo\.SoftwareVersion$/.test(name)) return { name, value: textAt(struct, 'Value') }
  }
  return null
}

function shownVersion(version: string): string | null {
  return onOneLine(version.trim(), 60) || null
}

function reportsOf(rpc: string | null, decoded: RpcStruct): StoryReport[] {
  const key = onOneLine(textAt(decoded, 'CommandKey'), 60)
  switch (rpc) {
    case 'TransferComplete':
    case 'AutonomousTransferComplete':
      return [reportOf(key, structAt(decoded, 'FaultStruct'))]
    case 'DUStateChangeComplete':
    case 'AutonomousDUStateChangeComplete':
      return listAt(decoded, 'Results').map((item) => reportOf(key, structAt(asStruct(item), 'Fault')))
    default:
      return []
  }
}

function reportOf(key: string, fault: RpcStruct): StoryReport {
  return {
    key,
    code: onOneLine(textAt(fault, 'FaultCode').trim(), 20),
    text: onOneLine(textAt(fault, 'FaultString').trim(), 60),
  }
}
