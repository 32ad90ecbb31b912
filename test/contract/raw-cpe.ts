import { connect, type Socket } from 'node:net'

/**
 * A CPE of hand-written bytes over a raw socket: shares no code with the project, and knows exactly what
 * it sent.
 */
export interface RawCpe {
  /** POSTs a body (empty: nothing to say) and gives back the whole answer. */
  post(body: string): Promise<RawAnswer>
  close(): void
}

export interface RawAnswer {
  readonly status: number
  readonly body: string
  /** What was sent for it, byte for byte. */
  readonly sent: Buffer
  /** What came back, byte for byte. */
  readonly received: Buffer
}

export const serialNumber = 'RAW-0001'
export const deviceId = '00E0FC-Raw-RAW%2D0001'

const envelope = (id: string, body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<SOAP-ENV:Header><cwmp:ID SOAP-ENV:mustUnderstand="1">${id}</cwmp:ID></SOAP-ENV:Header>
<SOAP-ENV:Body>${body}</SOAP-ENV:Body>
</SOAP-ENV:Envelope>`

const valueStruct = (name: string, value: string, type = 'string') =>
  `<ParameterValueStruct><Name>${name}</Name><Value xsi:type="xsd:${type}">${value}</Value></ParameterValueStruct>`

const root = 'InternetGatewayDevice'

export function inform(event = '2 PERIODIC', parameters: Readonly<Record<string, string>> = {}): string {
  const values = Object.entries({
    [`${root}.DeviceInfo.SoftwareVersion`]: '7.7.7',
    [`${root}.ManagementServer.PeriodicInformInterval`]: '3600',
    ...parameters,
  }).map(([name, value]) => valueStruct(name, value))
  return envelope(
    'raw-1',
    `<cwmp:Inform><DeviceId><Manufacturer>Raw Works</Manufacturer><OUI>00E0FC</OUI><ProductClass>Raw</ProductClass><SerialNumber>${serialNumber}</SerialNumber></DeviceId><Event SOAP-ENC:arrayType="cwmp:EventStruct[1]"><EventStruct><EventCode>${event}</EventCode><CommandKey></CommandKey></EventStruct></Event><MaxEnvelopes>1</MaxEnvelopes><CurrentTime>2026-11-22T12:00:00Z</CurrentTime><RetryCount>0</RetryCount><ParameterList SOAP-ENC:arrayType="cwmp:ParameterValueStruct[${values.length}]">${values.join('')}</ParameterList></cwmp:Inform>`,
  )
}

const idOf = (request: string) => /<[\w-]+:ID[^>]*>([^<]*)</.exec(request)?.[1] ?? ''

/** The answer to a GetParameterValues. */
export function valuesResponse(request: string, values: Readonly<Record<string, string>>): string {
  const structs = Object.entries(values).map(([name, value]) => valueStruct(name, value))
  return envelope(
    idOf(request),
    `<cwmp:GetParameterValuesResponse><ParameterList SOAP-ENC:arrayType="cwmp:ParameterValueStruct[${structs.length}]">${structs.join('')}</ParameterList></cwmp:GetParameterValuesResponse>`,
  )
}

/** The answer to a SetParameterValues. */
export const setResponse = (request: string) =>
  envelope(
    idOf(request),
    '<cwmp:SetParameterValuesResponse><Status>0</Status></cwmp:SetParameterValuesResponse>',
  )

/** The answer to a GetRPCMethods. */
export const methodsResponse = (request: string) =>
  envelope(
    idOf(request),
    '<cwmp:GetRPCMethodsResponse><MethodList SOAP-ENC:arrayType="xsd:string[1]"><string>GetRPCMethods</string></MethodList></cwmp:GetRPCMethodsResponse>',
  )

/** The refusal of a SetParameterValues. */
export const faultResponse = (request: string, path: string) =>
  envelope(
    idOf(request),
    `<SOAP-ENV:Fault><faultcode>Client</faultcode><faultstring>CWMP fault</faultstring><detail><cwmp:Fault><FaultCode>9003</FaultCode><FaultString>Invalid arguments</FaultString><SetParameterValuesFault><ParameterName>${path}</ParameterName><FaultCode>9008</FaultCode><FaultString>Non-writable</FaultString></SetParameterValuesFault></cwmp:Fault></detail></SOAP-ENV:Fault>`,
  )

export async function openRawCpe(acsUrl: string): Promise<RawCpe> {
  const { hostname, port, host } = new URL(acsUrl)
  const socket: Socket = connect(Number(port), hostname.replace(/[[\]]/g, ''))
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  let received = Buffer.alloc(0)
  let wake: () => void = () => undefined
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
    wake()
  })
  let cookie = ''

  return {
    async post(body) {
      const head = [
        'POST /acs HTTP/1.1',
        `Host: ${host}`,
        ...(cookie ? [`Cookie: ${cookie}`] : []),
        ...(body ? ['Content-Type: text/xml; charset=utf-8', 'SOAPAction: '] : []),
        `Content-Length: ${Buffer.byteLength(body)}`,
      ]
      const sent = Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`)
      socket.write(sent)
      for (;;) {
        const text = received.toString('latin1')
        const headEnd = text.indexOf('\r\n\r\n') + 4
        const length = Number(/content-length: *(\d+)/i.exec(text.slice(0, headEnd))?.[1] ?? 0)
        if (headEnd > 3 && received.length >= headEnd + length) {
          const answer = received.subarray(0, headEnd + length)
          received = received.subarray(headEnd + length)
          cookie = /set-cookie: *([^;\r]+)/i.exec(text.slice(0, headEnd))?.[1] ?? cookie
          return {
            status: Number(text.split(' ')[1]),
            body: answer.subarray(headEnd).toString('utf8'),
            sent,
            received: answer,
          }
        }
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
    close: () => socket.destroy(),
  }
}

/**
 * One whole session: Inform, then whatever the ACS asks is answered until it has nothing more.
 *
 * @returns the answers of the ACS, in order
 */
export async function runSession(
  acsUrl: string,
  informed: string,
  answer: (request: string) => string = () => '',
): Promise<RawAnswer[]> {
  const cpe = await openRawCpe(acsUrl)
  try {
    const answers = [await cpe.post(informed)]
    let say = ''
    for (;;) {
      const asked = await cpe.post(say)
      answers.push(asked)
      if (asked.body === '') return answers
      say = answer(asked.body)
    }
  } finally {
    cpe.close()
  }
}
