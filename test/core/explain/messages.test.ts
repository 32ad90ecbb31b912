import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { explainMessage, type AnsweredRequest } from '../../../src/core/explain/index.js'
import type { HttpHead } from '../../../src/core/http/index.js'
import { decodeEnvelope } from '../../../src/core/soap/index.js'
import { fault, inform, paths, request, response, soap, values } from './conversation.js'

const up = 'Device.DeviceInfo.UpTime'
const set = (entries: Record<string, string>): string => `${values(entries)}<ParameterKey>p1</ParameterKey>`
const names = (...list: readonly string[]): string =>
  `<ParameterList e:arrayType="cwmp:ParameterInfoStruct[${list.length}]">${list.map((name) => `<ParameterInfoStruct><Name>${name}</Name><Writable>0</Writable></ParameterInfoStruct>`).join('')}</ParameterList>`
const ended = (code: string, text = ''): string =>
  `<FaultStruct><FaultCode>${code}</FaultCode><FaultString>${text}</FaultString></FaultStruct><StartTime>2026-11-22T10:00:00Z</StartTime><CompleteTime>2026-11-22T10:00:00Z</CompleteTime>`
const file = (delay = '0'): string =>
  `<CommandKey>k1</CommandKey><FileType>1 Firmware Upgrade Image</FileType><URL>http://u:geheim@files/fw</URL><Username>u</Username><Password>geheim</Password><FileSize>1024</FileSize><TargetFileName></TargetFileName><DelaySeconds>${delay}</DelaySeconds><SuccessURL></SuccessURL><FailureURL></FailureURL>`
const status = (value: string): string =>
  `<Status>${value}</Status><StartTime>0001-01-01T00:00:00Z</StartTime><CompleteTime>0001-01-01T00:00:00Z</CompleteTime>`
const result = (code: string, operation = ''): string =>
  `<Results><UUID>11111111-2222-3333-4444-555555555555</UUID><DeploymentUnitRef></DeploymentUnitRef><Version>1</Version><CurrentState>Installed</CurrentState><Resolved>1</Resolved><ExecutionUnitRefList></ExecutionUnitRefList><StartTime>0001-01-01T00:00:00Z</StartTime><CompleteTime>0001-01-01T00:00:00Z</CompleteTime><Fault><FaultCode>${code}</FaultCode></Fault>${operation}</Results>`

/** What is said of an envelope, by itself or beside the request it answers. */
function said(xml: string, asked?: string): string {
  const envelope = decodeEnvelope(xml)
  const ask = asked === undefined ? null : decodeEnvelope(asked)
  const answers: AnsweredRequest | null = ask && { rpc: ask.rpc, arguments: ask.decoded }
  return explainMessage(envelope, envelope.kind, undefined, answers)
}

