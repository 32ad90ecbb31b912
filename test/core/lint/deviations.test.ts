import { expect, test } from 'vitest'
import { rules } from '../../../src/core/lint/index.js'
import { deviations } from '../../docs/deviations.js'
import {
  addObject,
  addObjectResponse,
  block,
  Conversation,
  deleteObject,
  deleteObjectResponse,
  download,
  downloadResponse,
  envelope,
  fault,
  getNames,
  getNamesResponse,
  getValues,
  getValuesResponse,
  inform,
  informResponse,
  setValues,
  setValuesResponse,
  transferComplete,
} from './conversation.js'

const host = 'Device.Time.NTPServer1'
const other = 'Device.Time.NTPServer2'
const enable = 'Device.Time.Enable'
const time = 'Device.ManagementServer.PeriodicInformTime'
const ask = getValues([host])

/** The Inform with something wrong in it. */
const informs = (change: (text: string) => string) => (talk: Conversation) =>
  talk.turn(change(inform()), informResponse())
const replaced = (from: string | RegExp, to: string) => informs((text) => text.replace(from, to))
const opened = (talk: Conversation): Conversation => talk.turn(inform(), informResponse())
/** What the ACS asks and what comes back. */
const rpc = (question: string, answer: string) => (talk: Conversation) =>
  opened(talk).turn('', question).turn(answer, '')
const answers = (values: Readonly<Record<string, string>>, change = (text: string) => text) =>
  rpc(getValues(Object.keys(values)), change(getValuesResponse(values)))
const sets = (value: string, name: string, code: string) =>
  rpc(setValues({ [name]: value }), fault('9003', '5', { [name]: code }))
const header = (name: string, value: string) => (talk: Conversation) =>
  talk.turn(inform(), informResponse(), { headers: [`${name}: ${value}`] })

const setsAttributes = envelope(
  `<cwmp:SetParameterAttributes><ParameterList soap-enc:arrayType="cwmp:SetParameterAttributesStruct[1]"><SetParameterAttributesStruct><Name>${host}</Name><NotificationChange>0</NotificationChange><Notification>1</Notification><AccessListChange>0</AccessListChange><AccessList soap-enc:arrayType="xsd:string[0]"></AccessList></SetParameterAttributesStruct></ParameterList></cwmp:SetParameterAttributes>`,
  { id: '5' },
)

