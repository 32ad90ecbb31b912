import type { BoundBy, JournalEntry, JournalFact, SessionOutcome } from '../../../src/core/journal/index.js'
import {
  Projector,
  type DeviceRecord,
  type MessageRecord,
  type Projection,
  type SessionRecord,
} from '../../../src/core/sessions/index.js'
import type { Finding } from '../../../src/core/lint/index.js'
import { ParameterTree, type ParameterChange } from '../../../src/core/tree/index.js'

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))

/** A SOAP envelope of CWMP 1.0, as a CPE would write it. */
export function soap(body: string, id = '1'): string {
  return `<?xml version="1.0"?>
<soap-env:Envelope xmlns:soap-env="http://schemas.xmlsoap.org/soap/envelope/" xmlns:soap-enc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap-env:Header><cwmp:ID soap-env:mustUnderstand="1">${id}</cwmp:ID></soap-env:Header>
<soap-env:Body>${body}</soap-env:Body></soap-env:Envelope>`
}

function valueList(values: Readonly<Record<string, string>>): string {
  const entries = Object.entries(values)
  const members = entries.map(
    ([name, value]) =>
      `<ParameterValueStruct><Name>${name}</Name><Value xsi:type="xsd:string">${value}</Value></ParameterValueStruct>`,
  )
  return `<ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[${entries.length}]">${members.join('')}</ParameterList>`
}

export interface InformOptions {
  readonly events?: readonly string[]
  readonly serial?: string
  readonly values?: Readonly<Record<string, string>>
  readonly id?: string
}

export function informXml({
  events = ['2 PERIODIC'],
  serial = 'S1',
  values = {},
  id = '1',
}: InformOptions = {}): string {
  return soap(
    `<cwmp:Inform><DeviceId><Manufacturer>Maker</Manufacturer><OUI>00A0B1</OUI><ProductClass>Box</ProductClass><SerialNumber>${serial}</SerialNumber></DeviceId>
<Event soap-enc:arrayType="cwmp:EventStruct[${events.length}]">${events.map((code) => `<EventStruct><EventCode>${code}</EventCode><CommandKey></CommandKey></EventStruct>`).join('')}</Event>
<MaxEnvelopes>1</MaxEnvelopes><CurrentTime>2026-11-22T10:00:00Z</CurrentTime><RetryCount>0</RetryCount>${valueList(values)}</cwmp:Inform>`,
    id,
  )
}

export const informResponse = soap(
  '<cwmp:InformResponse><MaxEnvelopes>1</MaxEnvelopes></cwmp:InformResponse>',
)

export function setValues(values: Readonly<Record<string, string>>, id: string): string {
  return soap(
    `<cwmp:SetParameterValues>${valueList(values)}<ParameterKey></ParameterKey></cwmp:SetParameterValues>`,
    id,
  )
}

export const setValuesResponse = (id: string): string =>
  soap('<cwmp:SetParameterValuesResponse><Status>0</Status></cwmp:SetParameterValuesResponse>', id)

export const fault = (id: string, code = '9003'): string =>
  soap(
    `<soap-env:Fault><faultcode>Client</faultcode><faultstring>CWMP fault</faultstring><detail><cwmp:Fault><FaultCode>${code}</FaultCode><FaultString>Invalid arguments</FaultString></cwmp:Fault></detail></soap-env:Fault>`,
    id,
  )

export interface PostOptions {
  readonly connection?: number
  readonly cookie?: string
  readonly remote?: string
  readonly method?: string
  readonly complete?: boolean
}

/** Makes journal entries as the wire and the ACS would hand them in; a millisecond passes with each. */
export class Traffic {
  readonly facts: JournalFact[] = []
  private now = Date.UTC(2026, 10, 22, 10) * 1000

  /** What it is told to make goes here. */
  constructor(
    private readonly emit: (fact: JournalFact) => void = (fact) => void this.facts.push(fact),
    private exchange = 0,
  ) {}

  post(body: string, options: PostOptions = {}): number {
    const { connection = 1, cookie, remote = '192.0.2.7:40000', method = 'POST', complete = true } = options
    const content = bytes(body)
    const head = [
      `${method} /acs HTTP/1.1`,
      'Host: acs',
      ...(method === 'POST' ? [`Content-Length: ${content.length}`] : []),
      ...(content.length === 0 ? [] : ['Content-Type: text/xml; charset=utf-8', 'SOAPAction: ""']),
      ...(cookie === undefined ? [] : [`Cookie: ${cookie}`]),
    ]
    this.exchange += 1
    this.emit({
      type: 'request',
      request: {
        exchange: this.exchange,
        connection,
        source: 'acs',
        remote,
        local: '192.0.2.1:7547',
        startedAt: this.tick(),
        endedAt: this.tick(),
        complete,
        head: bytes(`${head.join('\r\n')}\r\n\r\n`),
        body: content,
      },
    })
    return this.exchange
  }

