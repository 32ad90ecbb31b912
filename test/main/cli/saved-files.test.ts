import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DecodedMessage, readMessages } from '../../../src/main/cli/decoded-message.js'

/** Files as people and tools save them. What is inside is known, and it has to come out. */

const names =
  'xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:cwmp="urn:dslforum-org:cwmp-1-0"'

function envelope(body: string, id = '7'): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<SOAP-ENV:Envelope ${names}>`,
    `<SOAP-ENV:Header><cwmp:ID SOAP-ENV:mustUnderstand="1">${id}</cwmp:ID></SOAP-ENV:Header>`,
    '<SOAP-ENV:Body>',
    body,
    '</SOAP-ENV:Body>',
    '</SOAP-ENV:Envelope>',
  ].join('\n')
}

const value = (name: string, text: string): string =>
  `<ParameterValueStruct><Name>${name}</Name><Value xsi:type="xsd:string">${text}</Value></ParameterValueStruct>`

const inform = envelope(
  [
    '<cwmp:Inform>',
    '<DeviceId><Manufacturer>Lab</Manufacturer><OUI>A1B2C3</OUI><ProductClass>Box</ProductClass><SerialNumber>S1</SerialNumber></DeviceId>',
    '<Event SOAP-ENC:arrayType="cwmp:EventStruct[1]"><EventStruct><EventCode>2 PERIODIC</EventCode><CommandKey></CommandKey></EventStruct></Event>',
    '<MaxEnvelopes>1</MaxEnvelopes><CurrentTime>2026-11-22T10:00:00Z</CurrentTime><RetryCount>0</RetryCount>',
    `<ParameterList SOAP-ENC:arrayType="cwmp:ParameterValueStruct[2]">${value('Device.DeviceInfo.SoftwareVersion', '1.0')}`,
    `${value('Device.ManagementServer.ParameterKey', 'a &amp; b')}</ParameterList>`,
    '</cwmp:Inform>',
  ].join('\n'),
)
const informResponse = envelope('<cwmp:InformResponse><MaxEnvelopes>1</MaxEnvelopes></cwmp:InformResponse>')
const getValues = envelope(
  '<cwmp:GetParameterValues><ParameterNames SOAP-ENC:arrayType="xsd:string[1]"><string>Device.DeviceInfo.UpTime</string></ParameterNames></cwmp:GetParameterValues>',
  '8',
)
const values = envelope(
  `<cwmp:GetParameterValuesResponse><ParameterList SOAP-ENC:arrayType="cwmp:ParameterValueStruct[1]">${value('Device.DeviceInfo.UpTime', '5')}</ParameterList></cwmp:GetParameterValuesResponse>`,
  '8',
)

const http = (start: string, body: string, headers: readonly string[] = []): string =>
  [
    start,
    'Host: acs.example',
    'Content-Type: text/xml; charset=utf-8',
    'SOAPAction:',
    ...headers,
    ...(headers.some((line) => /^(Content-Length|Transfer-Encoding)/.test(line))
      ? []
      : [`Content-Length: ${Buffer.byteLength(body)}`]),
    '',
    body,
  ].join('\r\n')

const post = 'POST /acs HTTP/1.1'
const ok = 'HTTP/1.1 200 OK'
const empty = 'POST /acs HTTP/1.1\r\nHost: acs.example\r\nContent-Length: 0\r\n\r\n'
const bye = 'HTTP/1.1 204 No Content\r\n\r\n'

const session = [
  http(post, inform),
  http(ok, informResponse),
  empty,
  http(ok, getValues),
  http(post, values),
  bye,
]
const ladder = [
  'Inform request',
  'Inform response',
  'empty',
  'GetParameterValues request',
  'GetParameterValues response',
  'empty',
]

const lf = (text: string): string => text.replaceAll('\r\n', '\n')
const html = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const onEachLine = (text: string, prefix: string | ((line: number) => string)): string =>
  text
    .split('\n')
    .map((line, index) => (typeof prefix === 'string' ? prefix : prefix(index)) + line)
    .join('\n')

function hexDump(text: string, indent = ''): string {
  const bytes = [...Buffer.from(text)]
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += 16) {
    const row = bytes.slice(at, at + 16)
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0'))
    const left = hex.slice(0, 8).join(' ')
    const right = hex.slice(8).join(' ')
    const ascii = row.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('')
    lines.push(
      `${indent}${at.toString(16).padStart(8, '0')}  ${left}${right === '' ? '' : `  ${right}`}   ${ascii}`,
    )
  }
  return lines.join('\n')
}

function packets(messages: readonly string[]): string {
  return messages
    .map((message, index) => {
      const from = index % 2 === 0 ? '192.0.2.7.40000 > 192.0.2.1.7547' : '192.0.2.1.7547 > 192.0.2.7.40000'
      return `10:00:0${index}.000001 IP ${from}: Flags [P.], seq 1:${message.length}, ack 1, win 229, length ${message.length}: HTTP\nE..4..@.@..........F.9..#........${'.'.repeat(20)}${lf(message)}`
    })
    .join('\n')
}

