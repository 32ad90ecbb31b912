import { ParameterTree } from '../../../src/core/tree/index.js'
import type { JournalEntry, JournalFact, SessionOutcome } from '../../../src/core/journal/index.js'
import { Projector, type DeviceRecord, type SessionRecord } from '../../../src/core/sessions/index.js'

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))

const names =
  'xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:e="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'

export interface EnvelopeOptions {
  readonly id?: string
  readonly version?: '1-0' | '1-1' | '1-2'
  readonly declaration?: boolean
}

export function soap(
  body: string,
  { id = '1', version = '1-0', declaration = true }: EnvelopeOptions = {},
): string {
  return `${declaration ? '<?xml version="1.0" encoding="UTF-8"?>\n' : ''}<s:Envelope ${names} xmlns:cwmp="urn:dslforum-org:cwmp-${version}"><s:Header><cwmp:ID s:mustUnderstand="1">${id}</cwmp:ID></s:Header><s:Body>${body}</s:Body></s:Envelope>`
}

export const values = (entries: Readonly<Record<string, string>>): string => {
  const members = Object.entries(entries).map(
    ([name, value]) =>
      `<ParameterValueStruct><Name>${name}</Name><Value xsi:type="xsd:string">${value}</Value></ParameterValueStruct>`,
  )
  return `<ParameterList e:arrayType="cwmp:ParameterValueStruct[${members.length}]">${members.join('')}</ParameterList>`
}

export const paths = (...list: readonly string[]): string =>
  `<ParameterNames e:arrayType="xsd:string[${list.length}]">${list.map((path) => `<string>${path}</string>`).join('')}</ParameterNames>`

export interface InformOptions extends EnvelopeOptions {
  /** `code` or `code|CommandKey`. */
  readonly events?: readonly string[]
  readonly firmware?: string | null
  readonly retryCount?: string
}

export function inform({
  events = ['2 PERIODIC'],
  firmware = '2.1',
  retryCount = '0',
  ...options
}: InformOptions = {}): string {
  const structs = events.map((event) => {
    const [code = '', key = ''] = event.split('|')
    return `<EventStruct><EventCode>${code}</EventCode><CommandKey>${key}</CommandKey></EventStruct>`
  })
  return soap(
    `<cwmp:Inform><DeviceId><Manufacturer>Maker</Manufacturer><OUI>00A0B1</OUI><ProductClass>Box</ProductClass><SerialNumber>S1</SerialNumber></DeviceId><Event e:arrayType="cwmp:EventStruct[${structs.length}]">${structs.join('')}</Event><MaxEnvelopes>1</MaxEnvelopes><CurrentTime>2026-11-22T10:00:00+00:00</CurrentTime><RetryCount>${retryCount}</RetryCount>${values(firmware === null ? {} : { 'Device.DeviceInfo.SoftwareVersion': firmware })}</cwmp:Inform>`,
    options,
  )
}

export const response = (rpc: string, content = '', options: EnvelopeOptions = {}): string =>
  soap(`<cwmp:${rpc}Response>${content}</cwmp:${rpc}Response>`, options)

export const request = (rpc: string, content = '', options: EnvelopeOptions = {}): string =>
  soap(`<cwmp:${rpc}>${content}</cwmp:${rpc}>`, options)

export const informResponse = (options: EnvelopeOptions = {}): string =>
  response('Inform', '<MaxEnvelopes>1</MaxEnvelopes>', options)

export interface Refused {
  readonly name: string
  readonly code: string
}

export function fault(code: string, text = '', parameters: readonly Refused[] = []): string {
  const refused = parameters.map(
    ({ name, code: why }) =>
      `<SetParameterValuesFault><ParameterName>${name}</ParameterName><FaultCode>${why}</FaultCode><FaultString></FaultString></SetParameterValuesFault>`,
  )
  return soap(
    `<s:Fault><faultcode>Client</faultcode><faultstring>CWMP fault</faultstring><detail><cwmp:Fault><FaultCode>${code}</FaultCode><FaultString>${text}</FaultString>${refused.join('')}</cwmp:Fault></detail></s:Fault>`,
  )
}

