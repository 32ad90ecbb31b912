/**
 * A process of its own full of CPEs on raw sockets, for the benchmark of the ACS: they do as little as possible, so that
 * what is measured is the server. Told what to do by its parent, run as it is by Node (types are stripped).
 */
import { connect, type Socket } from 'node:net'

/** What the parent asks for. */
export interface Load {
  readonly port: number
  readonly concurrent: number
  /** A connection for each session, or one for all sessions of a CPE. */
  readonly newConnections: boolean
  /** Ends after so many milliseconds or so many sessions, whichever comes first. */
  readonly milliseconds: number
  readonly sessions: number
  /** How many different CPEs there are; 1,000 where it is not said. */
  readonly fleet?: number
}

/** What became of it. */
export interface LoadResult {
  /** Those that were served whole. */
  readonly sessions: number
  readonly milliseconds: number
  /** How long a session took, its connection included where each has its own, in milliseconds. */
  readonly median: number
  readonly p99: number
  /** The slowest single answer. */
  readonly slowestAnswer: number
  /** Sessions that were refused or broken off, and why the first one was. */
  readonly failed: number
  readonly reason: string | null
}

const usualFleet = 1_000

const parameters = [
  ['DeviceInfo.HardwareVersion', 'HW-1.0'],
  ['DeviceInfo.SoftwareVersion', '7.7.7'],
  ['DeviceInfo.ProvisioningCode', 'bench'],
  ['DeviceInfo.UpTime', '86400'],
  ['ManagementServer.ConnectionRequestURL', 'http://127.0.0.1:7547/bench'],
  ['ManagementServer.ParameterKey', ''],
  ['ManagementServer.PeriodicInformInterval', '300'],
  ['IP.Interface.1.IPv4Address.1.IPAddress', '192.0.2.1'],
]

function inform(serial: number): Buffer {
  const list = parameters
    .map(
      ([path, value]) =>
        `<ParameterValueStruct><Name>Device.${path ?? ''}</Name><Value xsi:type="xsd:string">${value ?? ''}</Value></ParameterValueStruct>`,
    )
    .join('')
  const body = `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:enc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:cwmp="urn:dslforum-org:cwmp-1-0"><soap:Header><cwmp:ID soap:mustUnderstand="1">bench</cwmp:ID></soap:Header><soap:Body><cwmp:Inform><DeviceId><Manufacturer>Bench</Manufacturer><OUI>0255AA</OUI><ProductClass>Fleet</ProductClass><SerialNumber>${String(serial)}</SerialNumber></DeviceId><Event enc:arrayType="cwmp:EventStruct[1]"><EventStruct><EventCode>2 PERIODIC</EventCode><CommandKey></CommandKey></EventStruct></Event><MaxEnvelopes>1</MaxEnvelopes><CurrentTime>2026-11-22T12:00:00Z</CurrentTime><RetryCount>0</RetryCount><ParameterList enc:arrayType="cwmp:ParameterValueStruct[8]">${list}</ParameterList></cwmp:Inform></soap:Body></soap:Envelope>`
  return Buffer.from(
    `POST /acs HTTP/1.1\r\nHost: bench\r\nContent-Type: text/xml; charset=utf-8\r\nSOAPAction:\r\nContent-Length: ${String(body.length)}\r\n\r\n${body}`,
  )
}

/** Made when a CPE first needs it, so that it is not made while the server is being measured again. */
const informs = new Map<number, Buffer>()

function informOf(serial: number): Buffer {
  const made = informs.get(serial) ?? inform(serial)
  informs.set(serial, made)
  return made
}

let slowestAnswer = 0

function opened(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket))
    socket.setNoDelay(true)
    socket.once('error', reject)
  })
}

/** Sends a request and gives the head of its answer. */
function exchange(socket: Socket, request: Buffer | string): Promise<string> {
  const asked = performance.now()
  return new Promise((resolve, reject) => {
    let text = ''
    const closed = (): void => reject(new Error(`The server hung up after: ${text.slice(0, 400)}`))
    const take = (chunk: Buffer): void => {
      text += chunk.toString('latin1')
      const headEnd = text.indexOf('\r\n\r\n')
      if (headEnd < 0) return
      const head = text.slice(0, headEnd)
      const length = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? 0)
      if (text.length < headEnd + 4 + length) return
      socket.off('data', take)
      socket.off('close', closed)
      slowestAnswer = Math.max(slowestAnswer, performance.now() - asked)
      resolve(head)
    }
    socket.on('data', take)
    socket.once('close', closed)
    socket.write(request)
  })
}

/** A complete session: Inform, InformResponse, empty POST, 204. */
async function session(socket: Socket, serial: number): Promise<void> {
  const answer = await exchange(socket, informOf(serial))
  const cookie = /set-cookie: *([^;\r]+)/i.exec(answer)?.[1] ?? ''
  const end = await exchange(
    socket,
    `POST /acs HTTP/1.1\r\nHost: bench\r\nCookie: ${cookie}\r\nContent-Length: 0\r\n\r\n`,
  )
  if (!end.startsWith('HTTP/1.1 204')) throw new Error(`The session did not end with 204: ${end}`)
}

async function run(load: Load): Promise<LoadResult> {
  const fleet = load.fleet ?? usualFleet
  for (let serial = 0; serial < Math.min(fleet, load.sessions); serial += 1) informOf(serial)
  const started = performance.now()
  let begun = 0
  let reason: string | null = null
  let failed = 0
  const took: number[] = []
  slowestAnswer = 0
  const goesOn = (): boolean => begun < load.sessions && performance.now() - started < load.milliseconds
  await Promise.all(
    Array.from({ length: load.concurrent }, async () => {
      let socket: Socket | null = null
      while (goesOn()) {
        const serial = begun++ % fleet
        const from = performance.now()
        try {
          socket ??= await opened(load.port)
          await session(socket, serial)
          took.push(performance.now() - from)
        } catch (error) {
          failed += 1
          reason ??= String(error)
          socket?.destroy()
          socket = null
        }
        if (load.newConnections) {
          socket?.destroy()
          socket = null
        }
      }
      socket?.destroy()
    }),
  )
  const milliseconds = performance.now() - started
  took.sort((a, b) => a - b)
  const at = (share: number): number => took[Math.floor(took.length * share)] ?? Number.NaN
  return {
    sessions: took.length,
    milliseconds,
    median: at(0.5),
    p99: at(0.99),
    slowestAnswer,
    failed,
    reason,
  }
}

process.on('message', (load: Load) => {
  void run(load).then((result) => process.send?.(result))
})
