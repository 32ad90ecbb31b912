import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createHttpCutter, type WireMessage } from '../../../core/http/index.js'
import type { ConnectionFacts, Micros } from '../../../core/journal/records.js'
import type { Recorder } from '../recorder/types.js'
import { formatAddress } from './addresses.js'
import { createMicrosClock } from './clock.js'
import { Exchange } from './exchange.js'
import { TappedSocket, type Tap } from './tapped-socket.js'
import type { ClientTap, ClientTapOptions } from './types.js'

/**
 * A tap under an HTTP client; give it a socket that is connected. A request leaves once it is whole and
 * journalled, so a client that waits for `100 Continue` before its body does not fit.
 */
export function createClientTap(options: ClientTapOptions): ClientTap {
  const now = options.now ?? createMicrosClock()
  return (socket: Socket): Duplex => {
    const { recorder, source } = options
    const facts: ConnectionFacts = {
      connection: recorder.nextConnection(),
      source,
      remote: formatAddress(socket.remoteAddress, socket.remotePort),
      local: formatAddress(socket.localAddress, socket.localPort),
      outgoing: true,
    }
    recorder.connectionOpened(facts)
    return new TappedSocket(socket, new ClientConnection(recorder, facts, now))
  }
}

/** The client's side of a connection: requests go out, responses come in. */
class ClientConnection implements Tap {
  readonly owesAnswer = false
  readonly discards = false
  readonly #recorder: Recorder
  readonly #facts: ConnectionFacts
  readonly #now: () => Micros
  readonly #requests = createHttpCutter('request')
  readonly #responses = createHttpCutter('response', { requestMethod: () => this.#unanswered[0]?.method })
  #leavingSince: Micros | null = null
  readonly #unanswered: Exchange[] = []

  constructor(recorder: Recorder, facts: ConnectionFacts, now: () => Micros) {
    this.#recorder = recorder
    this.#facts = facts
    this.#now = now
  }

  async leaving(bytes: Uint8Array): Promise<readonly Uint8Array[]> {
    const released: Uint8Array[] = []
    this.#leavingSince ??= this.#now()
    for (const message of this.#requests.push(bytes)) released.push(...(await this.#release(message)))
    if (this.#requests.pendingBytes === 0) this.#leavingSince = null
    return released
  }

  async leavingEnded(): Promise<readonly Uint8Array[]> {
    const message = this.#requests.end()
    return message ? this.#release(message) : []
  }

  arrived(bytes: Uint8Array): void {
    for (const message of this.#responses.push(bytes)) this.#responseArrived(message)
  }

  arrivalEnded(): void {
    const message = this.#responses.end()
    if (message) this.#responseArrived(message)
  }

  closed(reason: string): void {
    this.#recorder.connectionClosed(this.#facts.connection, reason)
  }

  async #release(message: WireMessage): Promise<readonly Uint8Array[]> {
    const now = this.#now()
    const exchange = new Exchange(this.#recorder, this.#facts, this.#leavingSince ?? now)
    this.#unanswered.push(exchange)
    await exchange.recordRequest(message, now)
    return [message.head, message.body]
  }

  #responseArrived(message: WireMessage): void {
    const now = this.#now()
    let exchange = this.#unanswered.shift()
    if (!exchange) {
      // The peer speaks without having been asked.
      exchange = new Exchange(this.#recorder, this.#facts, now)
      void exchange.recordRequest(null, now)
    }
    void exchange.recordResponse(message, () => now)
  }
}