/** Every deviation as it comes over the wire: at least one of the rules that claim it must see it. */
const seen: Readonly<Record<string, (talk: Conversation) => unknown>> = {
  'cpe-1': replaced(/<soap-env:Header>.*<\/soap-env:Header>/, ''),
  'cpe-2': replaced('EventStruct[1]', 'EventStruct[01]'),
  'cpe-3': replaced('EventStruct[1]', 'EventStruct[3]'),
  'cpe-4': replaced(' soap-enc:arrayType="cwmp:EventStruct[1]"', ''),
  'cpe-5': replaced('mustUnderstand="1"', 'mustUnderstand="true"'),
  'cpe-6': replaced('<MaxEnvelopes>1', '<MaxEnvelopes>2'),
  'cpe-7': (talk) => talk.turn(inform({ header: block('NoMoreRequests', '0') }), informResponse()),
  'cpe-8': (talk) =>
    talk.turn(inform(), informResponse(), { headers: ['Content-Type: text/xml; charset=ISO-8859-1'] }),
  'cpe-9': (talk) => opened(talk).turn('', '', { cookie: '$Version="0"; session=1; $Path=/' }),
  'cpe-10': (talk) => chunked(talk),
  'cpe-11': (talk) => rewritten(opened(talk).cpe(''), (head) => `\n${head}`, 'head'),
  'cpe-12': replaced('00A0B1', '00a0b1'),
  'cpe-13': replaced('2026-11-22T10:00:00+00:00', '2019-03-05T11:54::14'),
  'cpe-14': answers({ '.ExternalIPAddress': '192.0.2.1' }),
  'cpe-15': replaced('<RetryCount>0', '<RetryCount>00'),
  'cpe-16': informs((text) => `\n${text}`),
  'cpe-17': informs((text) => text.slice(0, -30)),
  'cpe-18': (talk) => undecodable(talk),
  'cpe-19': answers({ [host]: 'a\u0002b' }),
  'cpe-20': answers({ [host]: 'a & b' }),
  'cpe-21': answers({ [host]: 'a' }, (text) => text.replace(/<Value.*<\/Value>/, '')),
  'cpe-22': rpc(ask, fault('9002', null).replace(/<soap-env:Header><\/soap-env:Header>/, '')),
  'cpe-23': answers({ [host]: 'a' }, (text) => text.replace('xsd:string"', 'xsd:String"')),
  'cpe-24': answers({ [enable]: 'xsd:boolean 4294967295' }),
  'cpe-25': answers({ [time]: 'xsd:dateTime 2026-11-22_10:00:00' }),
  'cpe-26': sets('xsd:boolean true', enable, '9007'),
  'cpe-27': sets('xsd:dateTime 2026-11-22T10:00:00.000Z', time, '9007'),
  'cpe-28': rpc(getNames(''), fault('9005')),
  'cpe-29': (talk) =>
    talk.session(inform(), [
      [getNames('Device.Time.'), getNamesResponse({ 'Device.Time.': '0', [host]: '0' })],
      [setValues({ [host]: 'a' }, '6'), setValuesResponse('6')],
    ]),
  'cpe-30': (talk) =>
    talk
      .session(inform(), [[download('fw'), downloadResponse()]])
      .wait(60)
      .session(inform({ events: ['1 BOOT'] })),
  'cpe-31': (talk) => opened(talk).turn('', '', { cookie: null }),
  'cpe-32': (talk) => opened(talk).turn('', '', { headers: ['Content-Type: text/xml', 'SOAPAction: ""'] }),
  'cpe-33': header('Expect', '100-continue'),
  'cpe-34': informs((text) => text.replaceAll('soap-enc', 'soap').replaceAll('soap-env', 'soap_env')),
  'cpe-35': replaced('/soap/encoding/"', '/soap/encoding"'),
  'cpe-36': (talk) => withoutHead(talk, 'SOAPAction:'),
  'cpe-38': (talk) =>
    opened(talk)
      .turn('', ask)
      .turn(
        fault('9005').replaceAll('soap-env:', 'soapenv:').replace('xmlns:soap-env', 'xmlns:soapenv'),
        'Bad',
        {},
        { status: 400 },
      ),
  'cpe-39': rpc(getValues([host, other]), getValuesResponse({ [host]: 'a' })),
  'cpe-40': (talk) =>
    connectionRequest(talk, [
      'WWW-Authenticate: Digest realm="a", nonce="n", qop="auth"',
      'Connection: close',
    ]),
  'cpe-41': replaced('<SerialNumber>', '<Extra>1</Extra><SerialNumber>'),
  'cpe-42': (talk) =>
    talk.turn(inform({ values: { 'Device.ManagementServer.ParameterKey': '(null)' } }), informResponse()),
  'cpe-43': informs((text) =>
    text.replace('version="1.0"', "version='1.0'").replace('"UTF-8"?', '"UTF-8" standalone="no"?'),
  ),
  'cpe-44': informs((text) => text.replace('</Event>', '</Event soap-enc:arrayType="x">')),
  'cpe-45': answers({ 'Device.DeviceSummary': '\n   Device:1.0[](Baseline:1)\n  ' }),
  'cpe-46': answers({ 'Device.WANDevice.1.WANConnectionDevice.1.WANIPConnection.1.Enable': '1' }),
  'cpe-47': answers({ 'Device.ManagementServer.Password': 'geheim' }),
  'acs-1': (talk) =>
    talk.turn(
      inform({ header: block('SupportedCWMPVersions', '1.0,1.4', '0') }),
      informResponse('1', { namespace: 'urn:dslforum-org:cwmp-1-3' }),
    ),
  'acs-2': (talk) =>
    opened(talk).turn(
      transferComplete('k'),
      fault('8002', '2').replaceAll('soap-env:Fault', 'soap-env:Body:Fault'),
    ),
  'acs-4': (talk) =>
    talk.turn(
      inform({ namespace: 'urn:dslforum-org:cwmp-1-4' }),
      'Unrecognized CWMP version',
      {},
      { status: 400 },
    ),
  'acs-5': (talk) => talk.turn(inform(), informResponse('1', { namespace: 'urn:dslforum-org:cwmp-1-0' })),
  'acs-6': (talk) =>
    talk.turn(inform(), informResponse().replace('soap-env:mustUnderstand', 'soap-enc:mustUnderstand')),
  'acs-7': rpc(getValues([]), getValuesResponse({})),
  'acs-8': (talk) => talk.turn(inform(), informResponse('1', { declaration: false })).end('timeout'),
  'acs-9': rpc(
    setsAttributes.replace('</Notification>', '</NotificationChange>'),
    envelope('<cwmp:SetParameterAttributesResponse></cwmp:SetParameterAttributesResponse>', { id: '5' }),
  ),
  'acs-10': (talk) => opened(talk).turn('', ask).turn('garbage', ask.replace('>5<', '>6<')),
  'acs-11': (talk) => opened(talk).turn('', ask).turn(fault('9005'), 'Bad', {}, { status: 400 }),
  'acs-12': (talk) => opened(talk).turn('', 'Bad session state', { cookie: null }, { status: 400 }),
  'acs-13': rpc(
    setsAttributes.replace('<Notification>1<', '<Notification><'),
    envelope('<cwmp:SetParameterAttributesResponse></cwmp:SetParameterAttributesResponse>', { id: '5' }),
  ),
  'field-1': (talk) => opened(talk).end('connection-closed'),
  'field-2': (talk) => opened(talk).turn('', getNames('')).end('connection-closed'),
  'field-3': sets('xsd:boolean false', enable, '9007'),
  'field-4': sets('xsd:dateTime 2026-11-22T10:00:00.5Z', time, '9007'),
  'field-5': answers({ [host]: 'a&#2;b' }),
  'field-6': answers({ [host]: 'a' }, (text) => text.replace(/<Value.*<\/Value>/, '')),
  'field-7': answers({ [host]: '{}' }, (text) => text.replace('xsd:string"', 'xsd:json"')),
  'field-8': replaced(/ParameterValueStruct\[\d+\]/, 'ParameterValueStruct[0016]'),
  'field-9': (talk) => withHead(talk, 'Content-Type: text/xml; charset=utf-8', 'Content-Type: text/html'),
  'field-10': replaced('<cwmp:Inform>', '<cwmp:Inform xmlns:cwmp="urn:dslforum-org:cwmp-1-2">'),
  'field-11': replaced(/<soap-env:Header>.*<\/soap-env:Header>/, ''),
  'field-12': (talk) =>
    talk.turn(inform({ events: ['2 PERIODIC', '2 PERIODIC', '2 PERIODIC'] }), informResponse()),
  'field-13': (talk) => talk.turn(inform({ retryCount: 1485 }), informResponse()).end('timeout'),
  'field-14': (talk) =>
    opened(talk)
      .turn('', ask, { connection: 2 })
      .turn(getValuesResponse({ [host]: 'a' }), '', { connection: 3 }),
  'field-15': (talk) => opened(talk).turn('', '', { cookie: 'session=0' }),
  'field-16': (talk) =>
    talk
      .session(inform(), [[download('fw'), downloadResponse()]])
      .wait(60)
      .session(inform({ events: ['1 BOOT'] })),
  'field-17': rpc(getValues([host, other]), fault('9005')),
  'field-18': (talk) =>
    talk.session(inform(), [
      [deleteObject('Device.NAT.PortMapping.1.'), deleteObjectResponse()],
      [addObject('Device.NAT.PortMapping.', '6'), addObjectResponse('1', '6')],
    ]),
  'field-19': rpc(setValues({ [host]: 'a', [other]: 'b' }).replace(other, host), setValuesResponse()),
  'field-20': (talk) => opened(talk).turn('', '').turn('', ''),
  'field-21': (talk) => connectionRequest(talk, ['WWW-Authenticate: Basic realm="a"']),
  'field-22': (talk) =>
    talk.turn(inform({ values: { 'Device.ManagementServer.Password': 'geheim' } }), informResponse()),
}

