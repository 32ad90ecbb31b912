import { answerStun, udpAddressText, type StunBinding, type UdpAddress } from '../../../core/stun/index.js'
import type { DatagramFacts, Micros } from '../../../core/journal/index.js'
import type { Recorder } from '../recorder/types.js'
import { bindDatagrams, DatagramError, type DatagramSocket } from './datagrams.js'
import { hmacSha1 } from './hmac.js'
import type { LearntBinding, StunCredentials, StunServer } from './types.js'

export interface StunServerOptions {
  readonly recorder: Recorder
  readonly now: () => Micros
  /** Null: everybody is answered. Asked for each request. */
  credentials(): StunCredentials | null
}

/** Clients that are remembered; the one silent for longest goes first. */
const maxBindings = 20_000
/** Datagrams that are no STUN: so many a second are journalled, the rest would only fill the disk. */
const maxGarbagePerSecond = 20
/** Datagrams in hand at a time. More are dropped, as UDP may: their senders ask again. */
const maxInHand = 5_000

/** Our STUN server. It has no socket until `open`. */
export function createStunServer({ recorder, now, credentials }: StunServerOptions): StunServer {
  let socket: DatagramSocket | null = null
  let inHand = 0
  let garbage = { second: 0, count: 0 }
  const bindings = new Map<string, LearntBinding>()

  async function receive(bytes: Uint8Array, source: UdpAddress): Promise<void> {
    const at = socket
    if (at === null || inHand >= maxInHand) return
    inHand += 1
    try {
      const reply = answerStun(bytes, {
        source,
        own: await at.localTowards(source),
        credentials: credentials(),
        hmac: hmacSha1,
      })
      if (reply.type === 'ignore' && isFlood()) return
      await journal('received', bytes, source, at)
      if (reply.type === 'ignore') return
      if (reply.binding !== null) learn(reply.binding)
      await journal('sent', reply.bytes, reply.to, at)
      await at.send(reply.bytes, reply.to)
    } catch {
      // The client has gone, or the socket is being closed: it asks again, or it does not.
    } finally {
      inHand -= 1
    }
  }

  /** What is received is in the journal before it is acted on; a journal that cannot be written stops nobody. */
  async function journal(
    direction: DatagramFacts['direction'],
    bytes: Uint8Array,
    remote: UdpAddress,
    { address }: DatagramSocket,
  ): Promise<void> {
    await recorder
      .event({
        type: 'stun',
        at: now(),
        direction,
        remote: udpAddressText(remote),
        local: udpAddressText(address),
        bytes: Buffer.from(bytes).toString('hex'),
      })
      .catch(() => undefined)
  }

  function learn(binding: StunBinding): void {
    const key = udpAddressText(binding.source)
    const at = now() / 1000
    const before = bindings.get(key)
    bindings.delete(key)
    bindings.set(key, { ...binding, firstAt: before?.firstAt ?? at, lastAt: at })
    for (const oldest of bindings.keys()) {
      if (bindings.size <= maxBindings) break
      bindings.delete(oldest)
    }
  }

  function isFlood(): boolean {
    const second = Math.floor(now() / 1_000_000)
    garbage = second === garbage.second ? { second, count: garbage.count + 1 } : { second, count: 1 }
    return garbage.count > maxGarbagePerSecond
  }

  const bind = (host: string, port: number): Promise<DatagramSocket> =>
    bindDatagrams('The STUN server', host, port, (bytes, from) => void receive(bytes, from))

  return {
    get address() {
      return socket?.address ?? null
    },
    get bindings() {
      return [...bindings.values()].reverse()
    },
    async open(host, port) {
      const before = socket
      if (before !== null && before.address.host === host && before.address.port === port)
        return before.address
      // The same port on another address may overlap with what is open.
      const overlaps = before?.address.port === port
      if (overlaps) await before?.close()
      const bound = await bind(host, port).catch(async (error: unknown) => {
        if (overlaps && before) socket = await bind(before.address.host, before.address.port)
        throw error
      })
      socket = bound
      if (!overlaps) await before?.close()
      return bound.address
    },
    async close() {
      const open = socket
      socket = null
      await open?.close()
    },
    async send(bytes, to) {
      if (socket === null) throw new DatagramError('The STUN server is not running.')
      await socket.send(bytes, to)
    },
  }
}
