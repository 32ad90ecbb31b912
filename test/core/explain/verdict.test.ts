import { describe, expect, it } from 'vitest'
import { SessionStory, verdictOf, type StoryTurn } from '../../../src/core/explain/index.js'
import fc from 'fast-check'
import {
  Conversation,
  fault,
  inform,
  informResponse,
  paths,
  request,
  response,
  values,
} from './conversation.js'
import { noSource } from '../soap/no-source.js'

const P = 'Device.DeviceInfo.UpTime'
const ssid = 'Device.WiFi.SSID.1.SSID'
const c = (): Conversation => new Conversation()
const transferComplete = (key: string, code: string): string =>
  request(
    'TransferComplete',
    `<CommandKey>${key}</CommandKey><FaultStruct><FaultCode>${code}</FaultCode><FaultString></FaultString></FaultStruct><StartTime>2026-11-22T10:00:00Z</StartTime><CompleteTime>2026-11-22T10:01:00Z</CompleteTime>`,
  )
const download =
  '<CommandKey>k1</CommandKey><FileType>1 Firmware Upgrade Image</FileType><URL>http://cpe:geheim@files.example/fw.bin</URL><Username></Username><Password>geheim</Password><FileSize>0</FileSize><TargetFileName></TargetFileName><DelaySeconds>0</DelaySeconds><SuccessURL></SuccessURL><FailureURL></FailureURL>'
const started =
  '<Status>1</Status><StartTime>0001-01-01T00:00:00Z</StartTime><CompleteTime>0001-01-01T00:00:00Z</CompleteTime>'
const set = (entries: Record<string, string>): string => `${values(entries)}<ParameterKey></ParameterKey>`
const reboot = request('Reboot', '<CommandKey>k</CommandKey>')
const digest = 'Authorization: Digest username="cpe", realm="x", nonce="y", uri="/acs", response="00"'

/** Sentences about findings depend on the rules, which are not looked at here. */
const withoutDefects = (verdict: string): string =>
  verdict.replace(/ The messages have \d+ defects?; the findings name (?:it|them)\./, '')

