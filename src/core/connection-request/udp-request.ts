import { latin1, utf8 } from '../http/text.js'
import type { HmacSha1 } from '../stun/index.js'

/** A UDP connection request (TR-069a6 Annex G): what its one line says. */
export interface UdpRequest {
  /** Unix time in seconds. */
  readonly ts: string
  /** A number that differs from request to request; the copies of one request share it. */
  readonly id: string
  /** ConnectionRequestUsername. */
  readonly username: string
  readonly cnonce: string
  /** Hex of HMAC-SHA1 over ts, id, user name and cnonce, keyed with ConnectionRequestPassword. */
  readonly signature: string
}

export type UnsignedUdpRequest = Omit<UdpRequest, 'signature'>

/** The signature of a request, in lower-case hex. */
export function signUdpRequest(request: UnsignedUdpRequest, password: string, hmac: HmacSha1): string {
  const { ts, id, username, cnonce } = request
  return Array.from(hmac(utf8(password), utf8(ts + id + username + cnonce)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}

/** The datagram. `authority` is host and port of the CPE as its NAT shows them, IPv6 in brackets. */
export function writeUdpRequest(authority: string, request: UdpRequest): string {
  const { ts, id, username, cnonce, signature } = request
  const query = `ts=${ts}&id=${id}&un=${encodeURIComponent(username)}&cn=${cnonce}&sig=${signature}`
  return `GET http://${authority}?${query} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`
}

/** Reads a datagram. A string says why it is no UDP connection request. */
export function readUdpRequest(bytes: Uint8Array): UdpRequest | string {
  const [line = ''] = latin1(bytes.subarray(0, 2048)).split(/\r?\n/, 1)
  const parts = /^(\S+) +(\S+) +HTTP\/1\.[01]\s*$/.exec(line)
  if (parts === null) return 'its first line is no HTTP request'
  const [, method, target = ''] = parts
  if (method !== 'GET') return 'its method is not GET'
  const mark = target.indexOf('?')
  if (mark < 0) return 'it has no query'
  const fields = new Map<string, string>()
  for (const field of target.slice(mark + 1).split('&')) {
    const equals = field.indexOf('=')
    const value = decoded(field.slice(equals + 1))
    if (equals < 0 || value === null) return 'its query cannot be read'
    fields.set(field.slice(0, equals), value)
  }
  const [ts, id, username, cnonce, signature] = ['ts', 'id', 'un', 'cn', 'sig'].map((name) =>
    fields.get(name),
  )
  if (ts === undefined || id === undefined || username === undefined) return 'it lacks ts, id or un'
  if (cnonce === undefined || signature === undefined) return 'it lacks cn or sig'
  if (!/^\d{1,15}$/.test(ts)) return 'its ts is no number'
  if (!/^\d{1,15}$/.test(id)) return 'its id is no number'
  return { ts, id, username, cnonce, signature }
}

/** What a CPE remembers of the requests it took. */
export interface UdpRequestMemory {
  readonly ts: number
  readonly id: string
}

/**
 * Whether a CPE takes a request (TR-069a6 Annex G): right user name and signature, not older than the last one taken, not
 * one of its copies. A string says why not.
 */
export function judgeUdpRequest(
  request: UdpRequest,
  expected: { readonly username: string; readonly password: string },
  last: UdpRequestMemory | null,
  hmac: HmacSha1,
): UdpRequestMemory | string {
  if (request.username !== expected.username) return 'its user name is another one'
  if (!sameText(signUdpRequest(request, expected.password, hmac), request.signature.toLowerCase())) {
    return 'its signature is wrong'
  }
  const ts = Number(request.ts)
  if (last !== null && request.id === last.id) return 'it is a copy of the last one'
  if (last !== null && ts < last.ts) return 'it is older than the last one'
  return { ts, id: request.id }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** Compares without telling by its run time where the difference is. */
function sameText(left: string, right: string): boolean {
  let difference = left.length ^ right.length
  for (let at = 0; at < left.length; at++) difference |= left.charCodeAt(at) ^ right.charCodeAt(at)
  return difference === 0
}
