import type { HttpHead } from './message.js'
import { latin1 } from './text.js'

const METHOD = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
const REQUEST_VERSION = /^HTTP\/(\d\.\d)$/
const STATUS_LINE = /^HTTP\/(\d\.\d)[ \t]+(\d{3})(?:[ \t].*)?$/

/** What the first line of a message says; null if it is neither a request line nor a status line. */
export function parseStartLine(line: string): Omit<HttpHead, 'headers'> | null {
  const status = STATUS_LINE.exec(line)
  if (status) return { startLine: line, status: Number(status[2]), version: status[1] ?? '' }
  // By hand and not by one expression: this is the first thing a hostile peer writes, so it must be linear.
  const trimmed = line.trimEnd()
  const methodEnd = trimmed.search(/[ \t]/)
  const versionStart = Math.max(trimmed.lastIndexOf(' '), trimmed.lastIndexOf('\t')) + 1
  const method = trimmed.slice(0, Math.max(methodEnd, 0))
  const target = trimmed.slice(methodEnd + 1, versionStart).trim()
  const version = REQUEST_VERSION.exec(trimmed.slice(versionStart))?.[1]
  if (!METHOD.test(method) || target === '' || version === undefined) return null
  return { startLine: line, method, target, version }
}

/** A response that is followed by another one to the same request. 101 is none of them: after it the connection is no longer HTTP. */
export function isInterim(status: number | undefined): boolean {
  return status !== undefined && status >= 100 && status < 200 && status !== 101
}

/** Heads that were read, by their bytes: whoever cuts a message, records and judges it asks for the same one. */
const read = new WeakMap<Uint8Array, HttpHead | null>()

/**
 * Reads a message head, once for the same array of bytes, which nobody may change afterwards. Empty lines before it (RFC 9112 2.2) and interim responses (100 Continue) in front
 * of the final one are skipped, since the bytes of a recorded head contain them. Lines may end with CRLF or
 * a bare LF; folded header lines are joined with a space (RFC 9112 5.2); a line without a colon is kept as
 * a name without a value. Null: not HTTP.
 */
export function parseHead(bytes: Uint8Array): HttpHead | null {
  let head = read.get(bytes)
  if (head === undefined) {
    head = readHead(bytes)
    read.set(bytes, head)
  }
  return head
}

/** Takes a head as read from these bytes, by one who has read it from a copy of them. */
export function knowHead(bytes: Uint8Array, head: HttpHead): void {
  read.set(bytes, head)
}

function readHead(bytes: Uint8Array): HttpHead | null {
  const lines = latin1(bytes)
    .split('\n')
    .map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
  let at = 0
  let interim: HttpHead | null = null
  for (;;) {
    while (at < lines.length && lines[at] === '') at++
    const startLine = lines[at]
    if (startLine === undefined) return interim
    const start = parseStartLine(startLine)
    if (!start) return interim
    const headers: [string, string][] = []
    at++
    for (let line = lines[at]; line !== undefined && line !== ''; line = lines[++at]) {
      const last = headers.at(-1)
      if (/^[ \t]/.test(line) && last) last[1] += last[1] === '' ? line.trim() : ` ${line.trim()}`
      else headers.push(splitHeader(line))
    }
    const head: HttpHead = { ...start, headers }
    if (!isInterim(head.status)) return head
    interim = head
  }
}

function splitHeader(line: string): [string, string] {
  const colon = line.indexOf(':')
  return colon < 0 ? [line.trim(), ''] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
}

/** Value of a header, names compared without case; several of the same name are joined with `, ` (RFC 9110 5.3). */
export function header(head: Pick<HttpHead, 'headers'>, name: string): string | undefined {
  const values = headerValues(head, name)
  return values.length === 0 ? undefined : values.join(', ')
}

/** Every value of a header, in wire order: for those that must not be joined, like Set-Cookie. */
export function headerValues({ headers }: Pick<HttpHead, 'headers'>, name: string): readonly string[] {
  let values = valuesByName.get(headers)
  if (values === undefined) {
    values = byName(headers)
    valuesByName.set(headers, values)
  }
  return values.get(name.toLowerCase()) ?? none
}

const none: readonly string[] = []

/** Many ask one head for many headers: every rule of HTTP does. They are sorted when the first one asks. */
const valuesByName = new WeakMap<HttpHead['headers'], ReadonlyMap<string, readonly string[]>>()

function byName(headers: HttpHead['headers']): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>()
  for (const [written, value] of headers) {
    const name = written.toLowerCase()
    const before = values.get(name)
    if (before === undefined) values.set(name, [value])
    else before.push(value)
  }
  return values
}