test.each(deviations.filter(({ unseen }) => unseen === undefined))(
  '$id, $title: a rule that claims it fires',
  ({ id }) => {
    const talk = new Conversation()
    seen[id]?.(talk)
    const claiming = rules.filter(({ covers }) => covers?.includes(id) === true).map((rule) => rule.id)
    const fired = talk.rules().filter((rule) => claiming.includes(rule))
    expect(fired, `claimed by ${claiming.join(', ')}; fired: ${talk.rules().join(', ')}`).not.toEqual([])
  },
)

test('every deviation that can be seen is shown here', () => {
  expect(Object.keys(seen).sort()).toEqual(
    deviations
      .filter(({ unseen }) => unseen === undefined)
      .map(({ id }) => id)
      .sort(),
  )
})

/** Changes the recorded bytes of the last request. */
function rewritten(
  talk: Conversation,
  rewrite: (text: string) => string,
  part: 'head' | 'body',
): Conversation {
  const index = talk.facts.findLastIndex(({ type }) => type === 'request')
  const fact = talk.facts[index]
  if (fact?.type !== 'request') throw new Error('Nothing was sent.')
  const text = new TextDecoder('latin1').decode(fact.request[part])
  const bytes = Uint8Array.from(rewrite(text), (character) => character.charCodeAt(0))
  talk.facts[index] = { ...fact, request: { ...fact.request, [part]: bytes } }
  return talk
}

function withHead(talk: Conversation, line: string, instead: string): Conversation {
  return rewritten(opened(talk), (head) => head.replace(line, instead), 'head')
}

function withoutHead(talk: Conversation, line: string): Conversation {
  return rewritten(opened(talk), (head) => head.replace(`${line}\r\n`, ''), 'head')
}

function chunked(talk: Conversation): Conversation {
  const made = rewritten(
    opened(talk),
    (head) => head.replace(/Content-Length: \d+/, 'Transfer-Encoding: chunked'),
    'head',
  )
  return rewritten(made, (body) => `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`, 'body')
}

function undecodable(talk: Conversation): Conversation {
  return rewritten(opened(talk), (body) => body.replace('>Maker<', '>M\u00ffaker<'), 'body')
}

/** A connection request of ours, and the challenge of the CPE. */
function connectionRequest(talk: Conversation, headers: readonly string[]): Conversation {
  talk.facts.push({
    type: 'event',
    event: {
      type: 'connection-open',
      at: 1,
      connection: 77,
      source: 'acs',
      outgoing: true,
      remote: '192.0.2.7:7547',
      local: '192.0.2.1:50000',
    },
  })
  talk.cpe('', { connection: 77, cookie: null })
  rewritten(talk, (head) => head.replace(/^POST \S+/, 'GET /a1b2'), 'head')
  return talk.acs('', { status: 401, headers: [...headers] })
}