const read = (content: string | Uint8Array): readonly DecodedMessage[] =>
  readMessages('file', typeof content === 'string' ? Buffer.from(content) : content).messages.map(
    ({ message }) => message,
  )
const shapes = (content: string | Uint8Array): readonly string[] =>
  read(content).map(({ rpc, kind }) => (rpc === null ? kind : `${rpc} ${kind}`))
const rules = (content: string | Uint8Array): readonly string[] =>
  read(content).flatMap(({ findings }) => findings.map(({ rule }) => rule))

describe('a whole session', () => {
  it.each<[string, string | Uint8Array]>([
    ['as recorded', session.join('')],
    ['with bare line feeds', lf(session.join(''))],
    ['with bare line feeds and empty lines between', lf(session.join('\n\n'))],
    [
      'with notes before, between and behind',
      `Notes of the lab, 22 Nov.\n\n${lf(session.join('\n\n--- next ---\n\n'))}\n\nEnd & out <done>.\n`,
    ],
    [
      'with who sends what, in a line of its own',
      lf(
        session.map((text, index) => `${index % 2 === 0 ? 'CPE -> ACS' : 'ACS -> CPE'}:\n${text}`).join('\n'),
      ),
    ],
    [
      'with who sends what in front',
      lf(session.map((text, index) => `${index % 2 === 0 ? 'CPE >>> ' : 'ACS <<< '}${text}`).join('\n')),
    ],
    ['compressed as a file', gzipSync(session.join(''))],
    ['in UTF-16', Buffer.from(`\ufeff${session.join('')}`, 'utf16le')],
    ['with a byte order mark', `\ufeff${session.join('')}`],
    ['indented', onEachLine(lf(session.join('\n')), '    ')],
    ['quoted in a mail', onEachLine(lf(session.join('\n')), '> ')],
    [
      'from a log',
      onEachLine(
        lf(session.join('\n')),
        (line) => `2026-11-22 10:00:${String(line % 60).padStart(2, '0')}.123 [DEBUG] cwmpd[42]: `,
      ),
    ],
    ['as a hex dump', session.map((text, index) => hexDump(text, index % 2 === 0 ? '' : '    ')).join('\n')],
    ['as tcpdump -A writes it', packets(session)],
    ['on a web page', `<html><body><pre>${html(lf(session.join('\n')))}</pre></body></html>`],
    ['without empty lines between head and body', lf(session.join('\n')).replaceAll('\n\n<', '\n<')],
    ['without lengths', lf(session.join('\n')).replaceAll(/Content-Length: [1-9]\d*\n/g, '')],
    [
      'with lengths that are too great',
      lf(session.join('\n')).replaceAll(
        /Content-Length: ([1-9]\d*)/g,
        (_all, length) => `Content-Length: ${Number(length) + 9}`,
      ),
    ],
    [
      'with lengths that are too small',
      lf(session.join('\n')).replaceAll(
        /Content-Length: ([1-9]\d*)/g,
        (_all, length) => `Content-Length: ${Number(length) - 1}`,
      ),
    ],
    [
      'with 100 Continue',
      session.map((text, index) => (index === 0 ? `${text}HTTP/1.1 100 Continue\r\n\r\n` : text)).join(''),
    ],
  ])('%s', (_name, content) => {
    expect(shapes(content)).toEqual(ladder)
    const messages = read(content)
    expect(messages.every(({ ok }) => ok)).toBe(true)
    expect(messages.map(({ parameters }) => parameters)).toEqual([2, 0, 0, 0, 1, 0])
    expect(messages.map(({ session: number }) => number)).toEqual([1, 1, 1, 1, 1, 1])
    expect(messages[4]?.explanation).toBe('The CPE gives Device.DeviceInfo.UpTime = “5”.')
    // What was done to the file is no fault of a peer.
    const unfair = [
      'bare-line-feed',
      'http-body-unreadable',
      'text-after-envelope',
      'text-before-envelope',
      'content-length-mismatch',
    ]
    expect(rules(content).filter((rule) => unfair.includes(rule))).toEqual([])
  })

  it('keeps values as they are', () => {
    const parameters = (content: string): unknown => read(content)[0]?.decoded['ParameterList']
    for (const content of [
      session.join(''),
      `<pre>${html(lf(session.join('\n')))}</pre>`,
      onEachLine(lf(session.join('\n')), '> '),
    ]) {
      expect(parameters(content)).toMatchObject([{ Value: '1.0' }, { Value: 'a & b' }])
    }
  })

  it('says what the session comes to', () => {
    const { sessions } = readMessages('file', Buffer.from(session.join('')))
    expect(sessions.map(({ record }) => record.verdict.split(' The messages have')[0])).toEqual([
      'The CPE called because its periodic inform interval was over and reports firmware 1.0; it ended the session normally. The ACS read the value of Device.DeviceInfo.UpTime.',
    ])
  })

  it('two of them are two', () => {
    const { sessions, messages } = readMessages('file', Buffer.from(session.join('') + session.join('')))
    expect(sessions.map(({ record }) => record.outcome)).toEqual(['completed', 'completed'])
    expect(messages.map(({ message }) => message.session)).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2])
  })

  it('the beginnings of two are not held against each other', () => {
    const { sessions } = readMessages('file', Buffer.from(session.slice(0, 4).join('') + session.join('')))
    expect(sessions.map(({ record }) => record.outcome)).toEqual(['interrupted', 'completed'])
  })

  it('that begins in the middle is decoded all the same', () => {
    expect(shapes(session.slice(3).join(''))).toEqual(ladder.slice(3))
    expect(shapes(session.slice(4).join(''))).toEqual(ladder.slice(4))
  })
})

