import { randomBytes, randomInt } from 'node:crypto'
import {
  signUdpRequest,
  writeUdpRequest,
  type ReachFacts,
  type UnsignedUdpRequest,
} from '../../../core/connection-request/index.js'
import type { Micros } from '../../../core/journal/records.js'
import { udpAddressText } from '../../../core/stun/index.js'
import type { Recorder } from '../recorder/types.js'
import { bindDatagrams, hmacSha1, type StunServer } from '../stun/index.js'
import type { DeviceCredentials } from '../workspace/types.js'
import { codeOf, resolveHost } from './device-connection.js'
import { findDestination } from './nat-bindings.js'
import { fail, type StepLog } from './step-log.js'
import type { CallOutcome } from './types.js'

/** Datagrams get lost: the same one is sent so often. */
const COPIES = 3

export interface UdpCallOptions {
  readonly log: StepLog
  readonly deviceId: string
  readonly facts: ReachFacts
  /** Address the CPE's sessions come from. */
  readonly ip: string | null
  readonly credentials: DeviceCredentials | null
  readonly stun: StunServer
  readonly recorder: Recorder
  readonly now: () => Micros
}

/** Calls a CPE by UDP, through its NAT binding (TR-069a6 Annex G). There is no answer but the session itself. */
export async function callByUdp(options: UdpCallOptions): Promise<CallOutcome> {
  const { log, stun, credentials, now } = options
  const destination = findDestination(options.facts, options.ip, stun.bindings, now() / 1000)
  if (destination === null) {
    fail(
      log,
      'address',
      "The CPE has no address for UDP connection requests: it has told no UDPConnectionRequestAddress and sent no STUN from the socket of connection requests. Set STUNEnable, STUNServerAddress and STUNServerPort in the CPE to this machine's STUN server, and fetch UDPConnectionRequestAddress.",
    )
  }
  log.done('address', destination.reason)
  const host = await resolveHost(destination.address.host, 'UDPConnectionRequestAddress', log)
  if (credentials === null) {
    fail(
      log,
      'authorise',
      'A UDP connection request is signed with the ConnectionRequestPassword, and no credentials are stored for the CPE. Enter its ConnectionRequestUsername and ConnectionRequestPassword, or set both in the CPE in its next session.',
    )
  }
  const request: UnsignedUdpRequest = {
    ts: String(Math.floor(now() / 1_000_000)),
    id: String(randomInt(1, 2 ** 31)),
    username: credentials.connectionRequestUsername,
    cnonce: randomBytes(8).toString('hex'),
  }
  const signature = signUdpRequest(request, credentials.connectionRequestPassword, hmacSha1)
  log.done(
    'sign',
    `The signature is HMAC-SHA1 over ts ${request.ts}, id ${request.id}, un "${request.username}" and cn ${request.cnonce}, keyed with the password (not shown).`,
  )
  const datagram = Buffer.from(
    writeUdpRequest(udpAddressText(destination.address), { ...request, signature }),
    'utf8',
  )
  const remote = { host, port: destination.address.port }
  const sender = stun.address === null ? await ownSocket(host) : null
  const local = udpAddressText(stun.address ?? sender?.address ?? { host: '', port: 0 })
  try {
    for (let copy = 0; copy < COPIES; copy++) {
      await options.recorder
        .event({
          type: 'udp-connection-request',
          at: now(),
          deviceId: options.deviceId,
          direction: 'sent',
          remote: udpAddressText(remote),
          local,
          bytes: datagram.toString('hex'),
        })
        // The recorder reports that it cannot write; the CPE is called all the same.
        .catch(() => undefined)
      await (sender ?? stun).send(datagram, remote)
    }
  } catch (error) {
    fail(
      log,
      'send',
      `The datagram could not be sent to ${udpAddressText(remote)} (${codeOf(error)}). Check the routes between this machine and the CPE.`,
    )
  } finally {
    await sender?.close()
  }
  log.done(
    'send',
    sender === null
      ? `Sent ${COPIES} copies to ${udpAddressText(remote)} from the STUN server's own socket ${local}, so that a NAT which lets only that one in does so.`
      : `Sent ${COPIES} copies to ${udpAddressText(remote)} from ${local}. This machine's STUN server is off, so a NAT that lets only its STUN server in will drop them.`,
  )
  return { accepted: 'sent' }
}

function ownSocket(host: string) {
  return bindDatagrams('The connection request', host.includes(':') ? '::' : '0.0.0.0', 0, () => undefined)
}
