import { gunzipSync } from 'node:zlib'
import { latin1 } from '../../core/http/index.js'

/** Longest that a compressed file may become. */
const longestText = 256 * 1024 * 1024

/**
 * Undoes what tools and people do to messages when they save them: compression, UTF-16, hex dumps, tcpdump's packet
 * lines, HTML or JSON escapes, a log's prefix or an indent on each line. Bytes that are messages already stay as they are,
 * and lines stay where they are wherever that is possible, so that places in the file remain true.
 */
export function undone(file: Uint8Array): Uint8Array {
  const unpacked = fromUtf16(gunzipped(file))
  const text = latin1(unpacked)
  let plain = text
  for (const undo of [
    withoutHexDump,
    withoutPacketLines,
    withoutHtml,
    withoutJsonEscapes,
    withoutLinePrefixes,
  ]) {
    plain = undo(plain)
  }
  return plain === text ? unpacked : bytesOf(plain)
}

export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff)
}

function gunzipped(file: Uint8Array): Uint8Array {
  if (file[0] !== 0x1f || file[1] !== 0x8b) return file
  try {
    return gunzipSync(file, { maxOutputLength: longestText })
  } catch {
    return file
  }
}

/** An editor saved HTTP text as UTF-16; a bare envelope in UTF-16 is the XML reader's own business. */
function fromUtf16(file: Uint8Array): Uint8Array {
  const little = file[0] === 0xff && file[1] === 0xfe
  if (!little && !(file[0] === 0xfe && file[1] === 0xff)) return file
  const text = new TextDecoder(little ? 'utf-16le' : 'utf-16be').decode(file)
  return /HTTP\/1\.[01]|&lt;/.test(text) ? new TextEncoder().encode(text) : file
}

const hexLine =
  /^[ \t]*(?:0x)?[0-9A-Fa-f]{4,8}:?[ \t]+((?:[0-9A-Fa-f]{2}){1,2}(?:[ \t]{1,2}(?:[0-9A-Fa-f]{2}){1,2}){0,15})(?:[ \t]{2,}.*)?[ \t]*\r?$/

const hexLineSomewhere = new RegExp(hexLine.source, 'm')

/** `0000  50 4f 53 54 …  POST`, as Wireshark, tcpdump -X and xxd write it. Other lines part packets or are notes. */
function withoutHexDump(text: string): string {
  if (!hexLineSomewhere.test(text.slice(0, 10_000))) return text
  const lines = text.split('\n')
  const read = lines.map((line) => hexLine.exec(line)?.[1]?.replaceAll(/[ \t]/g, '') ?? null)
  const found = read.filter((hex) => hex !== null)
  const written = lines.filter((line) => line.trim() !== '').length
  if (found.length < 2 || found.length * 2 < written) return text
  const bytes = found.join('').match(/../g) ?? []
  return bytes.map((hex) => String.fromCharCode(Number.parseInt(hex, 16))).join('')
}

const messageStart =
  /[A-Z]{3,10} \S{1,2000} HTTP\/1\.[01][ \t]*\r?$|HTTP\/1\.[01] [1-5]\d\d\b|<\?xml\b|<[\w.-]{0,40}:?Envelope[\s>]/

