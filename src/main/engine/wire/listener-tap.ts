import { subscribe } from 'node:diagnostics_channel'
import { IncomingMessage, type Server as HttpServer } from 'node:http'
import type { Socket } from 'node:net'
import { createHttpCutter, type WireMessage } from '../../../core/http/index.js'
import type { ConnectionFacts, Micros } from '../../../core/journal/records.js'
import type { Recorder } from '../recorder/types.js'
import { formatAddress } from './addresses.js'
import { createMicrosClock } from './clock.js'
import { Exchange } from './exchange.js'
import { TappedSocket, type Tap } from './tapped-socket.js'
import type { KnownFacts, ListenerTap, TapOptions, TappedExchange } from './types.js'

/** node:http refuses heads far shorter than this; what it refuses is still to be seen in the journal. */
const MAX_HEAD_BYTES = 256 * 1024

const taps = new WeakMap<object, ListenerConnection>()
const exchanges = new WeakMap<IncomingMessage, Exchange>()

/** A tap under HTTP servers. Create the socket server with `allowHalfOpen: true`. */
export function createListenerTap(options: TapOptions): ListenerTap {
  announceRequests()
  const now = options.now ?? createMicrosClock()
  return {
    accept(socket: Socket, server: HttpServer, known: KnownFacts = {}): void {
      const { recorder, source, maxBodyBytes } = options
      const facts: ConnectionFacts = {
        connection: recorder.nextConnection(),
        source,
        remote: formatAddress(socket.remoteAddress, socket.remotePort),
        local: formatAddress(socket.localAddress, socket.localPort),
        ...known,
      }
      recorder.connectionOpened(facts)
      const connection = new ListenerConnection(recorder, facts, maxBodyBytes, now)
      const tapped = new TappedSocket(socket, connection)
      taps.set(tapped, connection)
      server.emit('connection', tapped)
    },
  }
}

/**
 * What the tap knows of a request; null if it did not come through a tap. The exchange number is known at
 * once; await `committed` before acting on the request.
 */
export function tappedExchange(request: IncomingMessage): TappedExchange | null {
  return exchanges.get(request) ?? null
}

let announcing = false

/**
 * node:http tells of every request in the order they stand on their connection, before any handler runs
 * and whichever event the request leads to (`request`, `checkContinue`, `checkExpectation`).
 */
function announceRequests(): void {
  if (announcing) return
  announcing = true
  subscribe('http.server.request.start', (event) => {
    if (typeof event !== 'object' || event === null || !('request' in event)) return
    const { request } = event
    if (!(request instanceof IncomingMessage)) return
    const exchange = taps.get(request.socket)?.announced()
    if (exchange) exchanges.set(request, exchange)
  })
}

/** The listener's side of a connection: requests come in, responses go out. */
class ListenerConnection implements Tap {
  readonly #recorder: Recorder
  readonly #facts: ConnectionFacts
  readonly #now: () => Micros
  readonly #requests
  readonly #responses = createHttpCutter('response', { requestMethod: () => this.#methodAnswered() })
  /** The exchange whose request is arriving. */
  #arriving: Exchange | null = null
  /** Begun, and node:http has not told of them yet. */
  readonly #unannounced: Exchange[] = []
  /** Begun, and their response has not left yet. */
  readonly #unanswered: Exchange[] = []
  /** Responses whose head the cutter has read, but which have not left: they answer the first of the unanswered. */
  #headsRead = 0
  /** Whether the client stopped sending inside a request. */
  #endedInside = false
  /** Bytes of the response under way that left before it was complete: interim responses. */
  #sentAhead = 0

  constructor(recorder: Recorder, facts: ConnectionFacts, maxBodyBytes: number, now: () => Micros) {
    this.#recorder = recorder
    this.#facts = facts
    this.#now = now
    this.#requests = createHttpCutter('request', { maxHeadBytes: MAX_HEAD_BYTES, maxBodyBytes })
  }

  announced(): Exchange | undefined {
    return this.#unannounced.shift()
  }

  get owesAnswer(): boolean {
    return !this.#endedInside && this.#unanswered.length > 0
  }

  get discards(): boolean {
    return this.#requests.skipping || this.#requests.pendingBytes > 0
  }

  arrived(bytes: Uint8Array): void {
    const at = this.#now()
    for (const message of this.#requests.push(bytes)) this.#requestArrived(message, at)
    if (this.#requests.pendingBytes > 0) this.#arriving ??= this.#begin(at)
  }

  arrivalEnded(): void {
    this.#endedInside = this.discards
    const message = this.#requests.end()
    if (message) this.#requestArrived(message, this.#now())
  }

  async leaving(bytes: Uint8Array): Promise<readonly Uint8Array[]> {
    const released: Uint8Array[] = []
    for (const message of this.#responses.push(bytes)) released.push(...(await this.#release(message)))
    const interim = this.#responses.takeInterim()
    if (interim) {
      this.#sentAhead += interim.length
      released.push(interim)
    }
    return released
  }

  async leavingEnded(): Promise<readonly Uint8Array[]> {
    const message = this.#responses.end()
    return message ? this.#release(message) : []
  }

  closed(reason: string): void {
    this.#recorder.connectionClosed(this.#facts.connection, reason)
  }

  #begin(at: Micros): Exchange {
    const exchange = new Exchange(this.#recorder, this.#facts, at)
    this.#unannounced.push(exchange)
    this.#unanswered.push(exchange)
    return exchange
  }

  #requestArrived(message: WireMessage, at: Micros): void {
    const exchange = this.#arriving ?? this.#begin(at)
    this.#arriving = null
    void exchange.recordRequest(message, at)
  }

  /** Journals a response and gives its bytes, save those that left before. */
  async #release(message: WireMessage): Promise<readonly Uint8Array[]> {
    const exchange = this.#answered()
    this.#headsRead = Math.max(0, this.#headsRead - 1)
    await exchange.recordResponse(message, this.#now)
    const head = message.head.subarray(this.#sentAhead)
    this.#sentAhead = 0
    return [head, message.body]
  }

  /** The exchange that the next response answers; its request is journalled as far as it has come. */
  #answered(): Exchange {
    const exchange = this.#unanswered.shift()
    if (exchange?.hasRequest) return exchange
    // Answered early (400, 408, 413 …), or without having been asked.
    const early = exchange ?? new Exchange(this.#recorder, this.#facts, this.#now())
    void early.recordRequest(this.#requests.cut(), this.#now())
    this.#arriving = null
    return early
  }

  #methodAnswered(): string | undefined {
    return this.#unanswered[this.#headsRead++]?.method
  }
}
