import { stunAttribute } from './attributes.js'
import { writeStunMessage, type StunMessage } from './message.js'

/** HMAC-SHA1: 20 bytes. */
export type HmacSha1 = (key: Uint8Array, data: Uint8Array) => Uint8Array

/** MESSAGE-INTEGRITY with its head. */
const INTEGRITY = 24
/** Classic STUN fills what it hashes with zeros to blocks of so many bytes (RFC 3489 11.2.8). */
const BLOCK = 64

/** The message with MESSAGE-INTEGRITY as its last attribute. `classic`: by RFC 3489, else by RFC 5389 15.4. */
export function signStunMessage(
  message: StunMessage,
  key: Uint8Array,
  classic: boolean,
  hmac: HmacSha1,
): Uint8Array {
  const plain = writeStunMessage(message, INTEGRITY)
  const value = hmac(key, classic ? inBlocks(plain) : plain)
  return writeStunMessage({
    ...message,
    attributes: [...message.attributes, { type: stunAttribute.messageIntegrity, value }],
  })
}

/**
 * Whether MESSAGE-INTEGRITY proves that the sender knows the key: `absent` if there is none. Both ways of computing it
 * are taken, since stacks mix them.
 */
export function checkIntegrity(
  bytes: Uint8Array,
  message: StunMessage,
  key: Uint8Array,
  hmac: HmacSha1,
): 'right' | 'wrong' | 'absent' {
  const given = message.attributes.find(({ type }) => type === stunAttribute.messageIntegrity)
  if (given?.offset === undefined) return 'absent'
  const signed = bytes.slice(0, given.offset)
  const view = new DataView(signed.buffer)
  // What follows MESSAGE-INTEGRITY (a FINGERPRINT) is not counted; a classic message keeps the length it has.
  const lengths = new Set([given.offset - 20 + INTEGRITY, view.getUint16(2)])
  for (const length of lengths) {
    view.setUint16(2, length)
    if (same(hmac(key, signed), given.value) || same(hmac(key, inBlocks(signed)), given.value)) return 'right'
  }
  return 'wrong'
}

function inBlocks(bytes: Uint8Array): Uint8Array {
  const filled = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK)
  filled.set(bytes)
  return filled
}

/** Compares without telling by its run time where the difference is. */
function same(left: Uint8Array, right: Uint8Array): boolean {
  let difference = left.length ^ right.length
  for (const [at, byte] of left.entries()) difference |= byte ^ (right[at] ?? 0)
  return difference === 0
}
