import type { BoundBy, JournalFact, SessionOutcome } from '../../../src/core/journal/index.js'
import type { Finding } from '../../../src/core/lint/index.js'
import { Outcome } from '../sessions/traffic.js'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** How a message of a conversation is sent, where it is not as usual. */
export interface Sending {
  readonly connection?: number
  /** The Cookie header; null: none. */
  readonly cookie?: string | null
  readonly headers?: readonly string[]
  readonly path?: string
  readonly complete?: boolean
  /** Milliseconds it takes to arrive. */
  readonly takes?: number
  /** Which CPE of several sends it. */
  readonly remote?: string
  /** What the ACS that is recorded here decided; absent: nobody did, as in an imported file. */
  readonly bind?: { readonly session: number; readonly boundBy: BoundBy }
}

export interface Answering {
  readonly status?: number
  readonly headers?: readonly string[]
  /** The exchange it answers; absent: the last. */
  readonly exchange?: number
}

/**
 * What CPEs and an ACS say to each other, as it would be recorded: both sides behave well unless told otherwise, so a
 * test writes only what is wrong. Times go by as told, ten milliseconds with every message.
 */
export class Conversation {
  readonly facts: JournalFact[] = []
  #now = Date.UTC(2026, 10, 22, 10) * 1000
  #exchange = 0
  #connection = 1
  #session = 0
  #cookie: string | null = null