const situations: readonly [name: string, outcome: string, made: () => Conversation, verdict: string][] = [
  [
    'a session that goes on',
    'open',
    () => c().cpe(inform()),
    'The CPE called because its periodic inform interval was over and reports firmware 2.1; the session is going on.',
  ],
  [
    'a session without an Inform that goes on',
    'open',
    () => c().cpe(''),
    'The session was recorded without its Inform; the session is going on.',
  ],
  [
    'a periodic Inform',
    'completed',
    () => c().opened().acs(),
    'The CPE called because its periodic inform interval was over and reports firmware 2.1; it ended the session normally.',
  ],
  [
    'a reboot that was ordered',
    'completed',
    () =>
      c()
        .opened({ events: ['1 BOOT', 'M Reboot|x'] })
        .acs(),
    'The CPE rebooted because of the Reboot with CommandKey “x” and reports firmware 2.1; it ended the session normally.',
  ],
  [
    'a reboot that was ordered without a key',
    'completed',
    () =>
      c()
        .opened({ events: ['M Reboot', '1 BOOT'], firmware: null })
        .acs(),
    'The CPE rebooted because of the Reboot; it ended the session normally.',
  ],
  [
    'a boot',
    'completed',
    () =>
      c()
        .opened({ events: ['1 BOOT'] })
        .acs(),
    'The CPE started up and reports firmware 2.1; it ended the session normally.',
  ],
  [
    'two causes',
    'completed',
    () =>
      c()
        .opened({ events: ['2 PERIODIC', '4 VALUE CHANGE'] })
        .acs(),
    'The CPE called because its periodic inform interval was over and a parameter under notification had changed; it reports firmware 2.1 and ended the session normally.',
  ],
  [
    'the first contact',
    'completed',
    () =>
      c()
        .opened({ events: ['0 BOOTSTRAP', '1 BOOT'] })
        .acs(),
    'The CPE started up, and it met this ACS for the first time or had been reset to factory defaults; it reports firmware 2.1 and ended the session normally.',
  ],
  [
    'a connection request',
    'completed',
    () =>
      c()
        .opened({ events: ['6 CONNECTION REQUEST'], firmware: null })
        .acs(),
    'The CPE called because it had got a connection request; it ended the session normally.',
  ],
  [
    'a scheduled Inform',
    'completed',
    () =>
      c()
        .opened({ events: ['3 SCHEDULED', 'M ScheduleInform|later'] })
        .acs(),
    'The CPE called because the ScheduleInform with CommandKey “later” had asked for it; it reports firmware 2.1 and ended the session normally.',
  ],
  [
    'a vendor’s event',
    'completed',
    () =>
      c()
        .opened({ events: ['X 00A0B1 Light on'] })
        .acs(),
    'The CPE called because of the vendor’s event “X 00A0B1 Light on” and reports firmware 2.1; it ended the session normally.',
  ],
  [
    'an event of no kind',
    'completed',
    () =>
      c()
        .opened({ events: ['2 Periodic'] })
        .acs(),
    'The CPE called because of the event “2 Periodic” (unknown to CWMP) and reports firmware 2.1; it ended the session normally.',
  ],
  [
    'no event',
    'completed',
    () => c().opened({ events: [] }).acs(),
    'The CPE called without naming an event and reports firmware 2.1; it ended the session normally.',
  ],
  [
    'a CPE that had tried before',
    'completed',
    () => c().opened({ retryCount: '3' }).acs(),
    'The CPE called because its periodic inform interval was over and reports firmware 2.1; it ended the session normally. It had tried 3 times before without success.',
  ],
  [
    'a new firmware',
    'completed',
    () =>
      c()
        .opened()
        .acs()
        .begin()
        .cpe(
          inform({
            events: ['1 BOOT', '4 VALUE CHANGE', '7 TRANSFER COMPLETE', 'M Download|k1'],
            firmware: '2.2',
          }),
        )
        .acs(informResponse())
        .cpe(transferComplete('k1', '0'))
        .acs(response('TransferComplete'))
        .cpe('')
        .acs(),
    'The CPE started up, and a parameter under notification had changed and the Download with CommandKey “k1” had ended well; it reports firmware 2.2 instead of 2.1 and ended the session normally.',
  ],
  [
    'a download that failed',
    'completed',
    () =>
      c()
        .cpe(inform({ events: ['7 TRANSFER COMPLETE', 'M Download|k1'] }))
        .acs(informResponse())
        .cpe(transferComplete('k1', '9010'))
        .acs(response('TransferComplete'))
        .cpe('')
        .acs(),
    'The CPE called because the Download with CommandKey “k1” had failed with 9010 (the file transfer failed); it reports firmware 2.1 and ended the session normally.',
  ],
  [
    'a failed transfer without its event',
    'completed',
    () =>
      c()
        .cpe(inform())
        .acs(informResponse())
        .cpe(transferComplete('k2', '9018'))
        .acs(response('TransferComplete'))
        .cpe('')
        .acs(),
    'The CPE called because its periodic inform interval was over and reports firmware 2.1; it ended the session normally, but a transfer with CommandKey “k2” had failed with 9018 (the file is damaged).',
  ],
  [
    'values read and set',
    'completed',
    () =>
      c()
        .opened()
        .asks(request('GetParameterValues', paths(P)), response('GetParameterValues', values({ [P]: '5' })))
        .asks(
          request(
            'SetParameterValues',
            set({ [ssid]: 'lab', 'Device.WiFi.AccessPoint.1.Security.KeyPassphrase': 'hunter22' }),
          ),
          response('SetParameterValues', '<Status>1</Status>'),
        )
        .acs(),
    'The CPE called because its periodic inform interval was over and reports firmware 2.1; it ended the session normally. The ACS read the value of Device.DeviceInfo.UpTime and set 2 parameters (not in effect yet).',
  ],
  [
    'a secret that was set',
    'completed',
    () =>
      c()
        .opened()
        .asks(
          request(
            'SetParameterValues',
            set({ 'Device.WiFi.AccessPoint.1.Security.KeyPassphrase': 'hunter22' }),
          ),
          response('SetParameterValues', '<Status>0</Status>'),
        )
        .acs(),
    'The CPE called because its periodic inform interval was over and reports firmware 2.1; it ended the session normally. The ACS set Device.WiFi.AccessPoint.1.Security.KeyPassphrase to a secret value.',
  ],
  [
    'the tree listed',
    'completed',
    () =>
      c()
        .opened()
        .asks(
          request('GetParameterNames', '<ParameterPath>Device.</ParameterPath><NextLevel>1</NextLevel>'),
          response(
            'GetParameterNames',
            '<ParameterList e:arrayType="cwmp:ParameterInfoStruct[1]"><ParameterInfoStruct><Name>Device.WiFi.</Name><Writable>0</Writable></ParameterInfoStruct></ParameterList>',
          ),
        )
        .acs(),
    'The CPE called because its periodic inform interval was over and reports firmware 2.1; it ended the session normally. The ACS listed 1 name of Device.',
  ],
  [
    'objects created and removed',
    'completed',
    () =>
      c()
        .opened()
        .asks(
          request(
            'AddObject',
            '<ObjectName>Device.NAT.PortMapping.</ObjectName><ParameterKey></ParameterKey>',
          ),
          response('AddObject', '<InstanceNumber>7</InstanceNumber><Status>0</Status>'),
        )
        .asks(
          request(
            'DeleteObject',
            '<ObjectName>Device.NAT.PortMapping.3.</ObjectName><ParameterKey></ParameterKey>',
          ),
          response('DeleteObject', '<Status>0</Status>'),
        )
        .acs(),
    'The CPE called because its periodic inform interval was over and reports firmware 2.1; it ended the session normally. The ACS created Device.NAT.PortMapping.7. and removed Device.NAT.PortMapping.3.',
  ],
  [
    'a firmware that was ordered',
    'completed',
    () => c().opened().asks(request('Download', download), response('Download', started)).acs(),
    'The CPE called because its periodic inform interval was over and reports firmware 2.1; it ended the session normally. The ACS ordered the download of “1 Firmware Upgrade Image” from http://…@files.example/fw.bin with CommandKey “k1”.',
  ],
  [
    'a refused value',
    'completed',
    () =>
      c()
        .opened()
        .asks(
          request('SetParameterValues', set({ [ssid]: 'x' })),
          fault('9003', 'Invalid arguments', [{ name: ssid, code: '9007' }]),
        )
        .acs(),
    'The CPE called because its periodic inform interval was over and reports firmware 2.1; it ended the session normally, but the CPE refused the SetParameterValues with 9003 (Device.WiFi.SSID.1.SSID: 9007, the parameter does not take that value). Next: compare the value with the range and the enumeration of the data model.',
  ],
  [
    'a refused reading',
    'completed',
    () =>
      c()
        .opened()
        .asks(request('GetParameterValues', paths('Device.X.')), fault('9005'))
        .acs(),
    'The CPE called because its periodic inform interval was over and reports firmware 2.1; it ended the session normally, but the CPE refused the GetParameterValues of Device.X. with 9005 (the CPE knows no parameter or object of that name). Next: look up the name with GetParameterNames; names are case-sensitive.',
  ],
  [
    'a refusal and a success',
    'completed',
    () =>
      c()
        .opened()
        .asks(
          request('AddObject', '<ObjectName>Device.A.</ObjectName><ParameterKey></ParameterKey>'),
          fault('9004'),
        )
        .asks(reboot, response('Reboot'))
        .acs(),
    'The CPE called because its periodic inform interval was over and reports firmware 2.1; it ended the session normally, but the CPE refused the AddObject of Device.A. with 9004 (the CPE has no resources left for it). The ACS ordered a reboot with CommandKey “k”. Next: ask for less at once.',
  ],
  [
    'a cookie that was never returned, on one connection',
    'completed',
    () =>
      c()
        .opened({}, { headers: ['Set-Cookie: sid=1'] })
        .acs(),
    'The CPE called because its periodic inform interval was over and reports firmware 2.1; it ended the session normally. It never returned the cookie of the ACS; its connection or address alone tied its messages together.',
  ],
  [
    'silence upon a request',
    'timeout',
    () =>
      c()
        .opened()
        .acs(request('GetParameterNames', '<ParameterPath></ParameterPath><NextLevel>0</NextLevel>'))
        .ends('timeout', 30),
    'The session never completed: the CPE did not answer the GetParameterNames of the ACS and was silent for 30 seconds. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: the CPE may have stumbled over the request: ask for less at once, and not for the whole tree.',
  ],
  [
    'silence upon a reboot',
    'timeout',
    () => c().opened().acs(reboot).ends('timeout', 30),
    'The session never completed: the CPE did not answer the Reboot of the ACS and was silent for 30 seconds. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: the CPE may have carried out the Reboot without answering first: its next Inform will tell.',
  ],
  [
    'silence upon an answer in another namespace',
    'timeout',
    () =>
      c()
        .cpe(inform({ version: '1-2' }))
        .acs(informResponse({ version: '1-0' }))
        .ends('timeout', 30),
    'The session never completed: the CPE sent neither a request nor its empty POST after the InformResponse and was silent for 30 seconds. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: the CPE speaks urn:dslforum-org:cwmp-1-2, but was answered in urn:dslforum-org:cwmp-1-0: let the ACS answer in the namespace of the Inform.',
  ],
  [
    'silence upon an answer without XML declaration',
    'timeout',
    () =>
      c()
        .cpe(inform())
        .acs(informResponse({ declaration: false }))
        .ends('timeout', 30),
    'The session never completed: the CPE sent neither a request nor its empty POST after the InformResponse and was silent for 30 seconds. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: the answer has no XML declaration, and some CPEs read none without it: have it written for this device.',
  ],
  [
    'silence upon an answer that looks right',
    'timeout',
    () => c().cpe(inform()).acs(informResponse()).ends('timeout', 30),
    'The session never completed: the CPE sent neither a request nor its empty POST after the InformResponse and was silent for 30 seconds. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: the CPE may not have understood the answer: compare its namespace, prefixes and XML declaration with those the CPE writes.',
  ],
  [
    'silence upon a 204 before the empty POST',
    'timeout',
    () => c().cpe(inform()).acs(informResponse()).cpe(transferComplete('k1', '0')).acs().ends('timeout', 45),
    'The session never completed: the CPE sent neither a request nor its empty POST after the empty answer and was silent for 45 seconds. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: look into the log of the CPE at this moment.',
  ],
  [
    'an ACS that does not answer',
    'timeout',
    () => c().opened().ends('timeout', 60),
    'The session never completed: the ACS did not answer the empty POST of the CPE for 60 seconds. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: look into the log of the ACS.',
  ],
  [
    'an ACS that does not answer a request',
    'connection-closed',
    () => c().cpe(inform()).acs(informResponse()).cpe(transferComplete('k1', '0')).ends('connection-closed'),
    'The session broke off: the connection closed before the ACS answered the TransferComplete of the CPE. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: see whether a time limit of the CPE, a proxy or a firewall cuts it.',
  ],
  [
    'a CPE that does not come back with credentials',
    'timeout',
    () => c().cpe(inform()).acs('', { status: 401 }).ends('timeout', 30),
    'The CPE did not prove who it is: the ACS asked for user name and password (401), and the CPE never sent them. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: set the user name and password of the ACS in the CPE (ManagementServer.Username and Password).',
  ],
  [
    'a CPE that was sent elsewhere',
    'timeout',
    () =>
      c()
        .cpe(inform())
        .acs('', { status: 302, headers: ['Location: http://u:p@other.example/acs'] })
        .ends('timeout', 30),
    'The session went elsewhere: the ACS sent the CPE to “http://…@other.example/acs” (HTTP status 302), and nothing more came here. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: look for the rest of the session at that URL (TR-069a6 3.4.2).',
  ],
  [
    'a CPE that does not repeat after 8005',
    'timeout',
    () => c().cpe(inform()).acs(fault('8005')).ends('timeout', 30),
    'The session never completed: the ACS asked for the same request once more (8005), but the CPE did not send it and was not heard of again for 30 seconds. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: a CPE has to repeat the identical request after 8005.',
  ],
  [
    'a connection that closed',
    'connection-closed',
    () => c().opened().acs(reboot).ends('connection-closed'),
    'The session broke off: the connection closed before the CPE answered the Reboot of the ACS. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: the CPE may have carried out the Reboot without answering first: its next Inform will tell.',
  ],
  [
    'a connection that closed inside a message',
    'connection-closed',
    () => c().cpe(inform(), { complete: false }),
    'The session broke off: the connection ended inside the Inform of the CPE. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: see whether a time limit of the CPE, a proxy or a firewall cuts it.',
  ],
  [
    'a cookie that was not returned',
    'cookie-lost',
    () =>
      c()
        .cpe(inform())
        .acs(informResponse(), { headers: ['Set-Cookie: sid=1; Path=/acs'] })
        .ends('cookie-lost', 30),
    'The session never completed: it seems that the CPE did not return the cookie “sid”, so its second POST was a stranger to the ACS. A POST without cookie came from its address while several sessions were open there. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: see whether the CPE takes cookies at all; some need the Path “/” in Set-Cookie.',
  ],
  [
    'a cookie that was lost later',
    'cookie-lost',
    () =>
      c()
        .cpe(inform())
        .acs(informResponse(), { headers: ['Set-Cookie: sid=1'] })
        .cpe('', { headers: ['Cookie: sid=1'] })
        .acs(reboot)
        .ends('cookie-lost', 30),
    'The session never completed: it seems that the CPE did not return the cookie “sid”, so its third POST was a stranger to the ACS. A POST without cookie came from its address while several sessions were open there. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: the CPE returned it before: see whether it loses the cookie on a new connection.',
  ],
  [
    'the message that lost its cookie',
    'cookie-lost',
    () => c().cpe('').acs('Which session?', { status: 400 }).ends('cookie-lost'),
    'This message belongs to a session that cannot be told: it came without a session cookie, on a connection of its own, while several sessions were open from its address. Next: let the CPE return the cookie of the InformResponse with every request (RFC 6265).',
  ],
  [
    'no credentials',
    'not-authenticated',
    () => c().cpe(inform()).acs('', { status: 401 }).ends('not-authenticated'),
    'The CPE did not prove who it is: the ACS asked for user name and password (401), and the CPE never sent them. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: set the user name and password of the ACS in the CPE (ManagementServer.Username and Password).',
  ],
  [
    'wrong credentials',
    'not-authenticated',
    () =>
      c()
        .cpe(inform())
        .acs('', { status: 401 })
        .cpe(inform(), { headers: [digest] })
        .acs('', { status: 401 })
        .ends('not-authenticated'),
    'The CPE did not prove who it is: the ACS did not accept the credentials of “cpe” (Digest); it answered 401 twice. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: compare user name and password in CPE and ACS.',
  ],
  [
    'a refused Inform',
    'inform-refused',
    () => c().cpe(inform()).acs(fault('8003', 'No SerialNumber.')).ends('inform-refused'),
    'The ACS refused the Inform with 8003 (the ACS does not accept the arguments): “No SerialNumber.”, so no session came about. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: compare the arguments with the rules of the method.',
  ],
  [
    'no common version',
    'inform-refused',
    () =>
      c()
        .cpe(inform({ version: '1-2' }))
        .acs(fault('8006'))
        .ends('inform-refused'),
    'The ACS refused the Inform with 8006 (ACS and CPE have no CWMP version in common), so no session came about; the CPE speaks urn:dslforum-org:cwmp-1-2. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: let ACS or CPE speak a version the other knows.',
  ],
  [
    'a second Inform',
    'protocol-error',
    () => c().opened().acs(reboot).cpe(inform()).acs('x', { status: 400 }).ends('protocol-error'),
    'The session failed: the CPE sent a second Inform in the session; the ACS answered with HTTP status 400. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: the findings of that message say what is wrong with it (TR-069a6 3.7.1.4).',
  ],
  [
    'a request after the empty POST',
    'protocol-error',
    () =>
      c()
        .opened()
        .asks(reboot, response('Reboot'))
        .acs(reboot)
        .cpe(transferComplete('k', '0'))
        .acs('x', { status: 400 })
        .ends('protocol-error'),
    'The session failed: the CPE sent a TransferComplete of its own after its empty POST, when only the ACS may ask; the ACS answered with HTTP status 400. The CPE called because its periodic inform interval was over and reports firmware 2.1. Before that, the ACS ordered a reboot with CommandKey “k”. Next: the findings of that message say what is wrong with it (TR-069a6 3.7.1.4).',
  ],
  [
    'an unreadable message',
    'protocol-error',
    () => c().opened().acs(reboot).cpe('<html>Sorry</html>').acs('x', { status: 400 }).ends('protocol-error'),
    'The session failed: a message of the CPE could not be read: this is no SOAP envelope: there is an element html; the ACS answered with HTTP status 400. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: the findings of that message say what is wrong with it (TR-069a6 3.7.1.4).',
  ],
  [
    'an answer nobody asked for',
    'protocol-error',
    () => c().opened().acs(reboot).cpe(response('GetParameterValues')).ends('protocol-error'),
    'The session failed: the CPE answered the Reboot with a GetParameterValuesResponse. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: the findings of that message say what is wrong with it (TR-069a6 3.7.1.4).',
  ],
  [
    'a new session before the end',
    'superseded',
    () => c().opened().acs(reboot).ends('superseded'),
    'The session never completed: the CPE began a new one while the Reboot of the ACS was still unanswered. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: see whether the CPE restarted in between, or does not get the answers of the ACS.',
  ],
  [
    'an error of the ACS',
    'interrupted',
    () => c().opened().acs('x', { status: 500 }).ends('interrupted'),
    'The session was cut short: the ACS answered the empty POST of the CPE with HTTP status 500. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: look into the log of the ACS; the CPE has to try again in a new session (TR-069a6 3.7.1.4).',
  ],
  [
    'a message that was too large',
    'interrupted',
    () => c().cpe(inform()).acs('x', { status: 413 }).ends('interrupted'),
    'The session was cut short: the ACS answered the Inform of the CPE with HTTP status 413. The CPE called because its periodic inform interval was over and reports firmware 2.1. Next: let the ACS take larger messages.',
  ],
  [
    'a recording that stops',
    'interrupted',
    () =>
      c()
        .opened()
        .asks(request('GetParameterValues', paths(P)), response('GetParameterValues', values({ [P]: '5' })))
        .acs(reboot)
        .ends('interrupted'),
    'The session was cut short, or its end was not recorded: the Reboot of the ACS was still unanswered. The CPE called because its periodic inform interval was over and reports firmware 2.1. Before that, the ACS read the value of Device.DeviceInfo.UpTime.',
  ],
]

