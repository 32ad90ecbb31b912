import { codePointName } from './characters.js'
import type { XmlDefect } from './defects.js'
import { DefectLog } from './defects.js'

/** The one thing taken from the platform: decoding UTF-8 natively. Node, browsers and workers all have it. */
declare class TextDecoder {
  constructor(label: 'utf-8', options: { readonly fatal: true; readonly ignoreBOM: true })
  decode(bytes: Uint8Array): string
}

/** The encodings this program reads. */
export type XmlEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'iso-8859-1'

/** Bytes turned into text, and what stood in the way. */
export interface DecodedText {
  /** Without byte order mark. */
  readonly text: string
  readonly encoding: XmlEncoding
  /** What decided the encoding. */
  readonly decidedBy: 'byte-order-mark' | 'http-charset' | 'xml-declaration' | 'default'
  readonly defects: readonly XmlDefect[]
}

const GREATER_BYTE = 0x3e
const QUESTION_BYTE = 0x3f

const replacement = '\ufffd'

/**
 * Decodes the bytes of an XML document. Byte order mark, then the charset of the HTTP header, then the XML
 * declaration decide; without any of them it is UTF-8. Undecodable bytes become U+FFFD and are reported.
 */
export function decodeXmlBytes(bytes: Uint8Array, charset?: string): DecodedText {
  const defects = new DefectLog(20)
  const { encoding, decidedBy, skip } = decideEncoding(bytes, charset, defects)
  const body = skip === 0 ? bytes : bytes.subarray(skip)
  let text: string
  switch (encoding) {
    case 'utf-8':
      text = decodeUtf8(body, skip, defects)
      break
    case 'utf-16le':
    case 'utf-16be':
      text = decodeUtf16(body, encoding === 'utf-16le', defects)
      break
    case 'iso-8859-1':
      text = decodeLatin1(body)
      break
  }
  return { text, encoding, decidedBy, defects: defects.list }
}

/** ISO-8859-1 maps byte n to code point n. (The platform's decoder means windows-1252 by that name.) */
export function decodeLatin1(bytes: Uint8Array): string {
  let text = ''
  for (let from = 0; from < bytes.length; from += 8192) {
    // Not spread: that goes through an iterator.
    text += String(Reflect.apply(String.fromCharCode, null, bytes.subarray(from, from + 8192)))
  }
  return text
}

interface EncodingDecision {
  readonly encoding: XmlEncoding
  readonly decidedBy: DecodedText['decidedBy']
  readonly skip: number
}

function decideEncoding(
  bytes: Uint8Array,
  charset: string | undefined,
  defects: DefectLog,
): EncodingDecision {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return { encoding: 'utf-8', decidedBy: 'byte-order-mark', skip: 3 }
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { encoding: 'utf-16le', decidedBy: 'byte-order-mark', skip: 2 }
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { encoding: 'utf-16be', decidedBy: 'byte-order-mark', skip: 2 }

  // A '<' with a zero byte beside it cannot be an 8-bit document, whatever a header says.
  if (startsInUtf16(bytes, 0)) return { encoding: 'utf-16le', decidedBy: 'default', skip: 0 }
  if (startsInUtf16(bytes, 1)) return { encoding: 'utf-16be', decidedBy: 'default', skip: 0 }

  if (charset !== undefined && charset !== '') {
    const encoding = encodingOf(charset)
    // UTF-16 text in a message has zero bytes among its first; without them the header is wrong.
    const fits = encoding === 'utf-8' || encoding === 'iso-8859-1' || bytes.subarray(0, 4).includes(0)
    if (encoding !== null && fits) return { encoding, decidedBy: 'http-charset', skip: 0 }
    reportUnknownCharset(charset, 'HTTP header', defects)
  }
  const declared = declaredEncoding(bytes)
  if (declared !== null) {
    const encoding = encodingOf(declared)
    // A declaration that could be read as 8-bit text is proof that the document is not UTF-16.
    if (encoding === 'utf-8' || encoding === 'iso-8859-1')
      return { encoding, decidedBy: 'xml-declaration', skip: 0 }
    reportUnknownCharset(declared, 'XML declaration', defects)
  }
  return { encoding: 'utf-8', decidedBy: 'default', skip: 0 }
}

/** Whether markup begins, perhaps behind white space, as two bytes a character; `low` is the place of the low byte. */
function startsInUtf16(bytes: Uint8Array, low: 0 | 1): boolean {
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const byte = bytes[at + low] ?? 0
    if (bytes[at + 1 - low] !== 0) return false
    if (byte === 0x3c) return true
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d && byte !== 0x0a) return false
  }
  return false
}

function reportUnknownCharset(name: string, where: string, defects: DefectLog): void {
  const message = `The ${where} names the character set "${name.slice(0, 40)}", which does not fit or is not known; the text was read as UTF-8.`
  defects.add('unknown-charset', message, 0, 0)
}

