import { readUdpAddress, type ReachFacts } from '../../../core/connection-request/index.js'
import { udpAddressText, type UdpAddress } from '../../../core/stun/index.js'
import type { LearntBinding } from '../stun/index.js'

/** A binding that was refreshed within this time is alive for sure, in milliseconds: NATs keep UDP at least this long. */
const FRESH_MS = 120_000

/** Where a UDP connection request goes, and why there. */
export interface UdpDestination {
  readonly address: UdpAddress
  /** A sentence for the step log. */
  readonly reason: string
}

/**
 * The address of a CPE's socket for UDP connection requests. First what the CPE told (UDPConnectionRequestAddress), as
 * long as STUN does not know better; then the binding of its STUN user name, then the only one of its IP address: with
 * BINDING-CHANGE a server learns a new address before any session tells it (TR-069a6 Annex G).
 *
 * @param ip address the CPE's sessions come from
 * @param now milliseconds since the epoch
 */
export function findDestination(
  facts: ReachFacts,
  ip: string | null,
  bindings: readonly LearntBinding[],
  now: number,
): UdpDestination | null {
  const told = readUdpAddress(facts.UDPConnectionRequestAddress ?? '')
  const usable = bindings.filter(({ forConnectionRequests }) => forConnectionRequests)
  const age = ({ lastAt }: LearntBinding) => `${Math.max(0, Math.round((now - lastAt) / 1000))} s ago`
  const text = (binding: LearntBinding) => udpAddressText(binding.source)
  const toldText = told === null ? '' : udpAddressText(told)
  const atTold = usable.find((binding) => text(binding) === toldText)
  if (told !== null && atTold !== undefined && now - atTold.lastAt <= FRESH_MS) {
    return {
      address: told,
      reason: `The CPE's UDPConnectionRequestAddress is ${toldText}; STUN saw it there ${age(atTold)}.`,
    }
  }
  const better = byUsername(facts, usable) ?? byAddress(ip, usable)
  if (better !== undefined && better !== atTold && (atTold === undefined || better.lastAt > atTold.lastAt)) {
    const instead = told === null ? '' : `, newer than its UDPConnectionRequestAddress ${toldText}`
    return {
      address: better.source,
      reason: `STUN saw the CPE at ${text(better)} ${age(better)}${instead}: known by its ${better === byUsername(facts, usable) ? `STUN user name "${better.username ?? ''}"` : `IP address, as the only one there`}.`,
    }
  }
  if (told === null) return null
  return {
    address: told,
    reason:
      atTold === undefined
        ? `The CPE's UDPConnectionRequestAddress is ${toldText}. It has sent no STUN to this server, so whether its NAT still lets that address in is not known.`
        : `The CPE's UDPConnectionRequestAddress is ${toldText}. STUN saw it there ${age(atTold)}, which is long for a NAT to remember.`,
  }
}

/** The newest binding of the CPE's STUN user name, if one host alone uses the name. */
function byUsername(facts: ReachFacts, bindings: readonly LearntBinding[]): LearntBinding | undefined {
  const { STUNUsername: name = '' } = facts
  if (name === '') return undefined
  const named = bindings.filter(({ username }) => username === name)
  return new Set(named.map(({ source }) => source.host)).size === 1 ? newest(named) : undefined
}

/** The binding of the CPE's own IP address, if there is one only: behind it may be more CPEs. */
function byAddress(ip: string | null, bindings: readonly LearntBinding[]): LearntBinding | undefined {
  const there = bindings.filter(({ source }) => source.host === ip)
  return there.length === 1 ? there[0] : undefined
}

const newest = (bindings: readonly LearntBinding[]): LearntBinding | undefined =>
  bindings.reduce<LearntBinding | undefined>(
    (best, one) => (best === undefined || one.lastAt > best.lastAt ? one : best),
    undefined,
  )
