import { lookup } from 'node:dns/promises'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { createHttpCutter, header, latin1, type HttpHead } from '../../../core/http/index.js'
import { formatAddress, type ClientTap } from '../wire/index.js'
import { Unreached, type StepLog } from './step-log.js'
import type { Target } from './target.js'

/** How long the rest of a response may take once its head is there, before the connection is given up for a new one. */
const REST_MS = 1_000

/** What the CPE said to one GET. */
export interface Answer {
  readonly head: HttpHead
  /** Whether the next request can go over the same connection. */
  readonly reusable: boolean
}

/** One connection to a CPE's connection request server. */
export interface DeviceConnection {
  /** Null: the CPE had closed the connection after its previous answer, so ask again over a new one. */
  get(authorization: string | null): Promise<Answer | null>
  close(): Promise<void>
}

/** Finds the address of a host name; logs what it does. `where` is what the name stands in. */
export async function resolveHost(host: string, where: string, log: StepLog): Promise<string> {
  if (isIP(host)) return host
  try {
    const { address } = await lookup(host)
    log.done('resolve', `${host} is ${address}.`)
    return address
  } catch (error) {
    log.failed(
      'resolve',
      `The name ${host} in the ${where} could not be resolved (${codeOf(error)}). Check the name server of this machine, or give an address in place of the name.`,
    )
    throw new Unreached()
  }
}

/** Connects to a CPE; logs what it does. */
export async function connectToDevice(
  target: Target,
  address: string,
  timeoutMs: number,
  tap: ClientTap,
  log: StepLog,
): Promise<DeviceConnection> {
  const { port, secure, host } = target
  const where = formatAddress(address, port)
  // Certificates of CPEs are mostly self-signed, and connection requests are plain HTTP by the book (TR-069a6 3.2.2).
  const socket: Socket = secure
    ? connectTls({
        host: address,
        port,
        rejectUnauthorized: false,
        ...(isIP(host) ? {} : { servername: host }),
      })
    : connectTcp({ host: address, port })
  const failure = await new Promise<string | null>((resolve) => {
    const timer = setTimeout(() => resolve('ETIMEDOUT'), timeoutMs)
    socket.once(secure ? 'secureConnect' : 'connect', () => resolve(null))
    socket.once('error', (error) => resolve(codeOf(error)))
    socket.once('close', () => resolve('closed'))
    socket.once('close', () => clearTimeout(timer))
    socket.once(secure ? 'secureConnect' : 'connect', () => clearTimeout(timer))
  })
  if (failure !== null) {
    socket.on('error', () => undefined)
    socket.destroy()
    log.failed('connect', connectFailure(failure, where, timeoutMs))
    throw new Unreached()
  }
  log.done('connect', `Connected to ${where}${secure ? ' by TLS; its certificate was not checked' : ''}.`)
  return new Connection(target, socket, tap, timeoutMs, log)
}

class Connection implements DeviceConnection {
  readonly #target: Target
  readonly #stream
  readonly #closed: Promise<void>
  readonly #timeoutMs: number
  readonly #log: StepLog
  readonly #cutter = createHttpCutter('response')
  #head: HttpHead | null = null
  #complete = false
  #ended = false
  #received = ''
  #error: string | null = null
  #look: () => void = () => undefined

  constructor(target: Target, socket: Socket, tap: ClientTap, timeoutMs: number, log: StepLog) {
    this.#target = target
    this.#timeoutMs = timeoutMs
    this.#log = log
    const stream = tap(socket)
    this.#stream = stream
    stream.on('data', (bytes: Uint8Array) => this.#receive(bytes))
    stream.on('end', () => this.#end())
    stream.on('error', (error) => (this.#error = codeOf(error)))
    this.#closed = new Promise((resolve) =>
      stream.on('close', () => {
        this.#end()
        resolve()
      }),
    )
  }

  async get(authorization: string | null): Promise<Answer | null> {
    const { path, authority } = this.#target
    const reused = this.#head !== null
    this.#head = null
    this.#complete = false
    this.#received = ''
    const lines = [`GET ${path} HTTP/1.1`, `Host: ${authority}`, 'User-Agent: cwmp-workbench']
    if (authorization !== null) lines.push(`Authorization: ${authorization}`)
    this.#stream.write(`${lines.join('\r\n')}\r\n\r\n`)
    const head = await this.#answered()
    if (head === null) {
      if (reused && this.#ended && this.#received === '') return null
      return this.#noAnswer()
    }
    await this.#wait(REST_MS, () => this.#complete)
    const persistent = head.version === '1.1' && header(head, 'connection')?.toLowerCase() !== 'close'
    return { head, reusable: this.#complete && !this.#ended && persistent }
  }

  async #answered(): Promise<HttpHead | null> {
    await this.#wait(this.#timeoutMs, () => this.#head !== null)
    return this.#head
  }

  async close(): Promise<void> {
    this.#stream.destroy()
    await this.#closed
  }

  #receive(bytes: Uint8Array): void {
    this.#received = (this.#received + latin1(bytes)).slice(0, 80)
    const [message] = this.#cutter.push(bytes)
    if (message) this.#complete = true
    this.#head ??= message?.parsed ?? this.#cutter.pendingHead
    this.#look()
  }

  #end(): void {
    if (this.#ended) return
    this.#ended = true
    this.#head ??= this.#cutter.end()?.parsed ?? null
    this.#look()
  }

  /** Until the condition holds, the connection ends or the time is over. */
  #wait(timeoutMs: number, condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        this.#look = () => undefined
        resolve()
      }
      const timer = setTimeout(done, timeoutMs)
      this.#look = () => {
        if (condition() || this.#ended) done()
      }
      this.#look()
    })
  }

  #noAnswer(): never {
    const where = this.#target.authority
    if (this.#received !== '') {
      this.#log.failed(
        'answer',
        `${where} answered something that is not HTTP: ${JSON.stringify(this.#received)}. Check that the ConnectionRequestURL points to the CPE and not to another service.`,
      )
    } else if (this.#ended) {
      const reason = this.#error === null ? '' : ` (${this.#error})`
      this.#log.failed(
        'answer',
        `${where} closed the connection without an answer${reason}. The CPE may be busy or throttling: try again in a minute, or wait for its next periodic Inform.`,
      )
    } else {
      this.#log.failed(
        'answer',
        `${where} did not answer within ${this.#timeoutMs / 1000} s. The CPE may be busy or hung: try again, or wait for its next periodic Inform.`,
      )
    }
    throw new Unreached()
  }
}

function connectFailure(code: string, where: string, timeoutMs: number): string {
  switch (code) {
    case 'ECONNREFUSED':
      return `${where} refused the connection: no connection request server listens there. Check that the CPE is on and that its ConnectionRequestURL is still right; its next Inform brings the present one.`
    case 'ETIMEDOUT':
      return `${where} did not answer within ${timeoutMs / 1000} s. The CPE is off, or behind NAT or a firewall that this machine cannot pass: wait for its next periodic Inform.`
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
      return `There is no way to ${where} from this machine (${code}). Check the routes between this machine and the CPE.`
    default:
      return `The connection to ${where} failed (${code}). Check that the ConnectionRequestURL points to the CPE.`
  }
}

export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error ? String(error.code) : error.message
}
