import {
  addressValue,
  attributeName,
  errorCodeValue,
  isComprehensionRequired,
  marksConnectionRequests,
  readAddress,
  readChangeRequest,
  readText,
  stunAttribute,
  textValue,
  udpAddressText,
  xorAddress,
  type UdpAddress,
} from './attributes.js'
import { checkIntegrity, signStunMessage, type HmacSha1 } from './integrity.js'
import {
  attribute,
  hasMagicCookie,
  readStunMessage,
  stunType,
  writeStunMessage,
  type StunAttribute,
  type StunMessage,
} from './message.js'

export interface StunServerFacts {
  /** Where the datagram came from: what a NAT made of the client's address. */
  readonly source: UdpAddress
  /** The address it came to. */
  readonly own: UdpAddress
  /** Null: everybody is answered. */
  readonly credentials: { readonly username: string; readonly password: string } | null
  readonly hmac: HmacSha1
}

/** What a server does with a datagram. `said` tells it in words, for people who read along. */
export type StunReply =
  | {
      readonly type: 'answer'
      readonly bytes: Uint8Array
      /** Where the answer goes: mostly, but not always, to where the request came from. */
      readonly to: UdpAddress
      readonly code: number | null
      readonly binding: StunBinding | null
      readonly said: string
    }
  | { readonly type: 'ignore'; readonly said: string }

/** What a Binding Request told that was answered with success. */
export interface StunBinding {
  readonly source: UdpAddress
  /** The socket is the one connection requests are awaited on (CONNECTION-REQUEST-BINDING). */
  readonly forConnectionRequests: boolean
  /** The client says that its public address has changed (BINDING-CHANGE). */
  readonly changed: boolean
  readonly username: string | null
}

/** Attributes of requests that are understood; another one that must be comprehended is refused. */
const understood: ReadonlySet<number> = new Set([
  stunAttribute.responseAddress,
  stunAttribute.changeRequest,
  stunAttribute.username,
  stunAttribute.messageIntegrity,
])

/**
 * What a STUN server with one socket answers to a datagram: classic Binding Requests (RFC 3489), those with the magic
 * cookie (RFC 5389), and the two attributes of TR-069a6 Annex G.
 *
 * - RESPONSE-ADDRESS is obeyed within the host the request came from: CPEs use it to find out how long their NAT keeps a
 *   binding (Annex G). An answer to another host would let anybody send datagrams to third parties through us.
 * - CHANGE-REQUEST asks for an answer from a second address or port. There is none, and an answer from the first would
 *   tell the client that its NAT lets everybody in; so it gets error 420 when it can read it, and classic clients, whose
 *   test is "no answer came", get none.
 */
export function answerStun(bytes: Uint8Array, facts: StunServerFacts): StunReply {
  const request = readStunMessage(bytes)
  const from = udpAddressText(facts.source)
  if (typeof request === 'string') return ignore(`A datagram from ${from} is no STUN message: ${request}.`)
  if (request.type !== stunType.bindingRequest) {
    return ignore(
      `A STUN message of type 0x${request.type.toString(16).padStart(4, '0')} came from ${from}; only Binding Requests are served.`,
    )
  }
  const classic = !hasMagicCookie(request)
  const unknown = unknownAttributes(request)
  if (unknown.length > 0) {
    return refusal(
      request,
      facts,
      420,
      'Unknown Attribute',
      `it has ${unknown.map(attributeName).join(', ')}`,
      [{ type: stunAttribute.unknownAttributes, value: attributeList(unknown) }],
    )
  }
  const refused = facts.credentials && refusedCredentials(bytes, request, facts, facts.credentials)
  if (refused) return refused
  const change = attribute(request, stunAttribute.changeRequest)
  const wanted = change === null ? null : readChangeRequest(change)
  if (wanted !== null && (wanted.address || wanted.port)) {
    const what = wanted.address ? 'another address' : 'another port'
    if (classic) return ignore(`${from} asks for an answer from ${what}; this server has one socket.`)
    return refusal(request, facts, 420, 'Unknown Attribute', `it asks for an answer from ${what}`, [
      { type: stunAttribute.unknownAttributes, value: attributeList([stunAttribute.changeRequest]) },
    ])
  }
  const elsewhere = attribute(request, stunAttribute.responseAddress)
  const to = elsewhere === null ? facts.source : readAddress(elsewhere)
  if (to === null || to.host !== facts.source.host) {
    return refusal(request, facts, 400, 'Bad Request', 'its RESPONSE-ADDRESS is not of its own host', [])
  }
  return success(request, facts, to)
}

