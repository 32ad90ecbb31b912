import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** Larger files are captures, not messages. */
const longestFile = 256 * 1024 * 1024

/** A file that cannot be read or is of no use here: a sentence that says what, where and what to do. */
export interface FileProblem {
  readonly kind: 'problem'
  readonly message: string
}

/** What a file holds, as far as its first bytes tell. */
export type InputFile =
  { readonly kind: 'messages'; readonly bytes: Uint8Array } | { readonly kind: 'capture' } | FileProblem

/** Reads a file with messages. A capture is only recognised: it is read in place. */
export function readInputFile(file: string): InputFile {
  let opened: number | null = null
  try {
    opened = openSync(file, 'r')
    const facts = fstatSync(opened)
    if (facts.isDirectory()) {
      return problem(`${file} is a directory; name the files in it (${file.replace(/\/$/, '')}/*).`)
    }
    const start = readUpTo(opened, 64)
    if (start.length === 0) return problem(`${file} is empty; there is nothing to decode.`)
    const kind = kindOf(start)
    if (kind === 'capture') return { kind: 'capture' }
    if (kind !== 'messages') return problem(`${file} ${kind}`)
    if (facts.size > longestFile) return tooLong(file)
    const bytes = readUpTo(opened, longestFile + 1, start)
    if (bytes.length > longestFile) return tooLong(file)
    return isHar(bytes) ? problem(`${file} ${laterFormat('a HAR file')}`) : { kind: 'messages', bytes }
  } catch (error) {
    return problem(`${file} cannot be read: ${reason(error)}.`)
  } finally {
    if (opened !== null) closeSync(opened)
  }
}

function problem(message: string): FileProblem {
  return { kind: 'problem', message }
}

function tooLong(file: string): FileProblem {
  return problem(`${file} is larger than 256 MB; that is no message. Cut out the part that matters.`)
}

/** Pipes have no size: they are read until they end, or until it is too much. */
function readUpTo(file: number, most: number, before: Uint8Array = new Uint8Array()): Uint8Array {
  const parts: Uint8Array[] = [before]
  let length = before.length
  while (length < most) {
    const part = new Uint8Array(Math.min(most - length, 4 * 1024 * 1024))
    const read = readSync(file, part, 0, part.length, null)
    if (read === 0) break
    parts.push(part.subarray(0, read))
    length += read
  }
  return Buffer.concat(parts)
}

const sqlite = 'SQLite format 3\0'
/** First bytes of pcap (both byte orders, micro- and nanoseconds) and pcapng. */
const packetCaptures = ['a1b2c3d4', 'd4c3b2a1', 'a1b23c4d', '4d3cb2a1', '0a0d0d0a']

function kindOf(start: Uint8Array): string {
  const bytes = Buffer.from(start)
  if (bytes.toString('latin1', 0, sqlite.length) === sqlite) return 'capture'
  return packetCaptures.includes(bytes.toString('hex', 0, 4)) ? laterFormat('a packet capture') : 'messages'
}

function laterFormat(what: string): string {
  return `is ${what}, which this version does not read yet; save the HTTP text of the stream (in Wireshark: Follow, HTTP Stream, ASCII) and name that file.`
}

function isHar(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 4096))
    .toString('utf8')
    .replace(/^\uFEFF/, '')
  return /^\s*\{\s*"log"\s*:\s*\{/.test(start)
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  switch (code) {
    case 'ENOENT':
      return 'there is no such file'
    case 'ENOTDIR':
      return 'a part of its path is no directory'
    case 'EACCES':
    case 'EPERM':
      return 'you have no permission to read it'
    default:
      return error instanceof Error ? error.message : String(error)
  }
}
