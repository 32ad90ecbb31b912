import { describe, expect, it } from 'vitest'
import { readProxyHeader } from '../../../src/core/http/index.js'

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const signature = '\r\n\r\n\0\r\nQUIT\n'
const version2 = (command: number, family: number, addresses: readonly number[]) =>
  Uint8Array.from([
    ...bytes(signature),
    command,
    family,
    addresses.length >> 8,
    addresses.length & 255,
    ...addresses,
  ])
const ipv6 = (...groups: readonly number[]) => groups.flatMap((group) => [group >> 8, group & 255])

describe('version 1', () => {
  it('names the client, and ends with its line', () => {
    const line = 'PROXY TCP4 192.0.2.7 198.51.100.1 49152 7547\r\n'
    expect(readProxyHeader(bytes(`${line}POST / HTTP/1.1\r\n`))).toEqual({
      kind: 'header',
      version: 1,
      length: line.length,
      source: '192.0.2.7:49152',
    })
    expect(readProxyHeader(bytes('PROXY TCP6 2001:db8::7 2001:db8::1 1 2\r\n'))).toMatchObject({
      source: '[2001:db8::7]:1',
    })
  })

  it('may not know the client', () => {
    expect(readProxyHeader(bytes('PROXY UNKNOWN\r\n'))).toMatchObject({ kind: 'header', source: null })
    expect(readProxyHeader(bytes('PROXY UNKNOWN a b c d\r\n'))).toMatchObject({
      kind: 'header',
      source: null,
    })
  })

  it.each([
    ['PROXY TCP4 192.0.2.7 198.51.100.1 49152\r\n'],
    ['PROXY TCP4 192.0.2.7 198.51.100.1 70000 7547\r\n'],
    ['PROXY TCP4 2001:db8::7 198.51.100.1 1 2\r\n'],
    ['PROXY TCP4 192.0.2.7 198.51.100.1 1 2 3\r\n'],
    ['PROXY SCTP 192.0.2.7 198.51.100.1 1 2\r\n'],
    [`PROXY ${'x'.repeat(120)}`],
  ])('is broken: %j', (text) => {
    expect(readProxyHeader(bytes(text)).kind).toBe('broken')
  })
})

describe('version 2', () => {
  it('names the client', () => {
    expect(
      readProxyHeader(version2(0x21, 0x11, [192, 0, 2, 7, 198, 51, 100, 1, 0xc0, 0, 0x1d, 0x7b])),
    ).toEqual({
      kind: 'header',
      version: 2,
      length: 28,
      source: '192.0.2.7:49152',
    })
  })

  it.each([
    [[0x2001, 0xdb8, 0, 0, 0, 0, 0, 7], '[2001:db8::7]:258'],
    [[0, 0, 0, 0, 0, 0, 0, 1], '[::1]:258'],
    [[0, 0, 0, 0, 0, 0, 0, 0], '[::]:258'],
    [[0x2001, 0, 0, 1, 0, 0, 0, 1], '[2001:0:0:1::1]:258'],
    [[0xfe80, 1, 0, 2, 3, 4, 5, 6], '[fe80:1:0:2:3:4:5:6]:258'],
    [[0x2001, 0xdb8, 1, 1, 1, 1, 0, 0], '[2001:db8:1:1:1:1::]:258'],
  ])('names a client with IPv6: %j', (groups, source) => {
    const addresses = [...ipv6(...groups), ...ipv6(0, 0, 0, 0, 0, 0, 0, 1), 1, 2, 3, 4]
    expect(readProxyHeader(version2(0x21, 0x21, addresses))).toMatchObject({ source, length: 52 })
  })

  it('carries more than addresses, and speaks for itself in health checks', () => {
    const addresses = [192, 0, 2, 7, 198, 51, 100, 1, 0, 1, 0, 2, 3, 0, 4, 1, 2, 3, 4]
    expect(readProxyHeader(version2(0x21, 0x11, addresses))).toMatchObject({
      length: 35,
      source: '192.0.2.7:1',
    })
    expect(readProxyHeader(version2(0x20, 0x11, addresses))).toMatchObject({ length: 35, source: null })
    expect(readProxyHeader(version2(0x21, 0x31, addresses))).toMatchObject({ kind: 'header', source: null })
  })

  it('is broken in another version, or too short for its addresses', () => {
    expect(readProxyHeader(version2(0x31, 0x11, [])).kind).toBe('broken')
    expect(readProxyHeader(version2(0x21, 0x11, [1, 2, 3])).kind).toBe('broken')
  })
})

it('is told from what a peer says itself, from the first byte on', () => {
  for (const text of ['POST / HTTP/1.1\r\n', 'PUT', 'PROPFIND', '\x16\x03\x01', '\n']) {
    expect(readProxyHeader(bytes(text))).toEqual({ kind: 'none' })
  }
  const whole = [
    bytes('PROXY TCP4 192.0.2.7 198.51.100.1 49152 7547\r\n'),
    version2(0x21, 0x11, [192, 0, 2, 7, 1, 2, 3, 4, 0, 1, 0, 2]),
  ]
  for (const header of whole) {
    for (let length = 0; length < header.length; length++) {
      expect(readProxyHeader(header.subarray(0, length))).toEqual({ kind: 'incomplete' })
    }
  }
})
