import type { AddressInfo, Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'

/** How long a peer may go on sending what nobody wants, so that it gets to read our answer. */
const LINGER_MS = 2_000

/** What stands between the two ends of a {@link TappedSocket}. */
export interface Tap {
  /** Bytes arrived; called before the reader sees them. */
  arrived(bytes: Uint8Array): void
  /** No more bytes will arrive. Called once. */
  arrivalEnded(): void
  /** Bytes are to leave. Resolves with those that may be written to the socket now, in order. Never rejects. */
  leaving(bytes: Uint8Array): Promise<readonly Uint8Array[]>
  /** The writer ended: what was held must go or be given up. Never rejects. */
  leavingEnded(): Promise<readonly Uint8Array[]>
  /** True while the peer waits for an answer to all it sent: its end of stream is then kept from the reader. */
  readonly owesAnswer: boolean
  /** True while bytes arrive that belong to a message that was answered already. */
  readonly discards: boolean
  /** The connection is gone. Called once, after `arrivalEnded`. */
  closed(reason: string): void
}

/**
 * A socket with a tap in it, for use in place of the socket. It looks to node:http like a net.Socket:
 * time-outs, addresses and options are those of the socket below.
 *
 * A peer that closes its sending half and waits for the answer gets it: node:http would end the connection
 * at once, so the end of stream is passed on only after the answer has left.
 */
export class TappedSocket extends Duplex {
  readonly #socket: Socket
  readonly #tap: Tap
  readonly remoteAddress: string | undefined
  readonly remotePort: number | undefined
  readonly remoteFamily: string | undefined
  readonly localAddress: string | undefined
  readonly localPort: number | undefined
  readonly localFamily: string | undefined
  readonly encrypted: boolean
  #arrivalEnded = false
  #endOwed = false
  #peerEnded = false
  #timedOut = false
  #error: Error | undefined
  /** Settles when what was written has been handed to the socket. */
  #handingOver: Promise<void> | null = null

  constructor(socket: Socket, tap: Tap) {
    super({ allowHalfOpen: true })
    this.#socket = socket
    this.#tap = tap
    this.remoteAddress = socket.remoteAddress
    this.remotePort = socket.remotePort
    this.remoteFamily = socket.remoteFamily
    this.localAddress = socket.localAddress
    this.localPort = socket.localPort
    this.localFamily = socket.localFamily
    this.encrypted = socket instanceof TLSSocket
    // An answer must still be able to leave after the peer has closed its half.
    socket.allowHalfOpen = true
    socket.on('data', (bytes: Uint8Array) => this.#receive(bytes))
    socket.on('end', () => this.#peerSentAll())
    socket.on('timeout', () => {
      this.#timedOut = true
      this.emit('timeout')
    })
    socket.on('error', (error) => (this.#error = error))
    socket.on('close', () => this.#socketClosed())
  }

  get timeout(): number | undefined {
    return this.#socket.timeout
  }

  get connecting(): boolean {
    return this.#socket.connecting
  }

  address(): AddressInfo | object {
    return this.#socket.address()
  }

  setTimeout(milliseconds: number, listener?: () => void): this {
    this.#socket.setTimeout(milliseconds)
    if (listener) {
      if (milliseconds === 0) this.off('timeout', listener)
      else this.once('timeout', listener)
    }
    return this
  }

  setNoDelay(noDelay?: boolean): this {
    this.#socket.setNoDelay(noDelay)
    return this
  }

  setKeepAlive(enable?: boolean, initialDelay?: number): this {
    this.#socket.setKeepAlive(enable, initialDelay)
    return this
  }

  ref(): this {
    this.#socket.ref()
    return this
  }

  unref(): this {
    this.#socket.unref()
    return this
  }

  /** Closes once everything written has left (net.Socket has it, node:http calls it). */
  destroySoon(): void {
    if (!this.writableEnded) this.end()
    if (this.writableFinished) this.#destroyAfterLinger()
    else this.once('finish', () => this.#destroyAfterLinger())
  }

  override _read(): void {
    this.#socket.resume()
  }

  override _write(
    chunk: Uint8Array,
    _encoding: BufferEncoding,
    callback: (error?: Error | null) => void,
  ): void {
    this.#send(this.#tap.leaving(chunk), callback)
  }

  override _writev(
    chunks: { chunk: Uint8Array; encoding: BufferEncoding }[],
    callback: (error?: Error | null) => void,
  ): void {
    this.#send(this.#tap.leaving(Buffer.concat(chunks.map(({ chunk }) => chunk))), callback)
  }

  override _final(callback: (error?: Error | null) => void): void {
    this.#send(this.#tap.leavingEnded(), (error) => {
      if (error || this.#socket.destroyed) callback(error)
      else this.#socket.end(() => callback())
    })
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#endArrival()
    const destroySocket = (): void => {
      if (this.#socket.closed) callback(error)
      else {
        this.#socket.once('close', () => callback(error))
        this.#socket.destroy()
      }
    }
    if (this.#socket.destroyed) destroySocket()
    else void this.#sendHeld().then(destroySocket)
  }

  #receive(bytes: Uint8Array): void {
    if (this.#arrivalEnded) return
    this.#timedOut = false
    this.#tap.arrived(bytes)
    if (!this.push(bytes)) this.#socket.pause()
  }

  #peerSentAll(): void {
    this.#peerEnded = true
    this.#endArrival()
    if (this.#tap.owesAnswer) this.#endOwed = true
    else this.push(null)
  }

  #endArrival(): void {
    if (this.#arrivalEnded) return
    this.#arrivalEnded = true
    this.#tap.arrivalEnded()
  }

  /** Called by Writable for one write at a time: the order of the bytes is kept. */
  #send(released: Promise<readonly Uint8Array[]>, callback: (error?: Error | null) => void): void {
    const handingOver = released.then((pieces) => {
      if (this.#handingOver === handingOver) this.#handingOver = null
      this.#writeOut(pieces, (error) => {
        this.#passEndOn()
        callback(error)
      })
    })
    this.#handingOver = handingOver
  }

  /**
   * A plain socket has sent what was written to it before it was destroyed: node:http relies on that when it
   * answers 400, and half a response must be seen by the peer as half a response.
   */
  async #sendHeld(): Promise<void> {
    await this.#handingOver
    this.#writeOut(await this.#tap.leavingEnded(), () => undefined)
  }

  #writeOut(pieces: readonly Uint8Array[], callback: (error?: Error | null) => void): void {
    const [last, ...before] = pieces.filter((piece) => piece.length > 0).reverse()
    if (last === undefined || this.#socket.destroyed) {
      callback()
      return
    }
    this.#socket.cork()
    for (const piece of before.reverse()) this.#socket.write(piece)
    this.#socket.write(last, callback)
    this.#socket.uncork()
  }

  #passEndOn(): void {
    if (!this.#endOwed || this.#tap.owesAnswer) return
    this.#endOwed = false
    if (!this.destroyed) this.push(null)
  }

  /**
   * Closing a socket with unread bytes in it makes the peer's system throw away our answer before the peer
   * has read it (a 413 to somebody who is still sending), so these are read and dropped for a while.
   */
  #destroyAfterLinger(): void {
    if (!this.#tap.discards || this.#peerEnded || this.#socket.destroyed) {
      this.destroy()
      return
    }
    const giveUp = setTimeout(() => this.destroy(), LINGER_MS)
    giveUp.unref()
    this.#socket.once('end', () => this.destroy())
    this.#socket.once('close', () => clearTimeout(giveUp))
    this.resume()
    this.#socket.resume()
  }

  #socketClosed(): void {
    this.#endArrival()
    this.#tap.closed(this.#closeReason())
    this.destroy(this.#error)
  }

  #closeReason(): string {
    if (this.#error) {
      const code = 'code' in this.#error ? String(this.#error.code) : this.#error.name
      return code === 'ECONNRESET' ? 'reset by the peer' : `failed: ${this.#error.message} (${code})`
    }
    if (this.#timedOut && !this.#peerEnded) return 'timed out'
    return this.#peerEnded ? 'closed by the peer' : 'closed by us'
  }
}