describe('a message', () => {
  const chunked = (body: string): string => {
    const half = Math.floor(body.length / 2)
    const parts = [body.slice(0, half), body.slice(half)]
    return `${parts.map((part) => `${part.length.toString(16)}\r\n${part}\r\n`).join('')}0\r\n\r\n`
  }

  it.each<[string, string | Uint8Array]>([
    ['alone', inform],
    ['behind empty lines', `\n\n  ${inform}`],
    ['between notes', `The box sent:\n\n${inform}\n\nand then nothing & more.`],
    ['between notes with angle brackets', `<<< received\n${inform}\n>>> <end>`],
    ['in a log’s CDATA', `<log><entry><![CDATA[${inform}]]></entry></log>`],
    [
      'in a wrapper',
      `<entries><entry time="1"><data>${inform.slice(inform.indexOf('<SOAP'))}</data></entry></entries>`,
    ],
    ['in a string of JSON', JSON.stringify({ at: 1, body: inform })],
    ['with escaped markup', html(inform)],
    ['with escaped markup and line breaks', html(inform).replaceAll('\n', '<br/>\n')],
    ['with escaped markup and nothing but line breaks', html(inform).replaceAll('\n', '<br>')],
    ['on one line behind a time', `2026-11-22T10:00:00Z INFO recv ${inform.replaceAll('\n', '')}`],
    ['chunked', http(post, chunked(inform), ['Transfer-Encoding: chunked'])],
    ['chunked, with bare line feeds', lf(http(post, chunked(inform), ['Transfer-Encoding: chunked']))],
    [
      'compressed',
      Buffer.concat([
        Buffer.from(http(post, '', ['Content-Encoding: gzip', `Content-Length: ${gzipSync(inform).length}`])),
        gzipSync(inform),
      ]),
    ],
    ['with a coding that somebody has undone', http(post, inform, ['Content-Encoding: gzip'])],
    [
      'with a chunked body that somebody has put together',
      lf(http(post, inform, ['Transfer-Encoding: chunked'])),
    ],
    ['with one byte behind its length', `${http(post, inform)}\n`],
  ])('%s', (_name, content) => {
    expect(shapes(content)).toEqual(['Inform request'])
    const [message] = read(content)
    expect(message).toMatchObject({
      ok: true,
      parameters: 2,
      cwmpId: '7',
      cwmpVersion: '1.0',
      direction: 'cpe-to-acs',
    })
    expect(message?.decoded['ParameterList']).toMatchObject([{ Value: '1.0' }, { Value: 'a & b' }])
  })

  it.each<[string, string, number]>([
    ['inside a tag', inform.slice(0, inform.indexOf('ParameterKey') - 3), 1],
    ['inside the last value', inform.slice(0, inform.indexOf('&amp; b')), 2],
    ['behind the list', inform.slice(0, inform.indexOf('</cwmp:Inform>')), 2],
  ])('that breaks off %s is decoded as far as it goes', (_name, content, most) => {
    const [message] = read(content)
    expect(message).toMatchObject({ ok: true, rpc: 'Inform', kind: 'request' })
    expect(message?.parameters).toBeGreaterThanOrEqual(1)
    expect(message?.parameters).toBeLessThanOrEqual(most + 1)
    expect(rules(content)).toContain('truncated')
  })

  it.each<[string, (xml: string) => string, string]>([
    ['no header', (xml) => xml.replace(/<SOAP-ENV:Header>.*<\/SOAP-ENV:Header>\n/, ''), 'missing-cwmp-id'],
    [
      'a padded count',
      (xml) => xml.replace('ParameterValueStruct[2]', 'ParameterValueStruct[0002]'),
      'padded-array-count',
    ],
    [
      'a wrong count',
      (xml) => xml.replace('ParameterValueStruct[2]', 'ParameterValueStruct[16]'),
      'array-count-mismatch',
    ],
    [
      'odd prefixes',
      (xml) => xml.replaceAll('SOAP-ENV', 'soap_env').replaceAll('SOAP-ENC', 'soap').replace('[2]', '[3]'),
      'array-count-mismatch',
    ],
    ['a late declaration', (xml) => `\n${xml}`, 'declaration-not-first'],
    ['a raw ampersand', (xml) => xml.replace('&amp;', '&'), 'raw-ampersand'],
    ['another namespace', (xml) => xml.replace('cwmp-1-0', 'cwmp-1-3'), 'non-standard-cwmp-namespace'],
  ])('with %s is decoded, and it is said', (_name, change, rule) => {
    const [message] = read(change(inform))
    expect(message).toMatchObject({ ok: true, rpc: 'Inform', kind: 'request', parameters: 2 })
    expect(message?.findings.map((finding) => finding.rule)).toContain(rule)
  })

  it('with foreign bytes is decoded', () => {
    const bytes = Buffer.from(inform.replace('>1.0<', '>1\u00ff<'), 'latin1')
    expect(shapes(bytes)).toEqual(['Inform request'])
    expect(read(bytes)[0]?.findings.map(({ rule }) => rule)).toContain('undecodable-bytes')
  })
})

