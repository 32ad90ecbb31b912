import { connect } from 'node:net'

/**
 * A CPE of the test's own that shares no code with the project: hand-written SOAP over a raw socket.
 * It answers what it is asked by fixed texts and keeps the cookie by a plain string search.
 */
export interface ForeignSession {
  /** Sends a POST with this body and gives back status line and body of the answer. */
  post(body: string): Promise<{ status: number; body: string }>
  close(): void
}

const soap = (id: string, body: string): string =>
  `<?xml version="1.0"?><soap_env:Envelope xmlns:soap_env="http://schemas.xmlsoap.org/soap/envelope/" xmlns:soap_enc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:cwmp="urn:dslforum-org:cwmp-1-0"><soap_env:Header><cwmp:ID soap_env:mustUnderstand="1">${id}</cwmp:ID></soap_env:Header><soap_env:Body>${body}</soap_env:Body></soap_env:Envelope>`

/** Inform of a gateway called Foreign, serial number as given. */
export function informOf(serial: string, id = 'f-1', event = '2 PERIODIC'): string {
  return soap(
    id,
    `<cwmp:Inform><DeviceId><Manufacturer>Foreign Works</Manufacturer><OUI>00E0FC</OUI><ProductClass>Raw</ProductClass><SerialNumber>${serial}</SerialNumber></DeviceId><Event soap_enc:arrayType="cwmp:EventStruct[1]"><EventStruct><EventCode>${event}</EventCode><CommandKey></CommandKey></EventStruct></Event><MaxEnvelopes>1</MaxEnvelopes><CurrentTime>2026-11-22T12:00:00Z</CurrentTime><RetryCount>0</RetryCount><ParameterList soap_enc:arrayType="cwmp:ParameterValueStruct[2]"><ParameterValueStruct><Name>InternetGatewayDevice.DeviceInfo.SoftwareVersion</Name><Value xsi:type="xsd:string">7.7.7</Value></ParameterValueStruct><ParameterValueStruct><Name>InternetGatewayDevice.ManagementServer.ParameterKey</Name><Value xsi:type="xsd:string"></Value></ParameterValueStruct></ParameterList></cwmp:Inform>`,
  )
}

/** The answer to a request, with its ID. */
export function responseOf(requestBody: string, element: string): string {
  const id = /<[\w-]+:ID[^>]*>([^<]*)</.exec(requestBody)?.[1] ?? ''
  return soap(id, element)
}

/** Opens a connection to the ACS. */
export async function connectTo(acsUrl: string): Promise<ForeignSession> {
  const url = new URL(acsUrl)
  const socket = connect(Number(url.port), url.hostname)
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  let received = Buffer.alloc(0)
  let cookie = ''
  let wake = (): void => undefined
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
    wake()
  })
  return {
    async post(body) {
      const lines = [
        'POST /foreign HTTP/1.1',
        `Host: ${url.host}`,
        ...(cookie ? [`Cookie: ${cookie}`] : []),
        ...(body ? ['Content-Type: text/xml; charset=utf-8', 'SOAPAction:'] : []),
        `Content-Length: ${String(Buffer.byteLength(body))}`,
      ]
      socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`)
      for (;;) {
        const text = received.toString('latin1')
        const headEnd = text.indexOf('\r\n\r\n')
        if (headEnd >= 0) {
          const length = Number(/content-length: *(\d+)/i.exec(text.slice(0, headEnd))?.[1] ?? 0)
          if (received.length >= headEnd + 4 + length) {
            const answer = received.subarray(headEnd + 4, headEnd + 4 + length).toString('utf8')
            received = received.subarray(headEnd + 4 + length)
            cookie = /set-cookie: *([^;\r]+)/i.exec(text.slice(0, headEnd))?.[1] ?? cookie
            return { status: Number(text.split(' ')[1]), body: answer }
          }
        }
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
    close: () => socket.destroy(),
  }
}
