import { connectTo, type ForeignSession } from '../e2e/foreign-cpe.js'

/** A CPE with a tree of any size, driven over a raw socket: what the tree benchmark looks at. */
export interface LargeCpe {
  readonly deviceId: string
  readonly paths: readonly string[]
  /** Opens a session and answers what it is asked until the ACS has nothing more. */
  session(changed?: readonly (readonly [path: string, value: string])[]): Promise<void>
  close(): void
}

const namespaces =
  'xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:e="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:cwmp="urn:dslforum-org:cwmp-1-0"'

function envelope(id: string, body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><s:Envelope ${namespaces}><s:Header><cwmp:ID s:mustUnderstand="1">${id}</cwmp:ID></s:Header><s:Body>${body}</s:Body></s:Envelope>`
}

function valueList(values: Iterable<readonly [path: string, value: string]>): string {
  const members = [...values].map(
    ([path, value]) =>
      `<ParameterValueStruct><Name>${path}</Name><Value xsi:type="xsd:string">${value}</Value></ParameterValueStruct>`,
  )
  return `<ParameterList e:arrayType="cwmp:ParameterValueStruct[${String(members.length)}]">${members.join('')}</ParameterList>`
}

/** Makes a CPE with `count` parameters in tables of 20 columns. */
export async function createLargeCpe(acsUrl: string, count: number): Promise<LargeCpe> {
  const values = new Map<string, string>()
  const objects = new Set<string>(['Device.', 'Device.Table.'])
  for (let n = 0; n < count; n += 1) {
    const table = `Device.Table.${String(Math.floor(n / 1000) + 1)}.`
    const row = `${table}Row.${String((Math.floor(n / 20) % 50) + 1)}.`
    objects.add(table).add(`${table}Row.`).add(row)
    values.set(`${row}Column${String(n % 20)}`, `value ${String(n)}`)
  }
  const inform = (list: Iterable<readonly [string, string]>): string =>
    envelope(
      '1',
      `<cwmp:Inform><DeviceId><Manufacturer>Bench</Manufacturer><OUI>0255AA</OUI><ProductClass>Large</ProductClass><SerialNumber>1</SerialNumber></DeviceId><Event e:arrayType="cwmp:EventStruct[1]"><EventStruct><EventCode>4 VALUE CHANGE</EventCode><CommandKey></CommandKey></EventStruct></Event><MaxEnvelopes>1</MaxEnvelopes><CurrentTime>2026-11-22T12:00:00Z</CurrentTime><RetryCount>0</RetryCount>${valueList(list)}</cwmp:Inform>`,
    )
  const answerTo = (request: string): string => {
    const id = /:ID[^>]*>([^<]*)</.exec(request)?.[1] ?? ''
    if (request.includes('GetParameterNames')) {
      const infos = [...objects, ...values.keys()].map(
        (name) => `<ParameterInfoStruct><Name>${name}</Name><Writable>1</Writable></ParameterInfoStruct>`,
      )
      return envelope(
        id,
        `<cwmp:GetParameterNamesResponse><ParameterList e:arrayType="cwmp:ParameterInfoStruct[${String(infos.length)}]">${infos.join('')}</ParameterList></cwmp:GetParameterNamesResponse>`,
      )
    }
    if (request.includes('GetParameterValues')) {
      return envelope(
        id,
        `<cwmp:GetParameterValuesResponse>${valueList(values)}</cwmp:GetParameterValuesResponse>`,
      )
    }
    throw new Error(`The benchmark's CPE was asked for something it does not know: ${request.slice(0, 400)}`)
  }
  const connection: ForeignSession = await connectTo(acsUrl)
  return {
    deviceId: '0255AA-Large-1',
    paths: [...values.keys()],
    async session(changed = []) {
      for (const [path, value] of changed) values.set(path, value)
      await connection.post(inform(changed.length > 0 ? changed : [...values].slice(0, 1)))
      let answer = await connection.post('')
      while (answer.status === 200) answer = await connection.post(answerTo(answer.body))
    },
    close: () => connection.close(),
  }
}