  /** A POST of the CPE; '' is the empty one. An Inform begins a session, on a new connection. */
  cpe(body: string, sending: Sending = {}): this {
    if (body.includes(':Inform>') && sending.connection === undefined && this.#cookie !== null) {
      this.#connection += 1
      this.#cookie = null
    }
    const { connection = this.#connection, path = '/acs', headers = [], complete = true } = sending
    const cookie = sending.cookie === undefined ? this.#cookie : sending.cookie
    const content = bytes(body)
    const head = [
      `POST ${path} HTTP/1.1`,
      'Host: acs.example',
      ...(body === '' ? [] : ['Content-Type: text/xml; charset=utf-8', 'SOAPAction:']),
      `Content-Length: ${String(content.length)}`,
      ...(cookie === null ? [] : [`Cookie: ${cookie}`]),
      ...headers,
    ]
    this.#exchange += 1
    this.#connection = connection
    if (body.includes(':Inform>')) this.#session = this.#exchange
    const startedAt = this.#tick()
    this.#now += (sending.takes ?? 0) * 1000
    this.facts.push({
      type: 'request',
      request: {
        exchange: this.#exchange,
        connection,
        source: 'import',
        remote: sending.remote ?? '192.0.2.7:40000',
        local: '192.0.2.1:7547',
        startedAt,
        endedAt: this.#tick(),
        complete,
        head: bytes(`${head.join('\r\n')}\r\n\r\n`),
        body: content,
      },
    })
    if (sending.bind !== undefined) {
      this.facts.push({ type: 'binding', binding: { exchange: this.#exchange, ...sending.bind } })
    }
    return this
  }

  /** The answer of the ACS; '' with status 204 unless told otherwise. The first one of a session sets its cookie. */
  acs(body: string, answering: Answering = {}): this {
    const { status = body === '' ? 204 : 200, exchange = this.#exchange } = answering
    const fresh = this.#cookie === null && status === 200
    if (fresh) this.#cookie = `session=${String(this.#session)}`
    const headers = answering.headers ?? (fresh ? [`Set-Cookie: ${this.#cookie ?? ''}; Path=/`] : [])
    const content = bytes(body)
    const head = [
      `HTTP/1.1 ${String(status)} X`,
      ...(body === '' ? [] : ['Content-Type: text/xml; charset=utf-8']),
      ...headers,
      ...(status === 204 ? [] : [`Content-Length: ${String(content.length)}`]),
    ]
    this.facts.push({
      type: 'response',
      response: {
        exchange,
        at: this.#tick(),
        head: bytes(`${head.join('\r\n')}\r\n\r\n`),
        body: content,
      },
    })
    return this
  }

  /** A POST and its answer. */
  turn(post: string, answer: string, sending: Sending = {}, answering: Answering = {}): this {
    return this.cpe(post, sending).acs(answer, answering)
  }

  /** Seconds go by. */
  wait(seconds: number): this {
    this.#now += seconds * 1_000_000
    return this
  }

  /** The engine says how the session ended. */
  end(outcome: SessionOutcome): this {
    const last = this.facts.at(-1)
    if (last?.type === 'request' && last.request.complete) {
      const { exchange } = last.request
      this.facts.push({
        type: 'binding',
        binding: { exchange, session: this.#session, boundBy: 'connection' },
      })
    }
    this.facts.push({
      type: 'event',
      event: { type: 'session-ended', at: this.#tick(), session: this.#session, outcome },
    })
    return this
  }

  /** A whole session with these questions of the ACS and their answers. */
  session(
    inform: string,
    rpcs: readonly (readonly [ask: string, answer: string])[] = [],
    requests: readonly (readonly [ask: string, answer: string])[] = [],
  ): this {
    this.turn(inform, informResponse(/:ID [^>]*>([^<]*)</.exec(inform)?.[1] ?? '1'))
    for (const [ask, answer] of requests) this.turn(ask, answer)
    let next = ''
    for (const [ask, answer] of rpcs) {
      this.turn(next, ask)
      next = answer
    }
    return this.turn(next, '')
  }

  /** What was found in all of it. */
  findings(rule?: string): readonly Finding[] {
    // A POST that was not answered is known for that when the capture is opened again.
    const outcome = new Outcome().take([
      ...this.facts,
      { type: 'event', event: { type: 'capture-opened', at: this.#now } },
    ])
    const all = [...outcome.findings, ...[...outcome.sessionFindings.values()].flat()]
    return rule === undefined ? all : all.filter((finding) => finding.rule === rule)
  }

  /** Which rules of a severity fired. */
  rules(...severities: readonly Finding['severity'][]): readonly string[] {
    return this.findings()
      .filter(({ severity }) => severities.length === 0 || severities.includes(severity))
      .map(({ rule }) => rule)
  }

  /** The messages in which a rule fired (`3.q`), or `end`. */
  places(rule: string): readonly string[] {
    return this.findings(rule).map(({ messageId }) => messageId?.replace(/^cap\./, '') ?? 'end')
  }

  #tick(): number {
    this.#now += 10_000
    return this.#now
  }
}

export interface EnvelopeOptions {
  /** Null: no cwmp:ID. */
  readonly id?: string | null
  readonly namespace?: string
  readonly declaration?: boolean
  /** Further header blocks. */
  readonly header?: string
}

/** An envelope without flaw, of CWMP 1.2 unless told otherwise. */
export function envelope(body: string, options: EnvelopeOptions = {}): string {
  const { id = '1', namespace = 'urn:dslforum-org:cwmp-1-2', declaration = true, header = '' } = options
  const idHeader = id === null ? '' : `<cwmp:ID soap-env:mustUnderstand="1">${id}</cwmp:ID>`
  return `${declaration ? '<?xml version="1.0" encoding="UTF-8"?>\n' : ''}<soap-env:Envelope xmlns:soap-env="http://schemas.xmlsoap.org/soap/envelope/" xmlns:soap-enc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:cwmp="${namespace}"><soap-env:Header>${idHeader}${header}</soap-env:Header><soap-env:Body>${body}</soap-env:Body></soap-env:Envelope>`
}

/** A header block that must be understood. */
export function block(name: string, value: string, mustUnderstand = '1'): string {
  return `<cwmp:${name} soap-env:mustUnderstand="${mustUnderstand}">${value}</cwmp:${name}>`
}

export interface InformFacts extends EnvelopeOptions {
  /** `code` or `code|CommandKey`. */
  readonly events?: readonly string[]
  readonly serial?: string
  readonly retryCount?: number
  readonly values?: Readonly<Record<string, string>>
}

export function inform(facts: InformFacts = {}): string {
  const { events = ['2 PERIODIC'], serial = 'A1B2C3', retryCount = 0, values = {} } = facts
  const list = events.map((event) => {
    const [code = '', key = ''] = event.split('|')
    return `<EventStruct><EventCode>${code}</EventCode><CommandKey>${key}</CommandKey></EventStruct>`
  })
  const forced = {
    'Device.RootDataModelVersion': '2.17',
    'Device.DeviceInfo.HardwareVersion': '1',
    'Device.DeviceInfo.SoftwareVersion': '1.0',
    'Device.DeviceInfo.ProvisioningCode': '',
    'Device.ManagementServer.ParameterKey': '',
    'Device.ManagementServer.ConnectionRequestURL': 'http://198.51.100.7:7547/a1b2',
    'Device.ManagementServer.AliasBasedAddressing': '0',
    ...values,
  }
  return envelope(
    `<cwmp:Inform><DeviceId><Manufacturer>Maker</Manufacturer><OUI>00A0B1</OUI><ProductClass>Box</ProductClass><SerialNumber>${serial}</SerialNumber></DeviceId><Event soap-enc:arrayType="cwmp:EventStruct[${String(list.length)}]">${list.join('')}</Event><MaxEnvelopes>1</MaxEnvelopes><CurrentTime>2026-11-22T10:00:00+00:00</CurrentTime><RetryCount>${String(retryCount)}</RetryCount>${parameterList(forced)}</cwmp:Inform>`,
    facts,
  )
}

export const informResponse = (id: string | null = '1', options: EnvelopeOptions = {}): string =>
  envelope('<cwmp:InformResponse><MaxEnvelopes>1</MaxEnvelopes></cwmp:InformResponse>', { id, ...options })

/** `name: value` or `name: type value`. */
export function parameterList(values: Readonly<Record<string, string>>): string {
  const members = Object.entries(values).map(([name, written]) => {
    const typed = /^xsd:(\w+) ([^]*)$/.exec(written)
    const type = typed?.[1] ?? (name.endsWith('AliasBasedAddressing') ? 'boolean' : 'string')
    return `<ParameterValueStruct><Name>${name}</Name><Value xsi:type="xsd:${type}">${typed?.[2] ?? written}</Value></ParameterValueStruct>`
  })
  return `<ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[${String(members.length)}]">${members.join('')}</ParameterList>`
}

function names(list: readonly string[]): string {
  return `<ParameterNames soap-enc:arrayType="xsd:string[${String(list.length)}]">${list.map((name) => `<string>${name}</string>`).join('')}</ParameterNames>`
}

export const getValues = (list: readonly string[], id = '5', options: EnvelopeOptions = {}): string =>
  envelope(`<cwmp:GetParameterValues>${names(list)}</cwmp:GetParameterValues>`, { id, ...options })

export const getValuesResponse = (
  values: Readonly<Record<string, string>>,
  id: string | null = '5',
  options: EnvelopeOptions = {},
): string =>
  envelope(`<cwmp:GetParameterValuesResponse>${parameterList(values)}</cwmp:GetParameterValuesResponse>`, {
    id,
    ...options,
  })

export const setValues = (values: Readonly<Record<string, string>>, id = '5', key = ''): string =>
  envelope(
    `<cwmp:SetParameterValues>${parameterList(values)}<ParameterKey>${key}</ParameterKey></cwmp:SetParameterValues>`,
    { id },
  )

export const setValuesResponse = (id = '5', status = '0'): string =>
  envelope(`<cwmp:SetParameterValuesResponse><Status>${status}</Status></cwmp:SetParameterValuesResponse>`, {
    id,
  })

export const getNames = (path: string, nextLevel = '0', id = '5'): string =>
  envelope(
    `<cwmp:GetParameterNames><ParameterPath>${path}</ParameterPath><NextLevel>${nextLevel}</NextLevel></cwmp:GetParameterNames>`,
    { id },
  )

/** Names with what CPE says of their being writable. */
export const getNamesResponse = (list: Readonly<Record<string, '0' | '1'>>, id = '5'): string => {
  const members = Object.entries(list).map(
    ([name, writable]) =>
      `<ParameterInfoStruct><Name>${name}</Name><Writable>${writable}</Writable></ParameterInfoStruct>`,
  )
  return envelope(
    `<cwmp:GetParameterNamesResponse><ParameterList soap-enc:arrayType="cwmp:ParameterInfoStruct[${String(members.length)}]">${members.join('')}</ParameterList></cwmp:GetParameterNamesResponse>`,
    { id },
  )
}

export const addObject = (path: string, id = '5', key = ''): string =>
  envelope(
    `<cwmp:AddObject><ObjectName>${path}</ObjectName><ParameterKey>${key}</ParameterKey></cwmp:AddObject>`,
    { id },
  )

export const addObjectResponse = (instance: string, id = '5'): string =>
  envelope(
    `<cwmp:AddObjectResponse><InstanceNumber>${instance}</InstanceNumber><Status>0</Status></cwmp:AddObjectResponse>`,
    { id },
  )

export const deleteObject = (path: string, id = '5'): string =>
  envelope(
    `<cwmp:DeleteObject><ObjectName>${path}</ObjectName><ParameterKey></ParameterKey></cwmp:DeleteObject>`,
    { id },
  )

export const deleteObjectResponse = (id = '5'): string =>
  envelope('<cwmp:DeleteObjectResponse><Status>0</Status></cwmp:DeleteObjectResponse>', { id })

export const reboot = (key = '', id = '5', options: EnvelopeOptions = {}): string =>
  envelope(`<cwmp:Reboot><CommandKey>${key}</CommandKey></cwmp:Reboot>`, { id, ...options })

export const rebootResponse = (id = '5'): string =>
  envelope('<cwmp:RebootResponse></cwmp:RebootResponse>', { id })

export const factoryReset = (id = '5'): string => envelope('<cwmp:FactoryReset></cwmp:FactoryReset>', { id })

export const factoryResetResponse = (id = '5'): string =>
  envelope('<cwmp:FactoryResetResponse></cwmp:FactoryResetResponse>', { id })

export const scheduleInform = (seconds: number, key: string, id = '5'): string =>
  envelope(
    `<cwmp:ScheduleInform><DelaySeconds>${String(seconds)}</DelaySeconds><CommandKey>${key}</CommandKey></cwmp:ScheduleInform>`,
    { id },
  )

export const scheduleInformResponse = (id = '5'): string =>
  envelope('<cwmp:ScheduleInformResponse></cwmp:ScheduleInformResponse>', { id })

export const download = (
  key: string,
  fileType = '1 Firmware Upgrade Image',
  delaySeconds = 0,
  id = '5',
): string =>
  envelope(
    `<cwmp:Download><CommandKey>${key}</CommandKey><FileType>${fileType}</FileType><URL>https://files.example/f</URL><Username></Username><Password></Password><FileSize>0</FileSize><TargetFileName></TargetFileName><DelaySeconds>${String(delaySeconds)}</DelaySeconds><SuccessURL></SuccessURL><FailureURL></FailureURL></cwmp:Download>`,
    { id },
  )

export const downloadResponse = (status: '0' | '1' = '1', id = '5'): string => {
  const time = status === '0' ? '2026-11-22T10:00:00Z' : '0001-01-01T00:00:00Z'
  return envelope(
    `<cwmp:DownloadResponse><Status>${status}</Status><StartTime>${time}</StartTime><CompleteTime>${time}</CompleteTime></cwmp:DownloadResponse>`,
    { id },
  )
}

export const cancelTransfer = (key: string, id = '5'): string =>
  envelope(`<cwmp:CancelTransfer><CommandKey>${key}</CommandKey></cwmp:CancelTransfer>`, { id })

export const cancelTransferResponse = (id = '5'): string =>
  envelope('<cwmp:CancelTransferResponse></cwmp:CancelTransferResponse>', { id })

export const transferComplete = (key: string, id: string | null = '2', code = '0'): string =>
  envelope(
    `<cwmp:TransferComplete><CommandKey>${key}</CommandKey><FaultStruct><FaultCode>${code}</FaultCode><FaultString></FaultString></FaultStruct><StartTime>2026-11-22T10:00:00Z</StartTime><CompleteTime>2026-11-22T10:01:00Z</CompleteTime></cwmp:TransferComplete>`,
    { id },
  )

export const transferCompleteResponse = (id: string | null = '2'): string =>
  envelope('<cwmp:TransferCompleteResponse></cwmp:TransferCompleteResponse>', { id })

export const getMethods = (id = '5'): string => envelope('<cwmp:GetRPCMethods></cwmp:GetRPCMethods>', { id })

export const getMethodsResponse = (list: readonly string[], id = '5'): string =>
  envelope(
    `<cwmp:GetRPCMethodsResponse><MethodList soap-enc:arrayType="xsd:string[${String(list.length)}]">${list.map((method) => `<string>${method}</string>`).join('')}</MethodList></cwmp:GetRPCMethodsResponse>`,
    { id },
  )

/** A CWMP fault, with the parameters it names and why. */
export const fault = (
  code: string,
  id: string | null = '5',
  parameters: Readonly<Record<string, string>> = {},
): string => {
  const details = Object.entries(parameters).map(
    ([name, reason]) =>
      `<SetParameterValuesFault><ParameterName>${name}</ParameterName><FaultCode>${reason}</FaultCode><FaultString>x</FaultString></SetParameterValuesFault>`,
  )
  const blame = ['9003', '9005', '9006', '9007', '9008', '9021', '8003'].includes(code) ? 'Client' : 'Server'
  return envelope(
    `<soap-env:Fault><faultcode>${blame}</faultcode><faultstring>CWMP fault</faultstring><detail><cwmp:Fault><FaultCode>${code}</FaultCode><FaultString>x</FaultString>${details.join('')}</cwmp:Fault></detail></soap-env:Fault>`,
    { id },
  )
}
