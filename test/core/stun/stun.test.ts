import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addressValue,
  answerStun,
  attribute,
  checkIntegrity,
  connectionRequestBinding,
  readAddress,
  readBindingAnswer,
  readErrorCode,
  readStunMessage,
  signStunMessage,
  stunAttribute,
  stunType,
  textValue,
  transactionIdWithCookie,
  writeBindingRequest,
  writeStunMessage,
  xorAddress,
  type StunMessage,
  type StunServerFacts,
} from '../../../src/core/stun/index.js'

const hmac = (key: Uint8Array, data: Uint8Array) =>
  new Uint8Array(createHmac('sha1', key).update(data).digest())
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const bytes = (text: string) => new Uint8Array(Buffer.from(text.replace(/\s/g, ''), 'hex'))
const classicId: Uint8Array = bytes('00112233445566778899aabbccddeeff')
const cookieId: Uint8Array = transactionIdWithCookie(classicId)
const source = { host: '192.0.2.1', port: 32_853 }
const facts: StunServerFacts = { source, own: { host: '198.51.100.7', port: 3478 }, credentials: null, hmac }
const credentials = { username: 'cpe', password: 'secret' }

const request = (attributes: StunMessage['attributes'] = [], transactionId = classicId) =>
  writeStunMessage({ type: stunType.bindingRequest, transactionId, attributes })

function answered(datagram: Uint8Array, given: Partial<StunServerFacts> = {}) {
  const reply = answerStun(datagram, { ...facts, ...given })
  if (reply.type === 'ignore') throw new Error(reply.said)
  const message = readStunMessage(reply.bytes)
  if (typeof message === 'string') throw new Error(message)
  const error = attribute(message, stunAttribute.errorCode)
  return { ...reply, message, code: error && readErrorCode(error)?.code }
}

describe('the bytes', () => {
  it('have the attributes of TR-111 as every CPE sends them', () => {
    const sent = writeBindingRequest(
      { transactionId: classicId, forConnectionRequests: true, changed: true, credentials: null },
      hmac,
    )
    expect(hex(sent)).toBe(
      `0001001c${hex(classicId)}c0010014` + '64736c666f72756d2e6f72672f54522d31313120' + 'c0020000',
    )
  })

  it('agree with the test vector of RFC 5769 2.1 on MESSAGE-INTEGRITY and USERNAME', () => {
    const vector = bytes(`
      000100582112a442b7e7a701bc34d686fa87dfae
      802200105354554e207465737420636c69656e74 002400046e0001ff
      80290008932ff9b151263b36 000600096576746a3a68367659202020
      000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2 80280004e57a3bcf`)
    const message = readStunMessage(vector)
    if (typeof message === 'string') throw new Error(message)
    const key = textValue('VOkJxbRl1RmTxUk/WvJxBt')
    expect(checkIntegrity(vector, message, key, hmac)).toBe('right')
    expect(checkIntegrity(vector, message, textValue('another'), hmac)).toBe('wrong')
    expect(Buffer.from(attribute(message, stunAttribute.username) ?? []).toString()).toBe('evtj:h6vY')
  })

  it('agree with RFC 5769 2.2 and 2.3 on XOR-MAPPED-ADDRESS', () => {
    const id = bytes('2112a442b7e7a701bc34d686fa87dfae')
    expect(readAddress(xorAddress(bytes('0001a147e112a643'), id))).toEqual(source)
    expect(readAddress(xorAddress(bytes('0002a1470113a9faa5d3f179bc25f4b5bed2b9d9'), id))).toEqual({
      host: '2001:db8:1234:5678:11:2233:4455:6677',
      port: 32_853,
    })
  })

  it('come back as they were written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 0x3fff }),
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        fc.array(
          fc.record({ type: fc.integer({ min: 0, max: 0xffff }), value: fc.uint8Array({ maxLength: 40 }) }),
          { maxLength: 6 },
        ),
        (type, transactionId, attributes) => {
          const read = readStunMessage(writeStunMessage({ type, transactionId, attributes }))
          if (typeof read === 'string') throw new Error(read)
          expect({ ...read, attributes: read.attributes.map(({ offset: _, ...rest }) => rest) }).toEqual({
            type,
            transactionId,
            attributes,
          })
        },
      ),
    )
  })

  it.each([true, false])('are signed so that only the right key fits (classic: %s)', (classic) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 30 }), fc.string(), fc.string(), (value, key, other) => {
        const signed = signStunMessage(
          { type: 1, transactionId: cookieId, attributes: [{ type: stunAttribute.username, value }] },
          textValue(key),
          classic,
          hmac,
        )
        const message = readStunMessage(signed)
        if (typeof message === 'string') throw new Error(message)
        expect(checkIntegrity(signed, message, textValue(key), hmac)).toBe('right')
        if (hex(hmac(textValue(key), classicId)) !== hex(hmac(textValue(other), classicId))) {
          expect(checkIntegrity(signed, message, textValue(other), hmac)).toBe('wrong')
        }
      }),
    )
  })

  it('are signed by classic STUN with zeros up to blocks of 64 bytes (RFC 3489 11.2.8), and by RFC 5389 without', () => {
    const message = { type: 1, transactionId: classicId, attributes: [] }
    const plain = Buffer.concat([Buffer.from('00010018', 'hex'), classicId])
    const end = (signed: Uint8Array) => hex(signed.slice(-20))
    const key = textValue('secret')
    expect(end(signStunMessage(message, key, true, hmac))).toBe(
      hex(hmac(key, Buffer.concat([plain, Buffer.alloc(44)]))),
    )
    expect(end(signStunMessage(message, key, false, hmac))).toBe(hex(hmac(key, plain)))
  })

  it('hold every address', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.integer({ min: 0, max: 65_535 }), (host, port) => {
        const value = addressValue({ host, port })
        const read = value && readAddress(value)
        expect(read?.port).toBe(port)
        const canonical = (text: string) =>
          new URL(`http://${text.includes(':') ? `[${text}]` : text}/`).hostname
        expect(canonical(read?.host ?? '')).toBe(canonical(host))
      }),
    )
  })

  it.each(['', 'host', '1.2.3', '1.2.3.256', '1:2', '::1::', ':::', '1:2:3:4:5:6:7:8:9', 'g::'])(
    'hold no address that is none: %j',
    (host) => {
      expect(addressValue({ host, port: 1 })).toBeNull()
    },
  )
})

