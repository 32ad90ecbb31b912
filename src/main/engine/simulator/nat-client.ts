import {
  judgeUdpRequest,
  readUdpRequest,
  type UdpRequestMemory,
} from '../../../core/connection-request/index.js'
import {
  readBindingAnswer,
  udpAddressText,
  writeBindingRequest,
  type BindingAnswer,
  type UdpAddress,
} from '../../../core/stun/index.js'
import { bindDatagrams, hmacSha1, type DatagramSocket } from '../stun/index.js'
import { createAlarm } from './alarm.js'
import type { Random } from './random.js'

export interface NatClientOptions {
  readonly server: UdpAddress
  /** Used once the server asks for them (TR-069a6 Annex G). */
  readonly credentials: { readonly username: string; readonly password: string }
  /** Seconds between two Binding Requests that keep the NAT's binding alive. */
  readonly keepAliveSeconds: number
  readonly random: Random
  /** Of connection requests, as they are in the CPE's tree at the moment of one. */
  expected(): { readonly username: string; readonly password: string }
  /** The address of the socket as the server sees it; `behindNat`: it is not the socket's own. */
  onAddress(address: string, behindNat: boolean): void
  /** A valid connection request came. */
  onRequest(): void
}

/** The part of a CPE that keeps a NAT binding by STUN, and takes connection requests through it (TR-069a6 Annex G). */
export interface NatClient {
  close(): Promise<void>
}

/** A Binding Request that is not answered is sent again, at first after so many milliseconds, then after twice that. */
const firstRetryMs = 500
const maxTries = 7

export async function startNatClient(options: NatClientOptions): Promise<NatClient> {
  const { server, random, keepAliveSeconds } = options
  const alarm = createAlarm()
  let mapped: string | null = null
  /** BINDING-CHANGE goes along until a request that has it is answered. */
  let changed = false
  let useCredentials = false
  let pending: { readonly id: string; readonly changed: boolean } | null = null
  let last: UdpRequestMemory | null = null
  let closed = false

  const host = server.host.includes(':') ? '::' : '0.0.0.0'
  const socket: DatagramSocket = await bindDatagrams('The simulated CPE', host, 0, (bytes, from) => {
    const answer = readBindingAnswer(bytes)
    if (answer !== null) void take(answer, from)
    else takeRequest(bytes)
  })

  function ask(): void {
    const transactionId = Buffer.from(random.hex(32), 'hex')
    pending = { id: transactionId.toString('hex'), changed }
    const bytes = writeBindingRequest(
      {
        transactionId,
        forConnectionRequests: true,
        changed,
        credentials: useCredentials ? options.credentials : null,
      },
      hmacSha1,
    )
    const send = (tries: number): void => {
      if (closed) return
      // A server that is not there yet may be there at the next try.
      socket.send(bytes, server).catch(() => undefined)
      if (tries < maxTries) alarm.set(firstRetryMs * 2 ** (tries - 1), () => send(tries + 1))
      else alarm.set(keepAliveSeconds * 1000, ask)
    }
    send(1)
  }

  async function take(answer: BindingAnswer, from: UdpAddress): Promise<void> {
    const asked = pending
    if (asked === null || Buffer.from(answer.transactionId).toString('hex') !== asked.id) return
    if (from.port !== server.port) return
    pending = null
    alarm.set(keepAliveSeconds * 1000, ask)
    if (answer.type === 'refused') {
      if (answer.code !== 401 || useCredentials || options.credentials.username === '') return
      useCredentials = true
      ask()
      return
    }
    const address = udpAddressText(answer.address)
    if (asked.changed) changed = false
    if (mapped !== null && mapped !== address) {
      changed = true
      ask()
    }
    mapped = address
    const own = await socket.localTowards(server)
    if (!closed) options.onAddress(address, udpAddressText(own) !== address)
  }

  function takeRequest(bytes: Uint8Array): void {
    const request = readUdpRequest(bytes)
    if (typeof request === 'string') return
    const judged = judgeUdpRequest(request, options.expected(), last, hmacSha1)
    if (typeof judged === 'string') return
    last = judged
    options.onRequest()
  }

  ask()
  return {
    async close() {
      closed = true
      alarm.clear()
      await socket.close()
    },
  }
}
