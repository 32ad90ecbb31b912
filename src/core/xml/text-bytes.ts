import type { DecodedText } from './encoding.js'
import { utf8SequenceAt } from './encoding.js'

/** Which bytes the characters of a decoded text stand in, and the other way. */
export interface TextBytes {
  /** Offset of the first byte of a character; behind the last character the end of the bytes that were read. */
  byteAt(character: number): number
  /** The character a byte belongs to. A byte order mark belongs to the first. */
  characterAt(byte: number): number
}

/** A checkpoint each so many characters: between two of them is counted. */
const STRIDE = 1024

/**
 * Maps places of a text to places of the bytes it was decoded from by `decodeXmlBytes`, and back. Every byte that
 * could not be decoded is a character of its own there, and so it is here.
 */
export function textBytes(bytes: Uint8Array, decoded: Omit<DecodedText, 'defects'>): TextBytes {
  const { encoding, decidedBy, text } = decoded
  const mark = decidedBy !== 'byte-order-mark' ? 0 : encoding === 'utf-8' ? 3 : 2
  switch (encoding) {
    case 'iso-8859-1':
      return evenBytes(1, mark, bytes.length, text.length)
    case 'utf-16be':
    case 'utf-16le':
      return evenBytes(2, mark, bytes.length, text.length)
    case 'utf-8':
      return bytes.length - mark === text.length
        ? evenBytes(1, mark, bytes.length, text.length)
        : utf8Bytes(bytes, mark, text.length)
  }
}

function evenBytes(size: number, mark: number, byteLength: number, characters: number): TextBytes {
  return {
    byteAt: (character) => Math.min(byteLength, mark + clamp(character, characters) * size),
    characterAt: (byte) => clamp(Math.floor((byte - mark) / size), characters),
  }
}

function utf8Bytes(bytes: Uint8Array, mark: number, characters: number): TextBytes {
  /** Byte and character of each checkpoint; a checkpoint never stands inside a sequence. */
  const checkpoints: { readonly byte: number; readonly character: number }[] = []
  let byte = mark
  let character = 0
  for (; byte < bytes.length;) {
    if (character >= checkpoints.length * STRIDE) checkpoints.push({ byte, character })
    const { size, units } = stepAt(bytes, byte)
    byte += size
    character += units
  }
  /** Walks from the last checkpoint that is not behind what is sought to the sequence that holds it. */
  const seek = (isBehind: (at: { byte: number; character: number }) => boolean) => {
    let low = 0
    let high = checkpoints.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      const checkpoint = checkpoints[middle]
      if (checkpoint !== undefined && !isBehind(checkpoint)) low = middle
      else high = middle - 1
    }
    let at = checkpoints[low] ?? { byte: mark, character: 0 }
    while (at.byte < bytes.length) {
      const { size, units } = stepAt(bytes, at.byte)
      const next = { byte: at.byte + size, character: at.character + units }
      if (isBehind(next)) break
      at = next
    }
    return at
  }
  return {
    byteAt: (sought) => seek((at) => at.character > clamp(sought, characters)).byte,
    characterAt: (sought) => seek((at) => at.byte > Math.max(mark, sought)).character,
  }
}

/** The sequence at a byte: how many bytes it has, and how many UTF-16 code units its character is. */
function stepAt(bytes: Uint8Array, byte: number): { readonly size: number; readonly units: number } {
  if ((bytes[byte] ?? 0) < 0x80) return single
  const size = utf8SequenceAt(bytes, byte)?.size ?? 1
  return { size, units: size === 4 ? 2 : 1 }
}

const single = { size: 1, units: 1 } as const

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(value, most))
}
