import { readUdpAddress } from './address.js'

/** The ways to call a CPE (TR-069a6 3.2.2, Annex G, Annex K). */
export type ReachMethod = 'http' | 'udp' | 'xmpp'

/** Below ManagementServer: what says how a CPE can be called. */
export const reachParameters = [
  'ConnectionRequestURL',
  'HTTPConnectionRequestEnable',
  'SupportedConnReqMethods',
  'UDPConnectionRequestAddress',
  'NATDetected',
  'STUNUsername',
  'ConnReqJabberID',
] as const
export type ReachParameter = (typeof reachParameters)[number]

/** Values of these parameters as last learnt; one that is not known is absent. */
export type ReachFacts = Readonly<Partial<Record<ReachParameter, string>>>

export interface ReachCircumstances {
  /** The CPE's NAT binding is known from STUN. */
  readonly hasBinding: boolean
  /** An XMPP account for the ACS is set. */
  readonly hasXmppAccount: boolean
  /** A STUN socket is open: a UDP connection request passes a NAT from there only. */
  readonly hasStunSocket: boolean
  /** How the last calls went, by method. */
  readonly lastWorked: ReachMethod | null
  readonly failed: ReadonlySet<ReachMethod>
}

export interface MethodChoice {
  readonly method: ReachMethod
  /** A sentence for the step log. */
  readonly reason: string
  /** The others that could be tried, the best first. */
  readonly others: readonly ReachMethod[]
}

const names: Readonly<Record<ReachMethod, string>> = { http: 'HTTP', udp: 'UDP', xmpp: 'XMPP' }
export const methodName = (method: ReachMethod): string => names[method]

/**
 * How to call a CPE: by what worked last; else by what it says of itself, behind NAT first by what passes NAT. A method
 * that failed last time goes to the end, so that the next call tries another.
 */
export function chooseMethod(facts: ReachFacts, circumstances: ReachCircumstances): MethodChoice {
  const { lastWorked, failed, hasXmppAccount, hasStunSocket, hasBinding } = circumstances
  const supported = supportedMethods(facts)
  const behindNat = isTrue(facts.NATDetected)
  const possible: Readonly<Record<ReachMethod, boolean>> = {
    http:
      (facts.ConnectionRequestURL ?? '').trim() !== '' &&
      !isFalse(facts.HTTPConnectionRequestEnable) &&
      (supported === null || supported.has('http')),
    udp: hasBinding || readUdpAddress(facts.UDPConnectionRequestAddress ?? '') !== null,
    xmpp: (facts.ConnReqJabberID ?? '').trim() !== '' && hasXmppAccount,
  }
  const natural: readonly ReachMethod[] =
    behindNat && hasStunSocket ? ['udp', 'xmpp', 'http'] : ['http', 'xmpp', 'udp']
  const known = natural.filter((method) => possible[method])
  const ranked = [
    ...known.filter((method) => method === lastWorked && !failed.has(method)),
    ...known.filter((method) => method !== lastWorked && !failed.has(method)),
    ...known.filter((method) => failed.has(method)),
  ]
  const [method, ...others] = ranked
  if (method === undefined) {
    return {
      method: 'http',
      reason: 'The CPE has told no way to call it; HTTP is the one that every CPE must have.',
      others: [],
    }
  }
  return { method, reason: reasonFor(method, known, circumstances, behindNat), others }
}

function reasonFor(
  method: ReachMethod,
  known: readonly ReachMethod[],
  { lastWorked, failed }: ReachCircumstances,
  behindNat: boolean,
): string {
  const name = methodName(method)
  if (known.length === 1) return `${name} is the only way to call this CPE that is known.`
  if (failed.has(method)) return `Every way to call this CPE failed last time; ${name} comes first.`
  if (method === lastWorked) return `${name} worked last time.`
  const tried = known.filter((other) => failed.has(other)).map(methodName)
  if (tried.length > 0) return `${tried.join(' and ')} failed last time, so ${name} is tried.`
  if (behindNat && method !== 'http')
    return `The CPE says it is behind NAT (NATDetected), and ${name} passes it.`
  return `${name} is the first of the ways this CPE can be called: ${known.map(methodName).join(', ')}.`
}

/** SupportedConnReqMethods as our methods; null: not told. */
function supportedMethods({ SupportedConnReqMethods: list }: ReachFacts): ReadonlySet<ReachMethod> | null {
  if (list === undefined || list.trim() === '') return null
  const words = new Set(list.split(',').map((word) => word.trim().toUpperCase()))
  const found: readonly (readonly [string, ReachMethod])[] = [
    ['HTTP', 'http'],
    ['STUN', 'udp'],
    ['XMPP', 'xmpp'],
  ]
  return new Set(found.flatMap(([word, method]) => (words.has(word) ? [method] : [])))
}

const isTrue = (value: string | undefined): boolean => /^(?:1|true)$/i.test(value?.trim() ?? '')
const isFalse = (value: string | undefined): boolean => /^(?:0|false)$/i.test(value?.trim() ?? '')