describe('a request in words', () => {
  it.each([
    [
      inform({ events: ['1 BOOT'], retryCount: '2' }),
      'The CPE reports 1 BOOT (it was switched on or has restarted); 1 parameter comes with it. It has tried 2 times before without success.',
    ],
    [request('GetParameterValues', paths(up)), `The ACS asks for the value of ${up}.`],
    [
      request('GetParameterValues', paths('Device.WiFi.')),
      'The ACS asks for the values of everything below Device.WiFi.',
    ],
    [
      request('GetParameterValues', paths()),
      'The ACS asks for no value at all: the list of names is empty, which many CPEs refuse with 9003.',
    ],
    [
      request('GetParameterNames', '<ParameterPath></ParameterPath><NextLevel>false</NextLevel>'),
      'The ACS asks which objects and parameters there are at any depth below the root of the tree.',
    ],
    [
      request('GetParameterNames', '<ParameterPath>Device.</ParameterPath><NextLevel>1</NextLevel>'),
      'The ACS asks which objects and parameters there are directly below Device.',
    ],
    [
      request('GetParameterNames', `<ParameterPath>${up}</ParameterPath><NextLevel>0</NextLevel>`),
      `The ACS asks whether there is a parameter ${up}.`,
    ],
    [
      request('SetParameterValues', set({ 'Device.A': 'x', 'Device.Password': 'geheim' })),
      'The ACS sets Device.A to “x” and Device.Password to a secret value and gives the change the ParameterKey “p1”.',
    ],
    [
      request(
        'SetParameterAttributes',
        `<ParameterList e:arrayType="cwmp:SetParameterAttributesStruct[1]"><SetParameterAttributesStruct><Name>${up}</Name><NotificationChange>1</NotificationChange><Notification>2</Notification><AccessListChange>0</AccessListChange><AccessList e:arrayType="xsd:string[0]"/></SetParameterAttributesStruct></ParameterList>`,
      ),
      `The ACS changes notification settings: ${up}: active notification.`,
    ],
    [
      request('AddObject', '<ObjectName>Device.NAT.PortMapping.</ObjectName><ParameterKey></ParameterKey>'),
      'The ACS asks for a new instance of Device.NAT.PortMapping.',
    ],
    [
      request(
        'DeleteObject',
        '<ObjectName>Device.NAT.PortMapping.3.</ObjectName><ParameterKey></ParameterKey>',
      ),
      'The ACS removes Device.NAT.PortMapping.3. and everything below it.',
    ],
    [
      request('Download', file('60')),
      'The ACS tells the CPE to fetch “1 Firmware Upgrade Image” (1024 bytes) from http://…@files/fw with CommandKey “k1”, 60 seconds from now.',
    ],
    [
      request(
        'Upload',
        '<CommandKey></CommandKey><FileType>4 Vendor Log File 1</FileType><URL>http://files/log</URL><Username></Username><Password></Password><DelaySeconds>0</DelaySeconds>',
      ),
      'The ACS tells the CPE to send “4 Vendor Log File 1” to http://files/log.',
    ],
    [
      request(
        'ScheduleDownload',
        '<CommandKey>n</CommandKey><FileType>1 Firmware Upgrade Image</FileType><URL>http://files/fw</URL><Username></Username><Password></Password><FileSize>0</FileSize><TargetFileName></TargetFileName><TimeWindowList e:arrayType="cwmp:TimeWindowStruct[1]"><TimeWindowStruct><WindowStart>60</WindowStart><WindowEnd>600</WindowEnd><WindowMode>3 When Idle</WindowMode><UserMessage></UserMessage><MaxRetries>0</MaxRetries></TimeWindowStruct></TimeWindowList>',
      ),
      'The ACS tells the CPE to fetch “1 Firmware Upgrade Image” from http://files/fw with CommandKey “n”, 60 to 600 s from now.',
    ],
    [
      request('Reboot', '<CommandKey>x</CommandKey>'),
      'The ACS tells the CPE to restart after the session; its next Inform is to name the CommandKey “x”.',
    ],
    [
      request('ScheduleInform', '<DelaySeconds>90</DelaySeconds><CommandKey>x</CommandKey>'),
      'The ACS asks the CPE to call again in 90 seconds with CommandKey “x”.',
    ],
    [
      request(
        'ChangeDUState',
        '<Operations xsi:type="cwmp:InstallOpStruct"><URL>http://files/app</URL></Operations><CommandKey>m</CommandKey>',
      ),
      'The ACS orders the CPE to install http://files/app with CommandKey “m”.',
    ],
    [
      request('TransferComplete', `<CommandKey>k1</CommandKey>${ended('9010', 'no route')}`),
      'The CPE reports that the transfer with CommandKey “k1” has failed with 9010 (the file transfer failed): “no route”.',
    ],
    [
      request('TransferComplete', `<CommandKey></CommandKey>${ended('0')}`),
      'The CPE reports that the transfer has ended well.',
    ],
    [
      request('DUStateChangeComplete', `${result('0')}<CommandKey>m</CommandKey>`),
      'The CPE reports how the ChangeDUState with CommandKey “m” ended for 1 module: 11111111-2222-3333-4444-555555555555 is Installed.',
    ],
    [
      request(
        'AutonomousDUStateChangeComplete',
        result('9018', '<OperationPerformed>Update</OperationPerformed>'),
      ),
      'The CPE reports changes of software modules that the ACS had not asked for: 11111111-2222-3333-4444-555555555555 (Update) failed with 9018 (the file is damaged).',
    ],
    [request('X_00A0B1_Blink'), 'Calls X_00A0B1_Blink, a method its vendor defined.'],
    [
      request('FlyToTheMoon'),
      'Calls the method FlyToTheMoon, which CWMP does not define; 9000 or 8000 is the answer due (TR-069a6 3.5).',
    ],
  ])('%#', (xml, sentence) => {
    expect(said(xml)).toBe(sentence)
  })
})