export interface HttpOptions {
  readonly headers?: readonly string[]
  readonly complete?: boolean
}

/** A conversation of one CPE with an ACS, as it would be recorded; its verdicts are what is looked at. */
export class Conversation {
  private readonly trees = new Map<string, ParameterTree>()
  private readonly devices = new Map<string, DeviceRecord>()
  private readonly records = new Map<string, SessionRecord>()
  private readonly projector = new Projector({
    captureId: 'cap',
    devices: {
      tree: (id) => {
        const tree = this.trees.get(id) ?? new ParameterTree()
        this.trees.set(id, tree)
        return tree
      },
      device: (id) => this.devices.get(id) ?? null,
    },
  })
  private seq = 0
  private exchange = 0
  private current = 0
  private now = Date.UTC(2026, 10, 22, 10) * 1000

  /** The next POST begins a session. */
  begin(): this {
    this.current = 0
    return this
  }

  cpe(body: string, { headers = [], complete = true }: HttpOptions = {}): this {
    this.exchange += 1
    if (this.current === 0) this.current = this.exchange
    const content = bytes(body)
    const head = [
      'POST /acs HTTP/1.1',
      'Host: acs',
      `Content-Length: ${content.length + (complete ? 0 : 100)}`,
    ]
    this.take({
      type: 'request',
      request: {
        exchange: this.exchange,
        connection: this.current,
        source: 'acs',
        remote: '192.0.2.7:40000',
        local: '192.0.2.1:7547',
        startedAt: this.tick(),
        endedAt: this.tick(),
        complete,
        head: bytes(`${[...head, ...headers].join('\r\n')}\r\n\r\n`),
        body: content,
      },
    })
    if (complete) {
      this.take({
        type: 'binding',
        binding: { exchange: this.exchange, session: this.current, boundBy: 'connection' },
      })
    }
    return this
  }

  acs(
    body = '',
    { status = body === '' ? 204 : 200, headers = [] }: HttpOptions & { status?: number } = {},
  ): this {
    const content = bytes(body)
    const length = status === 204 ? [] : [`Content-Length: ${content.length}`]
    this.take({
      type: 'response',
      response: {
        exchange: this.exchange,
        at: this.tick(),
        head: bytes(`${[`HTTP/1.1 ${status} X`, ...headers, ...length].join('\r\n')}\r\n\r\n`),
        body: content,
      },
    })
    return this
  }

  /** Inform, InformResponse, empty POST. */
  opened(options: InformOptions = {}, http: HttpOptions = {}): this {
    return this.cpe(inform(options)).acs(informResponse(options), http).cpe('')
  }

  /** The ACS asks, the CPE answers. */
  asks(ask: string, answer: string): this {
    return this.acs(ask).cpe(answer)
  }

  ends(outcome: SessionOutcome, afterSeconds = 0): this {
    this.now += afterSeconds * 1_000_000
    const event = { type: 'session-ended', at: this.tick(), session: this.current, outcome } as const
    this.take({ type: 'event', event })
    return this
  }

  get verdict(): string {
    return this.records.get(`cap.${this.current}`)?.verdict ?? ''
  }

  get outcome(): string {
    return this.records.get(`cap.${this.current}`)?.outcome ?? ''
  }

  private take(fact: JournalFact): void {
    this.seq += 1
    const entry: JournalEntry = { seq: this.seq, ...fact }
    for (const projection of this.projector.apply(entry)) {
      if (projection.type === 'session') this.records.set(projection.session.id, projection.session)
      if (projection.type === 'device') this.devices.set(projection.device.id, projection.device)
    }
  }

  private tick(): number {
    this.now += 1000
    return this.now
  }
}
