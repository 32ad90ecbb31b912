import { latin1 } from './text.js'

/** What stands at the beginning of a connection from a proxy. */
export type ProxyHeader =
  /** No PROXY header: these are the bytes of the peer itself. */
  | { readonly kind: 'none' }
  /** It may become one: more bytes are needed to know. */
  | { readonly kind: 'incomplete' }
  /** `length` bytes. `source` null: the proxy speaks for itself (a health check), or does not say for whom. */
  | {
      readonly kind: 'header'
      readonly version: 1 | 2
      readonly length: number
      /** `host:port`, IPv6 in brackets. */
      readonly source: string | null
    }
  /** It begins like one and is none. A sentence. */
  | { readonly kind: 'broken'; readonly problem: string }

/** CR LF CR LF NUL CR LF `QUIT` LF */
const signature = [0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a]
/** Longest line of version 1, line end included. */
const longestLine = 107

/** Reads a header of the PROXY protocol, version 1 (a line) or 2 (binary), from the first bytes of a connection. */
export function readProxyHeader(bytes: Uint8Array): ProxyHeader {
  if (bytes.length === 0) return { kind: 'incomplete' }
  if (beginsAlike(bytes, signature)) return bytes.length < 16 ? { kind: 'incomplete' } : version2(bytes)
  return beginsAlike(
    bytes,
    [...'PROXY '].map((letter) => letter.charCodeAt(0)),
  )
    ? version1(bytes)
    : { kind: 'none' }
}

function beginsAlike(bytes: Uint8Array, pattern: readonly number[]): boolean {
  return pattern.every((byte, at) => at >= bytes.length || bytes[at] === byte)
}

function version1(bytes: Uint8Array): ProxyHeader {
  const start = latin1(bytes.subarray(0, longestLine))
  const end = start.indexOf('\r\n')
  if (end < 0) {
    return bytes.length < longestLine
      ? { kind: 'incomplete' }
      : { kind: 'broken', problem: `Its line is longer than ${longestLine} bytes.` }
  }
  const length = end + 2
  const [, family, source, destination, sourcePort, destinationPort, ...more] = start.slice(0, end).split(' ')
  if (family === 'UNKNOWN') return { kind: 'header', version: 1, length, source: null }
  const isComplete =
    (family === 'TCP4' || family === 'TCP6') &&
    destination !== undefined &&
    isPort(sourcePort) &&
    isPort(destinationPort) &&
    more.length === 0
  const fits = family === 'TCP4' ? /^\d{1,3}(?:\.\d{1,3}){3}$/ : /^[0-9a-f:.]{2,45}$/i
  if (!isComplete || source === undefined || !fits.test(source)) {
    return {
      kind: 'broken',
      problem: `Its line is "${start.slice(0, end)}", not PROXY TCP4 or TCP6 with two addresses and two ports.`,
    }
  }
  return { kind: 'header', version: 1, length, source: hostAndPort(source, Number(sourcePort)) }
}

function version2(bytes: Uint8Array): ProxyHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const command = view.getUint8(12)
  const length = 16 + view.getUint16(14)
  if (command >> 4 !== 2 || (command & 0x0f) > 1) {
    return {
      kind: 'broken',
      problem: `Its version and command are 0x${command.toString(16)}; 0x20 and 0x21 are known.`,
    }
  }
  if (bytes.length < length) return { kind: 'incomplete' }
  const family = view.getUint8(13) >> 4
  const header = { kind: 'header', version: 2, length } as const
  if ((command & 0x0f) === 0 || (family !== 1 && family !== 2)) return { ...header, source: null }
  if (length < 16 + (family === 1 ? 12 : 36)) {
    return { kind: 'broken', problem: `It is ${length - 16} bytes long, too short for its addresses.` }
  }
  if (family === 1) {
    return { ...header, source: hostAndPort([...bytes.subarray(16, 20)].join('.'), view.getUint16(24)) }
  }
  const groups = Array.from({ length: 8 }, (_, group) => view.getUint16(16 + group * 2).toString(16))
  return { ...header, source: hostAndPort(shortened(groups), view.getUint16(48)) }
}

function isPort(text: string | undefined): boolean {
  return text !== undefined && /^\d{1,5}$/.test(text) && Number(text) <= 65_535
}

function hostAndPort(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** An IPv6 address as people write it (RFC 5952): its longest run of zeros as `::`. */
function shortened(groups: readonly string[]): string {
  const runs = [...groups.join(':').matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].map(([run]) => run)
  const longest = runs.reduce(
    (best, run) => (run.replace(/^:/, '').length > best.replace(/^:/, '').length ? run : best),
    '',
  )
  if (longest === '') return groups.join(':')
  const [before = '', after = ''] = splitOnce(groups.join(':'), longest)
  return `${before}::${after.replace(/^:/, '')}`
}

function splitOnce(text: string, by: string): readonly [string, string] {
  const at = text.indexOf(by)
  return [text.slice(0, at), text.slice(at + by.length)]
}
