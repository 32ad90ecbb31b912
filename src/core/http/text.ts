/**
 * Bytes and text of HTTP heads. Heads are read as ISO-8859-1, byte for byte (RFC 9110 5.5: anything
 * beyond US-ASCII is opaque); the platform's decoder of that name means windows-1252, so it is not used.
 */

/** Part of the platform in every place this runs; declared here because core has no DOM and no Node types. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array }
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean },
) => { decode(bytes: Uint8Array): string }

/** One character per byte. */
export function latin1(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) {
    // Not spread: that goes through an iterator, and every head of every message comes through here.
    text += String(Reflect.apply(String.fromCharCode, null, bytes.subarray(at, at + 8192)))
  }
  return text
}

/** UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** Text of credentials: UTF-8 where the bytes are UTF-8, else one character per byte (older CPEs). */
export function utf8OrLatin1(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return latin1(bytes)
  }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base64 with padding (RFC 4648 4). */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    text += ALPHABET.charAt(group >> 18) + ALPHABET.charAt((group >> 12) & 63)
    text += left > 1 ? ALPHABET.charAt((group >> 6) & 63) : '='
    text += left > 2 ? ALPHABET.charAt(group & 63) : '='
  }
  return text
}

/** Bytes of a Base64 text, with or without padding; null if it is none. */
export function fromBase64(text: string): Uint8Array | null {
  const digits = text.replace(/=+$/, '')
  if (digits.length % 4 === 1) return null
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  let group = 0
  let bits = 0
  let at = 0
  for (const digit of digits) {
    const value = ALPHABET.indexOf(digit)
    if (value < 0) return null
    group = ((group << 6) | value) & 0xffffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (group >> bits) & 0xff
    }
  }
  return bytes
}