describe('several envelopes without HTTP', () => {
  it.each([
    ['one behind the other', `${inform}\n${informResponse}\n${getValues}`],
    ['with notes between', `first\n${inform}\nthen & <there>\n${informResponse}\n\n-- \n${getValues}\nend`],
    ['in CDATA', [inform, informResponse, getValues].map((xml) => `<m><![CDATA[${xml}]]></m>`).join('\n')],
    ['from a log', onEachLine(`${inform}\n${informResponse}\n${getValues}`, 'Nov 22 10:00:00 gw cwmp: ')],
  ])('%s', (_name, content) => {
    expect(shapes(content)).toEqual(['Inform request', 'Inform response', 'GetParameterValues request'])
    expect(rules(content)).toContain('several-envelopes')
  })
})

describe('what is no message', () => {
  it.each([
    ['a page', '<html><body>hello</body></html>'],
    ['words', 'nothing to see here'],
    ['white space', ' \n\t\n'],
    ['another SOAP service', envelope('<m:GetPrice xmlns:m="urn:shop"><m:Item>1</m:Item></m:GetPrice>')],
  ])('%s is not ok, and nothing is claimed of it', (_name, content) => {
    expect(read(content)).toMatchObject([{ ok: false, rpc: null, parameters: 0 }])
  })

  it('a note that names HTTP is none', () => {
    expect(shapes(`He said: "POST /acs HTTP/1.1" does not work.\n${inform}`)).toEqual(['Inform request'])
    expect(shapes(`1.2.3.4 - - [22/Nov/2026] "POST /acs HTTP/1.1" 200 512\n${inform}`)).toEqual([
      'Inform request',
    ])
  })
})

describe('whatever a file holds', () => {
  it('is read without failing', () => {
    const text = session.join('')
    const damaged = fc
      .record({
        from: fc.nat({ max: text.length }),
        length: fc.nat({ max: 400 }),
        with: fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.constantFrom('&lt;', '<', '\n', 'HTTP/1.1 200 OK\n', 'POST / HTTP/1.1\n', '\u0000'),
        ),
        undo: fc.constantFrom((whole: string) => whole, lf, html, hexDump),
      })
      .map(({ from, length, with: piece, undo }) =>
        Buffer.from(undo(text.slice(0, from) + piece + text.slice(from + length)), 'latin1'),
      )
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 500 })), (bytes) => {
        for (const message of read(bytes)) {
          if (!message.ok) expect(message.rpc).toBeNull()
          expect(message.explanation.length).toBeLessThan(605)
        }
      }),
      { numRuns: 60 },
    )
  })

  it.each([
    ['one long word', 'A'.repeat(2_000_000)],
    ['one long line of words', 'ABC def '.repeat(250_000)],
    ['start lines and nothing else', 'POST /acs HTTP/1.1\n'.repeat(3_000)],
    ['beginnings of envelopes', '<a:Envelope '.repeat(20_000)],
    ['ends of envelopes', `POST / HTTP/1.1\n\n${'</a:Envelope>'.repeat(50_000)}`],
    ['digits', '0000 00 '.repeat(200_000)],
    ['packet lines', '10:00:00.0 IP a > b: Flags [P.]\n'.repeat(30_000)],
  ])('takes time in proportion: %s', (_name, content) => {
    const startedAt = performance.now()
    read(content)
    expect(performance.now() - startedAt).toBeLessThan(4_000)
  })
})