describe('an answer in words', () => {
  it.each([
    [
      'all that was asked for',
      response('GetParameterValues', values({ [up]: '5' })),
      request('GetParameterValues', paths(up)),
      `The CPE gives ${up} = “5”.`,
    ],
    [
      'less than was asked for',
      response('GetParameterValues', values({ [up]: '5' })),
      request('GetParameterValues', paths(up, 'Device.A', 'Device.B')),
      'The CPE gives 1 of the 3 values asked for. Missing: Device.A and Device.B.',
    ],
    [
      'what is below a path',
      response('GetParameterValues', values({ [up]: '5', 'Device.DeviceInfo.X': '1' })),
      request('GetParameterValues', paths('Device.DeviceInfo.')),
      'The CPE gives 2 values of everything below Device.DeviceInfo.',
    ],
    [
      'nothing below a path',
      response('GetParameterValues', values({})),
      request('GetParameterValues', paths('Device.X.')),
      'The CPE was asked for everything below Device.X. and gives no value: nothing is there.',
    ],
    [
      'values of an unknown request',
      response('GetParameterValues', values({ 'Device.Password': 'geheim' })),
      undefined,
      'The CPE gives Device.Password = a secret value.',
    ],
    [
      'names',
      response('GetParameterNames', names('Device.A.', 'Device.A.B', 'Device.A.C')),
      request('GetParameterNames', '<ParameterPath>Device.</ParameterPath><NextLevel>0</NextLevel>'),
      'The CPE names 1 object and 2 parameters of Device.',
    ],
    [
      'a value that is set',
      response('SetParameterValues', '<Status>0</Status>'),
      request('SetParameterValues', set({ 'Device.A': 'x' })),
      'The CPE has set and applied Device.A.',
    ],
    [
      'a value that is not applied yet',
      response('SetParameterValues', '<Status>1</Status>'),
      request('SetParameterValues', set({ 'Device.A': 'x' })),
      'The CPE accepted it, but has not applied it yet (status 1); a restart may be needed.',
    ],
    [
      'a new instance',
      response('AddObject', '<InstanceNumber>7</InstanceNumber><Status>0</Status>'),
      request('AddObject', '<ObjectName>Device.NAT.PortMapping.</ObjectName><ParameterKey></ParameterKey>'),
      'The CPE has created Device.NAT.PortMapping.7.',
    ],
    [
      'a new instance of an unknown table',
      response('AddObject', '<InstanceNumber>7</InstanceNumber><Status>1</Status>'),
      undefined,
      'The CPE has created instance 7; it is not in effect yet.',
    ],
    [
      'an instance that is gone',
      response('DeleteObject', '<Status>0</Status>'),
      request(
        'DeleteObject',
        '<ObjectName>Device.NAT.PortMapping.3.</ObjectName><ParameterKey></ParameterKey>',
      ),
      'The CPE has removed Device.NAT.PortMapping.3.',
    ],
    [
      'a transfer taken on',
      response('Download', status('1')),
      request('Download', file()),
      'The CPE has taken on the transfer with CommandKey “k1”; a TransferComplete will tell how it ended.',
    ],
    [
      'a transfer that is over',
      response('Download', status('0')),
      request('Download', file()),
      'The CPE has finished the transfer with CommandKey “k1” already; no TransferComplete will follow.',
    ],
    [
      'a queue',
      response(
        'GetAllQueuedTransfers',
        '<TransferList e:arrayType="cwmp:AllQueuedTransferStruct[1]"><AllQueuedTransferStruct><CommandKey>k1</CommandKey><State>2</State><IsDownload>1</IsDownload><FileType>2 Web Content</FileType><FileSize>0</FileSize><TargetFileName></TargetFileName></AllQueuedTransferStruct></TransferList>',
      ),
      undefined,
      'The CPE has 1 transfer in its queue: “2 Web Content” with CommandKey “k1” in progress.',
    ],
    [
      'a fault',
      fault('9005'),
      request('GetParameterValues', paths('Device.X')),
      'Fault 9005 in answer to the GetParameterValues: the CPE knows no parameter or object of that name. Next: look up the name with GetParameterNames; names are case-sensitive.',
    ],
    [
      'a fault of the vendor',
      fault('9801', 'Busy'),
      undefined,
      'Fault 9801 “Busy”: a fault the CPE’s vendor defined.',
    ],
    [
      'a fault without a CWMP fault',
      soap('<s:Fault><faultcode>s:Server</faultcode><faultstring>broken</faultstring></s:Fault>'),
      undefined,
      'Fault s:Server “broken”.',
    ],
  ])('%s', (_name, xml, asked, sentence) => {
    expect(said(xml, asked)).toBe(sentence)
  })

  it('says that the ACS holds requests back', () => {
    const xml = response('Inform', '<MaxEnvelopes>1</MaxEnvelopes>').replace(
      '</s:Header>',
      '<cwmp:HoldRequests s:mustUnderstand="1">1</cwmp:HoldRequests></s:Header>',
    )
    expect(said(xml)).toBe(
      'The ACS has accepted the Inform; the session is open. Until further notice the CPE may send no requests of its own (HoldRequests, TR-069a6 3.7.1.4).',
    )
  })
})