describe('a server', () => {
  it('tells a classic client its address, with both addresses of the server', () => {
    const { message, to, binding, code } = answered(request())
    expect(code).toBeNull()
    expect(message.type).toBe(stunType.bindingResponse)
    expect(message.transactionId).toEqual(classicId)
    expect(message.attributes.map(({ type, value }) => [type, readAddress(value)])).toEqual([
      [stunAttribute.mappedAddress, source],
      [stunAttribute.sourceAddress, facts.own],
      [stunAttribute.changedAddress, facts.own],
    ])
    expect(to).toEqual(source)
    expect(binding).toEqual({ source, forConnectionRequests: false, changed: false, username: null })
  })

  it('hides the address from a client with the magic cookie as RFC 5389 wants it', () => {
    const { bytes: sent, message } = answered(request([], cookieId))
    expect(message.attributes.map(({ type }) => type)).toEqual([
      stunAttribute.xorMappedAddress,
      stunAttribute.mappedAddress,
    ])
    expect(readBindingAnswer(sent)).toMatchObject({ type: 'mapped', address: source })
  })

  it.each([
    ['as it should be', 'dslforum.org/TR-111 '],
    ['without its trailing space', 'dslforum.org/TR-111'],
  ])('knows the socket of connection requests, its mark written %s', (_, mark) => {
    const type = stunAttribute.connectionRequestBinding
    const { binding } = answered(request([{ type, value: textValue(mark) }]))
    expect(binding).toMatchObject({ forConnectionRequests: true, changed: false })
  })

  it('reads 19 bytes without padding, and a changed binding after them', () => {
    const attributes = `c0010013${hex(textValue('dslforum.org/TR-111'))}c0020000`
    const length = (attributes.length / 2).toString(16).padStart(4, '0')
    const { binding } = answered(bytes(`0001${length}${hex(classicId)}${attributes}`))
    expect(binding).toMatchObject({ forConnectionRequests: true, changed: true })
  })

  it('takes another mark for none', () => {
    const { binding } = answered(
      request([{ ...connectionRequestBinding(), value: textValue('example.org/TR-111') }]),
    )
    expect(binding?.forConnectionRequests).toBe(false)
  })

  it('answers to another port of the same host, for the test of how long a binding lives', () => {
    const responseAddress = { host: source.host, port: 5000 }
    const datagram = writeBindingRequest(
      {
        transactionId: classicId,
        forConnectionRequests: false,
        changed: false,
        responseAddress,
        credentials: null,
      },
      hmac,
    )
    const { to, message, code } = answered(datagram)
    expect(code).toBeNull()
    expect(to).toEqual(responseAddress)
    expect(readAddress(attribute(message, stunAttribute.reflectedFrom) ?? new Uint8Array())).toEqual(source)
  })

  it('sends nothing to third parties', () => {
    const responseAddress = { host: '203.0.113.9', port: 5000 }
    const datagram = writeBindingRequest(
      {
        transactionId: classicId,
        forConnectionRequests: false,
        changed: false,
        responseAddress,
        credentials: null,
      },
      hmac,
    )
    expect(answered(datagram)).toMatchObject({ code: 400, to: source, binding: null })
  })

  it('does not pretend to have a second address', () => {
    const change = (flags: number) => [
      { type: stunAttribute.changeRequest, value: Uint8Array.from([0, 0, 0, flags]) },
    ]
    expect(answered(request(change(0))).code).toBeNull()
    for (const flags of [2, 4, 6]) {
      expect(answerStun(request(change(flags)), facts).type).toBe('ignore')
      expect(answered(request(change(flags), cookieId)).code).toBe(420)
    }
  })

  it('refuses what it does not know and must not pass over, and says what', () => {
    const { code, message } = answered(
      request([
        { type: 0x0077, value: new Uint8Array(4) },
        { type: 0x9999, value: new Uint8Array(4) },
      ]),
    )
    expect(code).toBe(420)
    expect(hex(attribute(message, stunAttribute.unknownAttributes) ?? new Uint8Array())).toBe('00770077')
  })

  describe('with credentials', () => {
    const ask = (given: typeof credentials | null, transactionId = classicId) =>
      answered(
        writeBindingRequest(
          { transactionId, forConnectionRequests: true, changed: false, credentials: given },
          hmac,
        ),
        { credentials },
      )

    it.each([
      ['classic', classicId],
      ['RFC 5389', cookieId],
    ])('asks for them with 401 and takes the right ones, and proves itself by them: %s', (_, id) => {
      expect(ask(null, id)).toMatchObject({ code: 401, binding: null })
      const { bytes: sent, message, binding } = ask(credentials, id)
      expect(binding).toMatchObject({ username: 'cpe', forConnectionRequests: true })
      expect(checkIntegrity(sent, message, textValue('secret'), hmac)).toBe('right')
    })

    it('refuses another user name, another password and a missing user name with their own codes', () => {
      expect(ask({ ...credentials, username: 'x' }).code).toBe(430)
      expect(ask({ ...credentials, username: 'x' }, cookieId).code).toBe(401)
      expect(ask({ ...credentials, password: 'x' }).code).toBe(431)
      expect(ask({ ...credentials, password: 'x' }, cookieId).code).toBe(401)
      const nameless = (id: Uint8Array, classic: boolean) =>
        signStunMessage({ type: 1, transactionId: id, attributes: [] }, textValue('secret'), classic, hmac)
      expect(answered(nameless(classicId, true), { credentials }).code).toBe(432)
      expect(answered(nameless(cookieId, false), { credentials }).code).toBe(400)
    })
  })

  it('survives whatever comes, and answers no garbage', () => {
    const damaged = fc
      .tuple(
        fc.uint8Array({ maxLength: 40 }),
        fc.array(fc.tuple(fc.nat({ max: 80 }), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
      )
      .map(([value, changes]) => {
        const sent = request([connectionRequestBinding(), { type: stunAttribute.username, value }])
        for (const [at, byte] of changes) if (at < sent.length) sent[at] = byte
        return sent
      })
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged), fc.boolean(), (datagram, closed) => {
        const reply = answerStun(datagram, { ...facts, credentials: closed ? credentials : null })
        if (typeof readStunMessage(datagram) === 'string') expect(reply.type).toBe('ignore')
        if (reply.type === 'answer') expect(readStunMessage(reply.bytes)).toBeTypeOf('object')
        readBindingAnswer(datagram)
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['two bytes', '0001'],
    ['HTTP', hex(textValue('GET / HTTP/1.1\r\nHost: x\r\n\r\n'))],
    ['more promised than came', `00010020${hex(classicId)}`],
    ['an attribute that goes beyond the end', `00010004${hex(classicId)}00060040`],
    ['a Shared Secret Request', `00020000${hex(classicId)}`],
    ['an answer', `01010000${hex(classicId)}`],
  ])('ignores %s and says why', (_, datagram) => {
    const reply = answerStun(bytes(datagram), facts)
    expect(reply.type).toBe('ignore')
    expect(reply.said).toContain('192.0.2.1:32853')
  })
})

describe('a client', () => {
  it('reads a refusal', () => {
    const { bytes: sent } = answered(request(), { credentials })
    expect(readBindingAnswer(sent)).toEqual({
      type: 'refused',
      transactionId: classicId,
      code: 401,
      reason: 'Unauthorized',
    })
  })

  it('takes nothing else for an answer', () => {
    expect(readBindingAnswer(request())).toBeNull()
    expect(readBindingAnswer(new Uint8Array(3))).toBeNull()
    expect(
      readBindingAnswer(
        writeStunMessage({ type: stunType.bindingResponse, transactionId: classicId, attributes: [] }),
      ),
    ).toBeNull()
  })
})