describe('the verdict on', () => {
  it.each(situations)('%s', (_name, outcome, made, verdict) => {
    const conversation = made()
    expect(conversation.outcome).toBe(outcome)
    expect(withoutDefects(conversation.verdict)).toBe(verdict)
  })

  it('every outcome is there', () => {
    const outcomes = new Set(situations.map(([, outcome]) => outcome))
    expect([...outcomes].sort()).toEqual([
      'completed',
      'connection-closed',
      'cookie-lost',
      'inform-refused',
      'interrupted',
      'not-authenticated',
      'open',
      'protocol-error',
      'superseded',
      'timeout',
    ])
  })
})

describe('a verdict', () => {
  const facts = { findings: { error: 1, warning: 1, info: 5 }, silence: 30 }

  it('counts the defects of the messages', () => {
    expect(verdictOf('completed', new SessionStory(), facts)).toBe(
      'The session was recorded without its Inform; the CPE ended the session normally. The messages have 2 defects; the findings name them.',
    )
  })

  it('tells no secret and no credentials', () => {
    for (const [, , made] of situations) expect(made().verdict).not.toMatch(/hunter22|geheim|u:p/)
  })

  it('keeps hostile text short and on one line, and never fails', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constantFrom('\n'.repeat(3000), 'x'.repeat(5000), '\u202e', '9003', '0', '1 BOOT', 'M Reboot'),
    )
    const struct = fc.dictionary(
      fc.constantFrom(
        'CommandKey',
        'FaultStruct',
        'Event',
        'Results',
        'ParameterList',
        'ObjectName',
        'Status',
        'Name',
        'Value',
        'URL',
        'FileType',
        'RetryCount',
      ),
      fc.oneof(
        text,
        fc.array(fc.record({ EventCode: text, CommandKey: text, Name: text, Value: text }), {
          maxLength: 90,
        }),
      ),
    )
    const rpc = fc.oneof(
      fc.constantFrom(
        'Inform',
        'Reboot',
        'Download',
        'SetParameterValues',
        'AddObject',
        'TransferComplete',
        'DUStateChangeComplete',
      ),
      text,
    )
    const turn = fc
      .record({
        direction: fc.constantFrom('cpe-to-acs', 'acs-to-cpe'),
        kind: fc.constantFrom('request', 'response', 'fault', 'empty', 'http'),
        status: fc.constantFrom(undefined, 200, 204, 302, 401, 500),
        header: text,
        decoded: struct,
        asked: struct,
        rpc,
        answers: fc.boolean(),
      })
      .map(({ direction, kind, status, header, decoded, asked, rpc: name, answers }): StoryTurn => ({
        messageId: '1',
        direction,
        at: 0,
        until: 0,
        kind,
        head: {
          startLine: header,
          version: '1.1',
          ...(status === undefined ? { method: 'POST' } : { status }),
          headers: [
            ['Authorization', header],
            ['Set-Cookie', header],
            ['Location', header],
          ],
        },
        body: new Uint8Array(),
        envelope:
          kind === 'empty' || kind === 'http'
            ? null
            : {
                ok: true,
                kind,
                rpc: name,
                namespace: header,
                cwmpVersion: null,
                header: {},
                decoded,
                parameters: 0,
                issues: [],
                source: noSource,
                ...(kind === 'fault'
                  ? {
                      fault: {
                        code: header,
                        string: name,
                        blame: 'Client',
                        parameters: [{ parameterName: name, code: header, string: '' }],
                      },
                    }
                  : {}),
              },
        framing: [],
        answers: answers ? { messageId: '0', rpc: name, arguments: asked } : null,
      }))
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 12 }), (turns) => {
        const story = new SessionStory()
        for (const each of turns) story.add(each)
        for (const outcome of outcomes) {
          const verdict = verdictOf(outcome, story, facts)
          expect(verdict.length).toBeLessThan(905)
          expect(verdict).not.toMatch(/[\n\r\t]/)
          expect(verdict).toMatch(/^[A-Z]/)
        }
      }),
      { numRuns: 300 },
    )
  })
})

const outcomes = [
  'open',
  'completed',
  'timeout',
  'connection-closed',
  'cookie-lost',
  'inform-refused',
  'not-authenticated',
  'protocol-error',
  'superseded',
  'interrupted',
] as const