describe('HTTP in words', () => {
  const head = (facts: Partial<HttpHead>): HttpHead => ({
    startLine: '',
    version: '1.1',
    headers: [],
    ...facts,
  })

  it.each([
    [
      'empty',
      head({ status: 204 }),
      'The ACS has nothing (more) to ask: with this empty answer it lets the session end (204, TR-069a6 3.4.6).',
    ],
    [
      'empty',
      head({ status: 200 }),
      'The ACS has nothing (more) to ask: with this empty answer it lets the session end. It says so with 200; the rule is 204 (TR-069a6 3.4.6), and most CPEs take both.',
    ],
    [
      'empty',
      head({ method: 'POST' }),
      'The CPE has nothing more to say and gives the ACS its turn (empty POST, TR-069a6 3.7.1.4).',
    ],
    [
      'http',
      head({ status: 401, headers: [['WWW-Authenticate', 'digest realm="x"']] }),
      'The ACS asks the CPE for its user name and password (Digest); the CPE is expected to send the same request again with them.',
    ],
    [
      'http',
      head({ status: 302, headers: [['Location', 'https://u:geheim@other/acs']] }),
      'The ACS sends the CPE to https://…@other/acs for the rest of this session; the same request is sent there again (TR-069a6 3.4.2).',
    ],
    [
      'http',
      head({ status: 307 }),
      'The ACS sends the CPE to another URL (307), but does not say to which: it lacks a Location.',
    ],
    [
      'http',
      head({ status: 415 }),
      'The ACS cannot read this content coding; the CPE is to send without compression (TR-069a6 3.4.7).',
    ],
    [
      'http',
      head({ status: 502 }),
      'A gateway in front of the ACS got no usable answer from it (HTTP status 502); the session fails.',
    ],
    ['http', head({ method: 'GET' }), 'A GET: a browser or a connection request, not a CWMP message.'],
  ] as const)('%s %#', (kind, http, sentence) => {
    expect(explainMessage(null, kind, http)).toBe(sentence)
  })

  it('says why a POST could not be read', () => {
    const envelope = decodeEnvelope('<html>Sorry</html>')
    expect(explainMessage(envelope, 'http', head({ method: 'POST' }))).toBe(
      'A POST whose content is not a CWMP message. This is no SOAP envelope: there is an element html.',
    )
  })
})

describe('whatever comes off the wire', () => {
  it('is explained in a short line', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('9'.repeat(9000), '\n\t'.repeat(400)),
    )
    const rpc = fc.constantFrom(
      'Inform',
      'Download',
      'SetParameterValues',
      'GetParameterNames',
      'TransferComplete',
      'ChangeDUState',
      'GetOptions',
      'GetRPCMethods',
      'AddObject',
      'Kicked',
      'X_A_B',
    )
    const kind = fc.constantFrom('request', 'response', 'fault')
    const decoded = fc.dictionary(
      fc.constantFrom(
        'CommandKey',
        'Event',
        'ParameterList',
        'ParameterNames',
        'Operations',
        'FaultStruct',
        'URL',
        'MethodList',
        'OptionList',
        'ObjectName',
        'InstanceNumber',
        'Status',
      ),
      fc.oneof(
        text,
        fc.array(fc.oneof(text, fc.record({ Name: text, Value: text, $type: text })), { maxLength: 8 }),
      ),
    )
    fc.assert(
      fc.property(rpc, kind, decoded, decoded, text, (name, of, args, asked, code) => {
        const envelope = {
          ...decodeEnvelope(request('Reboot')),
          rpc: name,
          kind: of,
          decoded: args,
          fault: { code, string: code, blame: 'Client' as const },
        }
        const sentence = explainMessage(envelope, of, undefined, { rpc: name, arguments: asked })
        expect(sentence.length).toBeLessThan(605)
        expect(sentence).not.toMatch(/[\n\r\t]/)
        expect(sentence).toMatch(/[.…]$/)
      }),
    )
  })
})