function encodingOf(name: string): XmlEncoding | null {
  switch (name.trim().toLowerCase().replaceAll('"', '').replaceAll("'", '')) {
    case 'utf-8':
    case 'utf8':
    case 'us-ascii':
    case 'ascii':
      return 'utf-8'
    case 'utf-16':
    case 'utf-16be':
      return 'utf-16be'
    case 'utf-16le':
      return 'utf-16le'
    case 'iso-8859-1':
    case 'iso8859-1':
    case 'iso_8859-1':
    case 'latin1':
    case 'latin-1':
      return 'iso-8859-1'
    default:
      return null
  }
}

/** The encoding an XML declaration at the start names. White space before it, as CPEs in the field send, is read over. */
function declaredEncoding(bytes: Uint8Array): string | null {
  // No more than the declaration is turned into text: this is done for every message.
  let close = bytes.indexOf(GREATER_BYTE)
  while (close > 0 && close < 512 && bytes[close - 1] !== QUESTION_BYTE)
    close = bytes.indexOf(GREATER_BYTE, close + 1)
  const opening = decodeLatin1(bytes.subarray(0, close < 0 ? 512 : Math.min(512, close + 1))).trimStart()
  if (!opening.startsWith('<?xml')) return null
  const end = opening.indexOf('?>')
  const match = /\sencoding\s*=\s*(["'])([A-Za-z0-9._-]+)\1/.exec(end < 0 ? opening : opening.slice(0, end))
  return match?.[2] ?? null
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decodeUtf8(bytes: Uint8Array, skipped: number, defects: DefectLog): string {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return decodeDamagedUtf8(bytes, skipped, defects)
  }
}

/** Reads UTF-8 that the strict decoder refused: each byte that fits nowhere becomes one U+FFFD with a defect at its place. */
function decodeDamagedUtf8(bytes: Uint8Array, skipped: number, defects: DefectLog): string {
  const parts: string[] = []
  let units: number[] = []
  let length = 0
  for (let index = 0; index < bytes.length;) {
    const sequence = utf8SequenceAt(bytes, index)
    if (sequence === null) {
      const byte = bytes[index] ?? 0
      const message = `Byte 0x${byte.toString(16).toUpperCase().padStart(2, '0')} at byte ${skipped + index} is not UTF-8; it is shown as ${codePointName(0xfffd)}.`
      defects.addRun('undecodable-bytes', message, length, 1)
      units.push(0xfffd)
      length++
      index++
    } else {
      const { codePoint, size } = sequence
      if (codePoint > 0xffff) {
        const offset = codePoint - 0x10000
        units.push(0xd800 + (offset >> 10), 0xdc00 + (offset & 0x3ff))
        length += 2
      } else {
        units.push(codePoint)
        length++
      }
      index += size
    }
    if (units.length >= 8192) {
      parts.push(String.fromCharCode(...units))
      units = []
    }
  }
  parts.push(String.fromCharCode(...units))
  return parts.join('')
}

/** The UTF-8 sequence that begins at a byte; null: none does. */
export function utf8SequenceAt(bytes: Uint8Array, index: number): { codePoint: number; size: number } | null {
  const lead = bytes[index] ?? 0
  if (lead < 0x80) return { codePoint: lead, size: 1 }
  const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
  if (lead < 0xc2 || lead > 0xf4 || index + size > bytes.length) return null
  let codePoint = lead & (0xff >> (size + 1))
  for (let next = 1; next < size; next++) {
    const byte = bytes[index + next] ?? 0
    if ((byte & 0xc0) !== 0x80) return null
    codePoint = (codePoint << 6) | (byte & 0x3f)
  }
  const smallest = size === 4 ? 0x10000 : size === 3 ? 0x800 : 0x80
  const surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff
  return codePoint < smallest || surrogate || codePoint > 0x10ffff ? null : { codePoint, size }
}

function decodeUtf16(bytes: Uint8Array, littleEndian: boolean, defects: DefectLog): string {
  const parts: string[] = []
  let units: number[] = []
  const whole = bytes.length - (bytes.length % 2)
  for (let index = 0; index < whole; index += 2) {
    const first = bytes[index] ?? 0
    const second = bytes[index + 1] ?? 0
    units.push(littleEndian ? first | (second << 8) : (first << 8) | second)
    if (units.length >= 8192) {
      parts.push(String.fromCharCode(...units))
      units = []
    }
  }
  parts.push(String.fromCharCode(...units))
  if (whole !== bytes.length) {
    defects.add('undecodable-bytes', 'The last byte is half of a UTF-16 character.', whole / 2, 1)
    parts.push(replacement)
  }
  return parts.join('')
}
