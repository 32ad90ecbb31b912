import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  judgeUdpRequest,
  readUdpAddress,
  readUdpRequest,
  signUdpRequest,
  writeUdpRequest,
  type UdpRequest,
} from '../../../src/core/connection-request/index.js'

const hmac = (key: Uint8Array, data: Uint8Array) =>
  new Uint8Array(createHmac('sha1', key).update(data).digest())
const unsigned = { ts: '1700000000', id: '1', username: 'user', cnonce: 'abcdef0123456789' }
const signature = '0697e85ae5dc6f118afba5fc5e57a8660658075d'
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const expected = { username: 'user', password: 'secret' }

describe('a UDP connection request', () => {
  it('has the signature of the test vector', () => {
    expect(signUdpRequest(unsigned, 'secret', hmac)).toBe(signature)
  })

  it('is one line with a Host', () => {
    expect(writeUdpRequest('203.0.113.9:51000', { ...unsigned, signature })).toBe(
      `GET http://203.0.113.9:51000?ts=1700000000&id=1&un=user&cn=abcdef0123456789&sig=${signature} HTTP/1.1\r\n` +
        'Host: 203.0.113.9:51000\r\n\r\n',
    )
  })

  it('comes back as it was written, whatever the user name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.nat(), (username, password, id) => {
        const request = { ...unsigned, id: String(id), username }
        const written = { ...request, signature: signUdpRequest(request, password, hmac) }
        const read = readUdpRequest(bytes(writeUdpRequest('[2001:db8::1]:80', written)))
        expect(read).toEqual(written)
        if (typeof read === 'string') return
        expect(judgeUdpRequest(read, { username, password }, null, hmac)).toEqual({
          ts: 1_700_000_000,
          id: String(id),
        })
      }),
    )
  })

  it.each([
    ['no HTTP', 'hello'],
    ['a POST', 'POST http://h?ts=1&id=1&un=u&cn=c&sig=s HTTP/1.1\r\n\r\n'],
    ['no query', 'GET http://h HTTP/1.1\r\n\r\n'],
    ['no signature', 'GET http://h?ts=1&id=1&un=u&cn=c HTTP/1.1\r\n\r\n'],
    ['no user name', 'GET http://h?ts=1&id=1&cn=c&sig=s HTTP/1.1\r\n\r\n'],
    ['a time that is none', 'GET http://h?ts=now&id=1&un=u&cn=c&sig=s HTTP/1.1\r\n\r\n'],
    ['an id that is none', 'GET http://h?ts=1&id=x&un=u&cn=c&sig=s HTTP/1.1\r\n\r\n'],
    ['broken escapes', 'GET http://h?ts=1&id=1&un=%zz&cn=c&sig=s HTTP/1.1\r\n\r\n'],
  ])('is not %s', (_, text) => {
    expect(readUdpRequest(bytes(text))).toBeTypeOf('string')
  })

  it('is told from any bytes without falling over', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (datagram) => {
        const read = readUdpRequest(datagram)
        if (typeof read !== 'string') judgeUdpRequest(read, expected, null, hmac)
      }),
    )
  })
})

describe('a CPE', () => {
  const request: UdpRequest = { ...unsigned, signature }
  const judge = (given: Partial<UdpRequest>, last: Parameters<typeof judgeUdpRequest>[2] = null) =>
    judgeUdpRequest({ ...request, ...given }, expected, last, hmac)
  const signed = (given: Partial<UdpRequest>) => {
    const changed = { ...request, ...given }
    return { ...changed, signature: signUdpRequest(changed, 'secret', hmac) }
  }

  it('takes a right one, with its signature in either case', () => {
    expect(judge({})).toEqual({ ts: 1_700_000_000, id: '1' })
    expect(judge({ signature: signature.toUpperCase() })).toEqual({ ts: 1_700_000_000, id: '1' })
  })

  it('takes no other user name and no other signature, however long', () => {
    expect(judge({ username: 'other' })).toContain('user name')
    for (const wrong of ['', signature.slice(0, 39), `${signature}0`, '0'.repeat(40)]) {
      expect(judge({ signature: wrong })).toContain('signature')
    }
  })

  it('takes a copy no second time, and none that is older', () => {
    const last = { ts: 1_700_000_000, id: '1' }
    expect(judge({}, last)).toContain('copy')
    expect(judge(signed({ id: '2', ts: '1699999999' }), last)).toContain('older')
    expect(judge(signed({ id: '2' }), last)).toEqual({ ts: 1_700_000_000, id: '2' })
    expect(judge(signed({ id: '2', ts: '1700000001' }), last)).toEqual({ ts: 1_700_000_001, id: '2' })
  })
})

describe('UDPConnectionRequestAddress', () => {
  it.each([
    ['203.0.113.9:51000', { host: '203.0.113.9', port: 51_000 }],
    ['203.0.113.9', { host: '203.0.113.9', port: 80 }],
    ['[2001:db8::1]:7', { host: '2001:db8::1', port: 7 }],
    [' cpe.example:9 ', { host: 'cpe.example', port: 9 }],
    ['', null],
    ['0.0.0.0:80', null],
    ['1.2.3.4:0', null],
    ['1.2.3.4:65536', null],
    ['http://1.2.3.4/', null],
  ])('reads %j', (text, address) => {
    expect(readUdpAddress(text)).toEqual(address)
  })
})