  bind(session: number | null, boundBy: BoundBy = 'cookie', exchange = this.exchange): void {
    this.emit({ type: 'binding', binding: { exchange, session, boundBy } })
  }

  answer(status: number, body = '', headers: readonly string[] = [], exchange = this.exchange): void {
    const content = bytes(body)
    const isCounted = status === 204 || headers.some((header) => header.startsWith('Content-Length:'))
    const described = [
      ...(isCounted ? [] : [`Content-Length: ${content.length}`]),
      ...(content.length === 0 ? [] : ['Content-Type: text/xml; charset=utf-8']),
    ]
    this.emit({
      type: 'response',
      response: {
        exchange,
        at: this.tick(),
        head: bytes(`${[`HTTP/1.1 ${status} X`, ...headers, ...described].join('\r\n')}\r\n\r\n`),
        body: content,
      },
    })
  }

  ended(session: number, outcome: SessionOutcome): void {
    this.emit({ type: 'event', event: { type: 'session-ended', at: this.tick(), session, outcome } })
  }

  captureOpened(): void {
    this.emit({ type: 'event', event: { type: 'capture-opened', at: this.tick() } })
  }

  outgoing(connection: number): void {
    const addresses = { remote: '192.0.2.7:7547', local: '192.0.2.1:50000' }
    const event = {
      type: 'connection-open',
      at: this.tick(),
      connection,
      source: 'acs',
      outgoing: true,
    } as const
    this.emit({ type: 'event', event: { ...event, ...addresses } })
  }

  /** A whole session: Inform, empty POST, the given requests with their answers, 204. Returns its number. */
  session(
    inform: InformOptions = {},
    rpcs: readonly (readonly [ask: string, answer: string])[] = [],
    bound = true,
  ): number {
    const number = this.post(informXml(inform), { connection: this.exchange + 1 })
    const options = { connection: number, ...(bound ? { cookie: `session=${number}` } : {}) }
    if (bound) this.bind(number, 'connection')
    this.answer(200, informResponse, [`Set-Cookie: session=${number}`])
    let next = ''
    for (const [ask, reply] of [...rpcs, [null, ''] as const]) {
      this.post(next, options)
      if (bound) this.bind(number)
      if (ask === null) this.answer(204)
      else this.answer(200, ask)
      next = reply
    }
    if (bound) this.ended(number, 'completed')
    return number
  }

  private tick(): number {
    this.now += 1000
    return this.now
  }
}

/** What a projector has made, newest record of each id. */
export class Outcome {
  readonly sessions = new Map<string, SessionRecord>()
  readonly messages = new Map<string, MessageRecord>()
  readonly devices = new Map<string, DeviceRecord>()
  readonly changes: ParameterChange[] = []
  readonly findings: Finding[] = []
  readonly sessionFindings = new Map<string, readonly Finding[]>()
  readonly trees = new Map<string, ParameterTree>()
  readonly projector = new Projector({
    captureId: 'cap',
    devices: {
      tree: (id) =>
        this.trees.get(id) ?? this.trees.set(id, new ParameterTree()).get(id) ?? new ParameterTree(),
      device: (id) => this.devices.get(id) ?? null,
    },
  })
  private seq = 0

  take(facts: readonly JournalFact[], silent = false): this {
    for (const fact of facts) {
      this.seq += 1
      const entry: JournalEntry = { seq: this.seq, ...fact }
      for (const projection of this.projector.apply(entry, { silent })) this.add(projection)
    }
    return this
  }

  session(number: number): SessionRecord | undefined {
    return this.sessions.get(`cap.${number}`)
  }

  message(place: string): MessageRecord | undefined {
    return this.messages.get(`cap.${place}`)
  }

  private add(projection: Projection): void {
    switch (projection.type) {
      case 'session':
        this.sessions.set(projection.session.id, projection.session)
        break
      case 'message':
        this.messages.set(projection.message.id, projection.message)
        break
      case 'device':
        this.devices.set(projection.device.id, projection.device)
        break
      case 'parameters':
        this.changes.push(...projection.changes)
        break
      case 'finding':
        this.findings.push(projection.finding)
        break
      case 'session-findings':
        this.sessionFindings.set(projection.sessionId, projection.findings)
        break
      default:
        projection satisfies never
    }
  }
}

export function projected(make: (traffic: Traffic) => void): Outcome {
  const traffic = new Traffic()
  make(traffic)
  return new Outcome().take(traffic.facts)
}