const packetLine =
  /^(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d\.\d+ (?:[\w-]+ +(?:In|Out|P|B|M) +)?IP6? .* > .*: (?:Flags|tcp).*$/

/** tcpdump -A: a line for each packet, then its IP and TCP header as characters in front of what it carried. */
function withoutPacketLines(text: string): string {
  if (!/ IP6? \S{1,100} > \S{1,100}: Flags \[/.test(text)) return text
  let isFirst = false
  return text
    .split('\n')
    .map((line) => {
      if (packetLine.test(line.slice(0, 300))) {
        isFirst = true
        return ''
      }
      if (!isFirst) return line
      isFirst = false
      return line.slice(headerCharacters(line))
    })
    .join('\n')
}

/**
 * How long the IP and TCP headers in front are: up to the message that begins there, else IPv4 or IPv6 and then TCP
 * with options (0x80 is no letter) or without (0x50 is `P`).
 */
function headerCharacters(line: string): number {
  const start = line.slice(0, 200).search(messageStart)
  if (start >= 40) return start
  const ip = line.startsWith('E') ? 20 : line.startsWith('`') ? 40 : 0
  if (ip === 0) return 0
  return ip + (line[ip + 12] === 'P' ? 20 : 32)
}

const htmlEntities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
  nbsp: ' ',
}

/** A page or a log that shows the message as text: `&lt;soap:Envelope …`. Entities inside the message stay. */
function withoutHtml(text: string): string {
  const escaped = /&lt;[\w.-]*:?Envelope\b/.test(text)
  if (!escaped || /<[\w.-]*:?Envelope[\s>]/.test(text)) return text
  return text
    .replaceAll(/<br\s*\/?>(?=\r?\n)?/gi, (_tag, offset: number) =>
      /^\s*\n/.test(text.slice(offset + 4, offset + 8)) ? '' : '\n',
    )
    .replaceAll(/<\/?(?:html|head|body|pre|code|div|span|p|b|i|font|td|tr|table|textarea)\b[^<>]*>/gi, '')
    .replaceAll(
      /&(?:#x([0-9a-f]{1,2})|#(\d{1,3})|(lt|gt|quot|apos|amp|nbsp));/gi,
      (whole, hex?: string, code?: string, name?: string) => {
        if (name !== undefined) return htmlEntities[name.toLowerCase()] ?? whole
        const number = hex === undefined ? Number(code) : Number.parseInt(hex, 16)
        return number > 0 && number < 256 ? String.fromCharCode(number) : whole
      },
    )
}

/** A message as a string of JSON or of a program: `<soap:Envelope xmlns:soap=\"…\">\n`. */
function withoutJsonEscapes(text: string): string {
  if (!/(?:<|\\u003c)[\w.-]*:?Envelope\b[^>]{0,200}=\\"/i.test(text)) return text
  return text.replaceAll(/\\(?:u00([0-9a-f]{2})|(["\\/nrt]))/gi, (_whole, hex?: string, letter?: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
    const meant: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }
    return meant[letter ?? ''] ?? letter ?? ''
  })
}

/** So many lines behind the start of a message tell whether its prefix is one. */
const linesLookedAt = 12

/**
 * A log's time and level, `> ` of a quoted mail or an indent in front of every line: where the lines that follow a
 * message's start have the same in front, it is taken off until the next message starts.
 */
function withoutLinePrefixes(text: string): string {
  const lines = text.split('\n')
  let prefix: RegExp | null = null
  let changed = false
  const kept = lines.map((line, index) => {
    const start = line.length > 100_000 ? -1 : line.search(messageStart)
    if (start === 0) prefix = null
    else if (start > 0 && prefix?.test(line) !== true) prefix = prefixAt(lines, index, line.slice(0, start))
    if (prefix === null) return line
    const rest = line.replace(prefix, '')
    changed ||= rest !== line
    return rest
  })
  return changed ? kept.join('\n') : text
}

/** The pattern of a line's prefix, if the lines behind it have one like it. */
function prefixAt(lines: readonly string[], index: number, prefix: string): RegExp | null {
  if (prefix.length > 200) return null
  const isIndent = prefix.trim() === ''
  // White space in front of XML is XML; in front of HTTP it would fold header lines.
  if (isIndent && !/HTTP\/1/.test(lines[index] ?? '')) return null
  const pattern = isIndent ? new RegExp(`^[ \\t]{1,${prefix.length}}`) : patternOf(prefix)
  const following = lines.slice(index + 1, index + 1 + linesLookedAt).filter((line) => line.trim() !== '')
  const alike = following.filter((line) => pattern.test(line)).length
  return following.length > 0 && (alike * 2 > following.length || pattern.test(following[0] ?? ''))
    ? pattern
    : null
}

/** Digits and letters may differ from line to line, the rest not. */
function patternOf(prefix: string): RegExp {
  const trimmed = prefix.trimEnd()
  const shape = trimmed.replaceAll(/\d+|[A-Za-z]+|[ \t]+|[^\dA-Za-z \t]/g, (part) => {
    if (/^\d/.test(part)) return '\\d+'
    if (/^[A-Za-z]/.test(part)) return '[A-Za-z]+'
    return /^[ \t]/.test(part) ? '[ \\t]+' : part.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
  })
  return new RegExp(`^${shape}[ \\t]{0,${prefix.length - trimmed.length}}`)
}