function success(request: StunMessage, facts: StunServerFacts, to: UdpAddress): StunReply {
  const classic = !hasMagicCookie(request)
  const { source, own, credentials } = facts
  const mapped = addressValue(source)
  const here = addressValue(own)
  if (mapped === null) return ignore(`A datagram has no readable source: ${udpAddressText(source)}.`)
  const attributes: StunAttribute[] = [{ type: stunAttribute.mappedAddress, value: mapped }]
  if (!classic) {
    attributes.unshift({
      type: stunAttribute.xorMappedAddress,
      value: xorAddress(mapped, request.transactionId),
    })
  } else if (here !== null) {
    // The second address that classic clients must be told is the first: there is one socket.
    attributes.push({ type: stunAttribute.sourceAddress, value: here })
    attributes.push({ type: stunAttribute.changedAddress, value: here })
  }
  if (to !== source) attributes.push({ type: stunAttribute.reflectedFrom, value: mapped })
  const message: StunMessage = {
    type: stunType.bindingResponse,
    transactionId: request.transactionId,
    attributes,
  }
  const mark = attribute(request, stunAttribute.connectionRequestBinding)
  const username = attribute(request, stunAttribute.username)
  const binding: StunBinding = {
    source,
    forConnectionRequests: mark !== null && marksConnectionRequests(mark),
    changed: attribute(request, stunAttribute.bindingChange) !== null,
    username: username === null ? null : readText(username),
  }
  const key = credentials && textValue(credentials.password)
  return {
    type: 'answer',
    bytes: key === null ? writeStunMessage(message) : signStunMessage(message, key, classic, facts.hmac),
    to,
    code: null,
    binding,
    said: `${udpAddressText(source)} learnt its public address${binding.forConnectionRequests ? ' for connection requests' : ''}${binding.changed ? ', which has changed' : ''}${to === source ? '' : `; the answer went to ${udpAddressText(to)}`}.`,
  }
}

function refusedCredentials(
  bytes: Uint8Array,
  request: StunMessage,
  facts: StunServerFacts,
  { username, password }: { readonly username: string; readonly password: string },
): StunReply | null {
  const classic = !hasMagicCookie(request)
  const integrity = checkIntegrity(bytes, request, textValue(password), facts.hmac)
  if (integrity === 'absent') {
    return refusal(request, facts, 401, 'Unauthorized', 'it has no MESSAGE-INTEGRITY', [])
  }
  const given = attribute(request, stunAttribute.username)
  if (given === null) {
    return classic
      ? refusal(request, facts, 432, 'Missing Username', 'it has no USERNAME', [])
      : refusal(request, facts, 400, 'Bad Request', 'it has no USERNAME', [])
  }
  if (readText(given) !== username) {
    const why = `its USERNAME is not the one that is set here`
    return classic
      ? refusal(request, facts, 430, 'Stale Credentials', why, [])
      : refusal(request, facts, 401, 'Unauthorized', why, [])
  }
  if (integrity === 'right') return null
  const why = 'its MESSAGE-INTEGRITY is made with another password'
  return classic
    ? refusal(request, facts, 431, 'Integrity Check Failure', why, [])
    : refusal(request, facts, 401, 'Unauthorized', why, [])
}

function refusal(
  request: StunMessage,
  { source }: StunServerFacts,
  code: number,
  reason: string,
  why: string,
  more: readonly StunAttribute[],
): StunReply {
  const message: StunMessage = {
    type: stunType.bindingError,
    transactionId: request.transactionId,
    attributes: [{ type: stunAttribute.errorCode, value: errorCodeValue(code, reason) }, ...more],
  }
  return {
    type: 'answer',
    bytes: writeStunMessage(message),
    to: source,
    code,
    binding: null,
    said: `The Binding Request of ${udpAddressText(source)} was refused with ${code} ${reason}: ${why}.`,
  }
}

const ignore = (said: string): StunReply => ({ type: 'ignore', said })

function unknownAttributes(request: StunMessage): number[] {
  const unknown = request.attributes
    .map(({ type }) => type)
    .filter((type) => isComprehensionRequired(type) && !understood.has(type))
  return [...new Set(unknown)]
}

/** UNKNOWN-ATTRIBUTES; classic STUN repeats one of an odd number, to fill four bytes (RFC 3489 11.2.10). */
function attributeList(types: readonly number[]): Uint8Array {
  const last = types.at(-1)
  const even = types.length % 2 === 0 || last === undefined ? types : [...types, last]
  return Uint8Array.from(even.flatMap((type) => [type >> 8, type & 255]))
}
