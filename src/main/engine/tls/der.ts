/** The few forms of DER (X.690) that a certificate is made of. */

/** A tag, the length of the content, and the content. */
export function element(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content)
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body])
}

export const sequence = (...members: readonly Uint8Array[]): Buffer => element(0x30, ...members)
export const set = (...members: readonly Uint8Array[]): Buffer => element(0x31, ...members)
export const octets = (content: Uint8Array): Buffer => element(0x04, content)
export const utf8Text = (text: string): Buffer => element(0x0c, Buffer.from(text, 'utf8'))
export const truth = (value: boolean): Buffer => element(0x01, Buffer.from([value ? 0xff : 0]))
export const nothing = (): Buffer => element(0x05)
/** `[number]` around an element. */
export const explicit = (number: number, content: Uint8Array): Buffer => element(0xa0 | number, content)
/** `[number]` in place of a primitive element's own tag. */
export const implicit = (number: number, content: Uint8Array): Buffer => element(0x80 | number, content)

/** A number that is not negative, from its bytes. */
export function unsigned(bytes: Uint8Array): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0)
  const significant = start < 0 ? Uint8Array.of(0) : bytes.subarray(start)
  const sign = (significant[0] ?? 0) >= 0x80 ? [0] : []
  return element(0x02, Buffer.from([...sign, ...significant]))
}

/** @param unused bits at the end that do not count */
export function bits(content: Uint8Array, unused = 0): Buffer {
  return element(0x03, Buffer.from([unused]), content)
}

/** An object identifier from its dotted form. */
export function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...arcs] = dotted.split('.').map(Number)
  return element(0x06, Buffer.from([first * 40 + second, ...arcs.flatMap(base128)]))
}

/** To the second: UTCTime up to 2049, then GeneralizedTime (RFC 5280 4.1.2.5). */
export function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/\.\d+Z$|[-:T]/g, '')
  const short = date.getUTCFullYear() >= 1950 && date.getUTCFullYear() < 2050
  return element(short ? 0x17 : 0x18, Buffer.from(`${short ? digits.slice(2) : digits}Z`, 'latin1'))
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return Buffer.from([0x80 | bytes.length, ...bytes])
}

function base128(arc: number): number[] {
  const groups = [arc % 128]
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128))
    groups.unshift((rest % 128) | 0x80)
  return groups
}
