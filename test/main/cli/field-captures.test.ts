import { describe, expect, it } from 'vitest'
import { type DecodedMessage, readMessages } from '../../../src/main/cli/decoded-message.js'

/** What an acceptance run over captures of strangers showed; the files here are our own. */

const names =
  'xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:cwmp="urn:dslforum-org:cwmp-1-0"'

const envelope = (body: string): string =>
  `<SOAP-ENV:Envelope ${names}>\n<SOAP-ENV:Header>\n<cwmp:ID SOAP-ENV:mustUnderstand="1">7</cwmp:ID>\n</SOAP-ENV:Header>\n<SOAP-ENV:Body>\n${body}\n</SOAP-ENV:Body>\n</SOAP-ENV:Envelope>`

const event = (content: string): string =>
  `<Event SOAP-ENC:arrayType="cwmp:EventStruct[1]"><EventStruct>${content}</EventStruct></Event>`

const inform = (events = event('<EventCode>2 PERIODIC</EventCode><CommandKey></CommandKey>')): string =>
  envelope(
    [
      '<cwmp:Inform>',
      '<DeviceId><Manufacturer>Lab</Manufacturer><OUI>A1B2C3</OUI><ProductClass>Box</ProductClass><SerialNumber>S1</SerialNumber></DeviceId>',
      events,
      '<MaxEnvelopes>1</MaxEnvelopes>',
      '<CurrentTime>2026-11-22T10:00:00Z</CurrentTime>',
      '<RetryCount>0</RetryCount>',
      '<ParameterList SOAP-ENC:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct><Name>Device.DeviceInfo.SoftwareVersion</Name><Value xsi:type="xsd:string">1</Value></ParameterValueStruct></ParameterList>',
      '</cwmp:Inform>',
    ].join('\n'),
  )

const read = (text: string | Uint8Array): readonly DecodedMessage[] =>
  readMessages('file', typeof text === 'string' ? Buffer.from(text, 'latin1') : text).messages.map(
    ({ message }) => message,
  )
const rules = ({ findings }: DecodedMessage): readonly string[] => findings.map(({ rule }) => rule)

const head = (body: string, more = 0): string =>
  [
    'POST / HTTP/1.1',
    'Host: acs.example:7547',
    'User-Agent: Lab_TR69_CPE',
    'SOAPAction:',
    'Content-Type: text/xml',
    `Content-Length: ${body.length + more}`,
    '',
    '',
  ].join('\n')

describe('a capture in which an empty line follows every line', () => {
  const spaced = `${head(inform())}${inform()}\n`.replaceAll('\n', '\n\n')
  const answer = 'HTTP/1.1 200 OK\n\nContent-Length: 0\n\nSet-Cookie: a=b\n\n\n\n'
  const empty = 'POST / HTTP/1.1\n\nHost: acs.example\n\nContent-Length: 0\n\n\n\n'

  it('keeps its headers', () => {
    const [message] = read(spaced)
    expect(message).toMatchObject({ ok: true, rpc: 'Inform', parameters: 1 })
    expect(message?.http?.headers).toMatchObject({ Host: 'acs.example:7547', SOAPAction: '' })
    for (const rule of [
      'host-missing',
      'content-type-missing',
      'soap-action-missing',
      'text-before-envelope',
    ]) {
      expect(rules(message!)).not.toContain(rule)
    }
  })

  it('is cut into its messages', () => {
    const messages = read(`${spaced}${answer}${empty}HTTP/1.1 204 No Content\n\n`)
    expect(messages.map(({ kind }) => kind)).toEqual(['request', 'empty', 'empty', 'empty'])
    expect(messages[1]?.http?.headers).toEqual({ 'Content-Length': '0', 'Set-Cookie': 'a=b' })
  })

  it('does not take the body of a message without headers for some', () => {
    const [message] = read('HTTP/1.1 500 Error\n\nReason: none\nMore: text\n')
    expect(message?.http?.headers).toEqual({})
  })
})

describe('a line end behind the counted body', () => {
  it('is told where the file ends with it', () => {
    const body = inform()
    const [message] = read(`${head(body)}${body}\n`)
    const found = message?.findings.find(({ rule }) => rule === 'uncounted-bytes')
    expect(found).toMatchObject({ severity: 'info' })
    expect(found?.message).toContain(`Content-Length is ${body.length}, and a line end of 1 byte follows`)
  })

  it.each([
    ['where none is', inform(), 0, ''],
    ['where it is counted', `${inform()}\n`, 0, ''],
    ['where the count is wrong anyway', inform(), 30, '\n'],
  ])('is not told %s', (_case, body, more, behind) => {
    expect(read(`${head(body, more)}${body}${behind}`).flatMap(rules)).not.toContain('uncounted-bytes')
  })
})

describe('events', () => {
  it('one without EventCode is said once', () => {
    const found = rules(read(inform(event('<CommandKey></CommandKey>')))[0]!)
    expect(found).toContain('missing-element')
    expect(found).not.toContain('wrong-event-code')
  })

  it('an empty code is still named', () => {
    expect(rules(read(inform(event('<EventCode></EventCode><CommandKey></CommandKey>')))[0]!)).toContain(
      'wrong-event-code',
    )
  })

  it.each(['<EventCod', '<EventCode>2 PERIO', '<EventCode>2 PERIODIC</Event'])(
    'one cut off at %s is no wrong one',
    (place) => {
      const whole = inform()
      const [message] = read(whole.slice(0, whole.indexOf('<EventCode>')) + place)
      expect(rules(message!)).toContain('truncated')
      expect(rules(message!)).not.toContain('wrong-event-code')
    },
  )
})

describe('UTF-16 without byte order mark', () => {
  it.each(['utf-16le', 'utf-16be'])('is read behind white space: %s', (encoding) => {
    const bytes = Buffer.from(` \r\n${inform()}`, 'utf-16le')
    const [message] = read(encoding === 'utf-16le' ? bytes : bytes.swap16())
    expect(message).toMatchObject({ ok: true, rpc: 'Inform', parameters: 1 })
  })
})

describe('several envelopes in one file', () => {
  it('the declaration of the first is not that of the others', () => {
    const found = read(`<?xml version='1.0'?>${inform()}\n${inform()}`).map(rules)
    expect(found[0]).toContain('unusual-xml-declaration')
    expect(found[1]).not.toContain('unusual-xml-declaration')
  })
})

describe('a list of methods without HTTP around it', () => {
  const list = (...methods: readonly string[]): string =>
    envelope(
      `<cwmp:GetRPCMethodsResponse><MethodList SOAP-ENC:arrayType="xsd:string[${methods.length}]">${methods.map((method) => `<string>${method}</string>`).join('')}</MethodList></cwmp:GetRPCMethodsResponse>`,
    )

  it.each([
    ['a CPE', ['GetRPCMethods', 'GetParameterValues'], 'cpe-to-acs'],
    ['an ACS', ['GetRPCMethods', 'Inform'], 'acs-to-cpe'],
    ['either', ['GetRPCMethods'], null],
  ])('tells that it is of %s', (_who, methods, direction) => {
    expect(read(list(...methods))[0]?.direction).toBe(direction)
  })
})
