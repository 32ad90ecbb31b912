import { describe, expect, test } from 'vitest'
import { rpcRules } from '../../../../../src/core/lint/rules/rpc/index.js'
import {
  addObject,
  addObjectResponse,
  Conversation,
  deleteObject,
  download,
  downloadResponse,
  envelope,
  fault,
  getMethods,
  getMethodsResponse,
  getNames,
  getNamesResponse,
  getValues,
  getValuesResponse,
  inform,
  informResponse,
  reboot,
  scheduleInform,
  setValues,
  setValuesResponse,
  transferComplete,
  transferCompleteResponse,
} from '../../conversation.js'
import { testRules, type Cases } from '../cases.js'

const opened = (talk: Conversation): Conversation => talk.turn(inform(), informResponse())
/** The ACS asks, the CPE answers. */
const rpc = (ask: string, answer: string) => (talk: Conversation) =>
  opened(talk).turn('', ask).turn(answer, '')
/** The ACS asks. */
const asks = (ask: string) => (talk: Conversation) => opened(talk).turn('', ask)
/** The CPE asks. */
const tells = (ask: string, answer: string) => (talk: Conversation) => opened(talk).turn(ask, answer)
const cwmp10 = { namespace: 'urn:dslforum-org:cwmp-1-0' }

const host = 'Device.Time.NTPServer1'
const other = 'Device.Time.NTPServer2'
const enable = 'Device.Time.Enable'
const time = 'Device.ManagementServer.PeriodicInformTime'

const windows = (...list: readonly (readonly [number, number])[]): string =>
  envelope(
    `<cwmp:ScheduleDownload><CommandKey>k</CommandKey><FileType>1 Firmware Upgrade Image</FileType><URL>https://files.example/f</URL><Username></Username><Password></Password><FileSize>0</FileSize><TargetFileName></TargetFileName><TimeWindowList soap-enc:arrayType="cwmp:TimeWindowStruct[${String(list.length)}]">${list
      .map(
        ([start, end]) =>
          `<TimeWindowStruct><WindowStart>${String(start)}</WindowStart><WindowEnd>${String(end)}</WindowEnd><WindowMode>1 At Any Time</WindowMode><UserMessage></UserMessage><MaxRetries>0</MaxRetries></TimeWindowStruct>`,
      )
      .join('')}</TimeWindowList></cwmp:ScheduleDownload>`,
    { id: '5' },
  )

const operations = (body: string): string =>
  envelope(`<cwmp:ChangeDUState>${body}<CommandKey>k</CommandKey></cwmp:ChangeDUState>`, { id: '5' })
const uuid = '<UUID>2c3b1a7e-9d1f-5e6a-8b2c-0123456789ab</UUID>'

const unitResult = (code: string): string =>
  envelope(
    `<cwmp:DUStateChangeComplete><Results><UUID></UUID><DeploymentUnitRef></DeploymentUnitRef><Version></Version><CurrentState>Failed</CurrentState><Resolved>0</Resolved><ExecutionUnitRefList></ExecutionUnitRefList><StartTime>2026-11-22T10:00:00Z</StartTime><CompleteTime>2026-11-22T10:01:00Z</CompleteTime><Fault><FaultCode>${code}</FaultCode></Fault></Results><CommandKey>k</CommandKey></cwmp:DUStateChangeComplete>`,
    { id: '2' },
  )
const unitResponse = envelope('<cwmp:DUStateChangeCompleteResponse></cwmp:DUStateChangeCompleteResponse>', {
  id: '2',
})

const notify = (value: string, options = {}): string =>
  envelope(
    `<cwmp:SetParameterAttributes><ParameterList soap-enc:arrayType="cwmp:SetParameterAttributesStruct[1]"><SetParameterAttributesStruct><Name>${host}</Name><NotificationChange>1</NotificationChange><Notification>${value}</Notification><AccessListChange>0</AccessListChange><AccessList soap-enc:arrayType="xsd:string[0]"></AccessList></SetParameterAttributesStruct></ParameterList></cwmp:SetParameterAttributes>`,
    { id: '5', ...options },
  )

const transfer = (status: string, time: string): string =>
  envelope(
    `<cwmp:DownloadResponse><Status>${status}</Status><StartTime>${time}</StartTime><CompleteTime>${time}</CompleteTime></cwmp:DownloadResponse>`,
    { id: '5' },
  )

const completedAt = (start: string, end: string): string =>
  transferComplete('k').replace('2026-11-22T10:00:00Z', start).replace('2026-11-22T10:01:00Z', end)

const sets = (values: Readonly<Record<string, string>>) => setValues(values)

const all = [
  'GetRPCMethods',
  'SetParameterValues',
  'GetParameterValues',
  'GetParameterNames',
  'SetParameterAttributes',
  'GetParameterAttributes',
  'AddObject',
  'DeleteObject',
  'Reboot',
]

const cases: Readonly<Record<string, Cases>> = {
  'duplicate-parameter': {
    fires: [['a name twice', asks(setValues({ [host]: 'a', [other]: 'b' }).replace(other, host)), '2.r']],
    not: [
      ['names that differ in case', asks(setValues({ [host]: 'a', [host.toLowerCase()]: 'b' }))],
      [
        'a CPE reports a name twice: another rule says it',
        rpc(getValues([host]), getValuesResponse({ [host]: 'a', [other]: 'b' }).replace(other, host)),
      ],
    ],
  },
  'add-object-on-instance': {
    fires: [['a number at the end', asks(addObject('Device.NAT.PortMapping.2.')), '2.r']],
    not: [
      ['a table', asks(addObject('Device.NAT.PortMapping.'))],
      ['a table below an instance', asks(addObject('Device.IP.Interface.2.IPv4Address.'))],
      ['an alias', asks(addObject('Device.NAT.PortMapping.[web].'))],
      ['a table whose name ends with a digit', asks(addObject('Device.X_Vendor.Table2.'))],
    ],
  },
  'delete-object-on-table': {
    fires: [['no number at the end', asks(deleteObject('Device.NAT.PortMapping.')), '2.r']],
    not: [
      ['no name: another rule says it', asks(deleteObject(''))],
      ['an instance', asks(deleteObject('Device.NAT.PortMapping.2.'))],
      ['an alias', asks(deleteObject('Device.NAT.PortMapping.[web].'))],
    ],
  },
  'next-level-of-parameter': {
    fires: [['a path without its dot', asks(getNames('Device.DeviceInfo', 'true')), '2.r']],
    not: [
      ['a path with its dot', asks(getNames('Device.DeviceInfo.', '1'))],
      ['a parameter by itself', asks(getNames('Device.DeviceInfo.UpTime', '0'))],
      ['the root', asks(getNames('', '1'))],
    ],
  },
  'empty-parameter-path': {
    fires: [['the empty path', asks(getNames('')), '2.r']],
    not: [
      ['the root by its name', asks(getNames('Device.'))],
      [
        'no path at all: another rule says it',
        asks(getNames('').replace('<ParameterPath></ParameterPath>', '')),
      ],
    ],
  },
  'empty-path-refused': {
    fires: [['fault 9005', rpc(getNames(''), fault('9005')), '3.q']],
    not: [
      ['another path is refused', rpc(getNames('Device.X.'), fault('9005'))],
      ['it is answered', rpc(getNames('', '1'), getNamesResponse({ 'Device.': '0' }))],
    ],
  },
  'asked-name-missing': {
    fires: [['one of two', rpc(getValues([host, other]), getValuesResponse({ [host]: 'a' })), '3.q']],
    not: [
      [
        'both, in another order',
        rpc(getValues([host, other]), getValuesResponse({ [other]: 'b', [host]: 'a' })),
      ],
      ['a path with nothing below', rpc(getValues(['Device.Hosts.Host.']), getValuesResponse({}))],
      ['a wildcard', rpc(getValues(['Device.Hosts.Host.*.HostName']), getValuesResponse({}))],
      [
        'the answer breaks off',
        rpc(
          getValues([host, other]),
          getValuesResponse({ [host]: 'a' }).replace(/<\/ParameterValueStruct>[^]*/, ''),
        ),
      ],
    ],
  },
  'unasked-name': {
    fires: [
      [
        'a neighbour with a longer name',
        rpc(getValues(['Device.WiFi.']), getValuesResponse({ 'Device.WiFiExtra.Enable': '1' })),
        '3.q',
      ],
      [
        'names below another path',
        rpc(getNames('Device.Time.'), getNamesResponse({ 'Device.Time.': '0', 'Device.WiFi.': '0' })),
        '3.q',
      ],
    ],
    not: [
      [
        'what is below a path',
        rpc(getValues(['Device.WiFi.']), getValuesResponse({ 'Device.WiFi.SSID.1.SSID': 'a' })),
      ],
      ['everything, for the empty path', rpc(getValues(['']), getValuesResponse({ [host]: 'a' }))],
      [
        'instances by number for an alias',
        rpc(
          getValues(['Device.NAT.PortMapping.[web].Enable']),
          getValuesResponse({ 'Device.NAT.PortMapping.1.Enable': '1' }),
        ),
      ],
      [
        'the object itself among its names',
        rpc(getNames('Device.Time.'), getNamesResponse({ 'Device.Time.': '0', [host]: '1' })),
      ],
    ],
  },
  'next-level-ignored': {
    fires: [
      [
        'what is below the children',
        rpc(getNames('Device.', '1'), getNamesResponse({ 'Device.Time.': '0', [host]: '1' })),
        '3.q',
      ],
    ],
    not: [
      ['a parameter by itself', rpc(getNames(host, '1'), getNamesResponse({ [host]: '1' }))],
      [
        'the children',
        rpc(getNames('Device.Time.', '1'), getNamesResponse({ [host]: '1', 'Device.Time.X.': '0' })),
      ],
      [
        'NextLevel is 0',
        rpc(getNames('Device.', '0'), getNamesResponse({ 'Device.': '0', 'Device.Time.': '0', [host]: '1' })),
      ],
      ['the root', rpc(getNames('', '1'), getNamesResponse({ 'Device.': '0' }))],
    ],
  },
  'object-without-dot': {
    fires: [
      [
        'with what is below',
        rpc(getNames('Device.'), getNamesResponse({ 'Device.Time': '0', [host]: '1' })),
        '3.q',
      ],
    ],
    not: [
      [
        'with its dot',
        rpc(getNames('Device.'), getNamesResponse({ 'Device.': '0', 'Device.Time.': '0', [host]: '1' })),
      ],
      [
        'a parameter whose name begins another',
        rpc(getNames('Device.'), getNamesResponse({ 'Device.Time.NTP': '0', 'Device.Time.NTPServer1': '1' })),
      ],
    ],
  },
  'unusual-fault-code': {
    fires: [
      ['9007 to Reboot', rpc(reboot(), fault('9007')), '3.q'],
      ['8006 to TransferComplete', tells(transferComplete('k'), fault('8006', '2')), '2.r'],
    ],
    not: [
      ['9001 to Reboot', rpc(reboot(), fault('9001'))],
      ['a code of the vendor', rpc(reboot(), fault('9801'))],
      ['not supported', rpc(scheduleInform(60, 'k'), fault('9000'))],
    ],
  },
  'fault-code-out-of-range': {
    fires: [
      ['a CPE uses a code of the ACS', rpc(reboot(), fault('8001')), '3.q'],
      ['an ACS uses a code of the CPE', tells(transferComplete('k'), fault('9001', '2')), '2.r'],
      ['nobody has such a code', rpc(reboot(), fault('7000')), '3.q'],
    ],
    not: [
      ['of a CPE', rpc(reboot(), fault('9899'))],
      ['of an ACS', tells(transferComplete('k'), fault('8899', '2'))],
      ['a plain SOAP fault', rpc(reboot(), fault('9001').replace(/<detail>.*<\/detail>/, ''))],
    ],
  },
  'set-fault-without-details': {
    fires: [['9003 by itself', rpc(sets({ [host]: 'a', [other]: 'b' }), fault('9003')), '3.q']],
    not: [
      ['with details', rpc(sets({ [host]: 'a' }), fault('9003', '5', { [host]: '9007' }))],
      ['another code', rpc(sets({ [host]: 'a' }), fault('9004'))],
      [
        'a name was set twice',
        rpc(setValues({ [host]: 'a', [other]: 'b' }).replace(other, host), fault('9003')),
      ],
      ['another RPC', rpc(getNames('Device.DeviceInfo', '1'), fault('9003'))],
    ],
  },
  'details-for-another-rpc': {
    fires: [['to GetParameterValues', rpc(getValues([host]), fault('9003', '5', { [host]: '9005' })), '3.q']],
    not: [['to SetParameterValues', rpc(sets({ [host]: 'a' }), fault('9003', '5', { [host]: '9005' }))]],
  },
  'fault-for-unset-parameter': {
    fires: [
      ['its short name', rpc(sets({ [host]: 'a' }), fault('9003', '5', { NTPServer1: '9007' })), '3.q'],
    ],
    not: [['the name that was set', rpc(sets({ [host]: 'a' }), fault('9003', '5', { [host]: '9007' }))]],
  },
  'details-without-9003': {
    fires: [['9007', rpc(sets({ [host]: 'a' }), fault('9007', '5', { [host]: '9007' })), '3.q']],
    not: [['9003', rpc(sets({ [host]: 'a' }), fault('9003', '5', { [host]: '9007' }))]],
  },
  'parameter-fault-code': {
    fires: [['9004', rpc(sets({ [host]: 'a' }), fault('9003', '5', { [host]: '9004' })), '3.q']],
    not: [
      ['9008', rpc(sets({ [host]: 'a' }), fault('9003', '5', { [host]: '9008' }))],
      ['a code of the vendor', rpc(sets({ [host]: 'a' }), fault('9003', '5', { [host]: '9805' }))],
    ],
  },
  'batch-fault-unnamed': {
    fires: [['two names', rpc(getValues([host, other]), fault('9005')), '3.q']],
    not: [
      ['one name', rpc(getValues([host]), fault('9005'))],
      ['another fault', rpc(getValues([host, other]), fault('9002'))],
    ],
  },
  'boolean-literal-refused': {
    fires: [
      [
        'true, named in the details',
        rpc(sets({ [host]: 'a', [enable]: 'xsd:boolean true' }), fault('9003', '5', { [enable]: '9007' })),
        '3.q',
      ],
      ['true, alone, without details', rpc(sets({ [enable]: 'xsd:boolean true' }), fault('9007')), '3.q'],
      [
        '0 as a wrong type',
        rpc(sets({ [enable]: 'xsd:boolean 0' }), fault('9003', '5', { [enable]: '9006' })),
        '3.q',
      ],
    ],
    not: [
      [
        'for another reason',
        rpc(sets({ [enable]: 'xsd:boolean true' }), fault('9003', '5', { [enable]: '9008' })),
      ],
      [
        'another parameter is refused',
        rpc(sets({ [host]: 'a', [enable]: 'xsd:boolean true' }), fault('9003', '5', { [host]: '9007' })),
      ],
      [
        'the value is no boolean',
        rpc(sets({ [enable]: 'xsd:boolean maybe' }), fault('9003', '5', { [enable]: '9007' })),
      ],
    ],
  },
  'date-time-fraction-refused': {
    fires: [
      [
        'milliseconds',
        rpc(
          sets({ [time]: 'xsd:dateTime 2026-11-22T10:00:00.000Z' }),
          fault('9003', '5', { [time]: '9007' }),
        ),
        '3.q',
      ],
    ],
    not: [
      [
        'whole seconds',
        rpc(sets({ [time]: 'xsd:dateTime 2026-11-22T10:00:00Z' }), fault('9003', '5', { [time]: '9007' })),
      ],
      [
        'a text with a time in it',
        rpc(sets({ [host]: '2026-11-22T10:00:00.000Z' }), fault('9003', '5', { [host]: '9007' })),
      ],
    ],
  },
  'rpc-newer-than-session': {
    fires: [
      [
        'ScheduleDownload to 1.0',
        (talk) => talk.turn(inform(cwmp10), informResponse('1', cwmp10)).turn('', windows([0, 60])),
        '2.r',
      ],
      [
        'the agreed version counts',
        (talk) =>
          talk
            .turn(
              inform({ header: '<cwmp:SupportedCWMPVersions>1.0,1.4</cwmp:SupportedCWMPVersions>' }),
              informResponse('1', {
                header: '<cwmp:UseCWMPVersion soap-env:mustUnderstand="1">1.0</cwmp:UseCWMPVersion>',
              }),
            )
            .turn('', windows([0, 60])),
        '2.r',
      ],
    ],
    not: [
      ['ScheduleDownload to 1.2', asks(windows([0, 60]))],
      [
        'the CPE lists it',
        (talk) =>
          talk
            .turn(inform(cwmp10), informResponse('1', cwmp10))
            .turn('', getMethods('4'))
            .turn(getMethodsResponse([...all, 'ScheduleDownload'], '4'), windows([0, 60])),
      ],
    ],
  },
  'rpc-in-wrong-direction': {
    fires: [
      ['a CPE sends Reboot', tells(reboot('', '2'), fault('8000', '2')), '2.q'],
      ['an ACS sends TransferComplete', asks(transferComplete('k')), '2.r'],
      ['an ACS answers a method of the CPE', (talk) => opened(talk).turn('', setValuesResponse()), '2.r'],
    ],
    not: [
      [
        'both may send GetRPCMethods',
        (talk) =>
          opened(talk)
            .turn(getMethods('2'), getMethodsResponse(['GetRPCMethods', 'Inform', 'TransferComplete'], '2'))
            .turn('', getMethods('5')),
      ],
      ['an ACS answers TransferComplete', tells(transferComplete('k'), transferCompleteResponse())],
    ],
  },
  'deprecated-rpc': {
    fires: [
      ['GetQueuedTransfers', asks(envelope('<cwmp:GetQueuedTransfers></cwmp:GetQueuedTransfers>')), '2.r'],
    ],
    not: [
      ['GetAllQueuedTransfers', asks(envelope('<cwmp:GetAllQueuedTransfers></cwmp:GetAllQueuedTransfers>'))],
    ],
  },
  'method-not-listed': {
    fires: [
      [
        'a later session',
        (talk) =>
          talk
            .session(inform(), [[getMethods(), getMethodsResponse(all)]])
            .wait(60)
            .session(inform(), [[download('k'), fault('9000')]]),
        '5.r',
      ],
    ],
    not: [
      [
        'the list is empty',
        (talk) =>
          talk.session(inform(), [
            [getMethods(), getMethodsResponse([])],
            [reboot('', '6'), fault('9001', '6')],
          ]),
      ],
      [
        'the list is asked for again',
        (talk) =>
          talk.session(inform(), [
            [getMethods(), getMethodsResponse(all.slice(1))],
            [getMethods('6'), getMethodsResponse(all, '6')],
          ]),
      ],
      [
        'it is listed',
        (talk) =>
          talk.session(inform(), [
            [getMethods(), getMethodsResponse(all)],
            [reboot('', '6'), fault('9001', '6')],
          ]),
      ],
      ['nobody has asked', asks(download('k'))],
      [
        'the other device was asked',
        (talk) =>
          talk
            .session(inform({ serial: 'B' }), [[getMethods(), getMethodsResponse(all)]])
            .session(inform(), [[download('k'), downloadResponse()]]),
      ],
    ],
  },
  'unknown-file-type': {
    fires: [
      ['other words', asks(download('k', '1 Firmware Image')), '2.r'],
      ['a type of Upload', asks(download('k', '4 Vendor Log File 1')), '2.r'],
    ],
    not: [
      ['a standard one', asks(download('k', '6 Stored Firmware Image'))],
      ['one of a vendor', asks(download('k', 'X 00D09E Modem Firmware'))],
      [
        'an instance in AutonomousTransferComplete',
        tells(
          envelope(
            '<cwmp:AutonomousTransferComplete><AnnounceURL></AnnounceURL><TransferURL></TransferURL><IsDownload>0</IsDownload><FileType>7 Vendor Log File 2</FileType></cwmp:AutonomousTransferComplete>',
            { id: '2' },
          ),
          fault('8002', '2'),
        ),
      ],
    ],
  },
  'long-transfer-delay': {
    fires: [['milliseconds', asks(scheduleInform(3_600_000, 'k')), '2.r']],
    not: [['a day', asks(scheduleInform(86_400, 'k'))]],
  },
  'schedule-inform-now': {
    fires: [['0', asks(scheduleInform(0, 'k')), '2.r']],
    not: [
      ['1', asks(scheduleInform(1, 'k'))],
      ['a Download at once', asks(download('k'))],
    ],
  },
  'time-window-order': {
    fires: [['the end first', asks(windows([3600, 600])), '2.r']],
    not: [['in order', asks(windows([0, 1]))]],
  },
  'time-windows-overlap': {
    fires: [['in the other order, too', asks(windows([1800, 7200], [0, 3600])), '2.r']],
    not: [['one after the other', asks(windows([3600, 7200], [0, 3600]))]],
  },
  'update-of-everything': {
    fires: [
      [
        'neither UUID nor URL',
        asks(operations('<Operations xsi:type="cwmp:UpdateOpStruct"></Operations>')),
        '2.r',
      ],
    ],
    not: [
      ['a UUID', asks(operations(`<Operations xsi:type="cwmp:UpdateOpStruct">${uuid}</Operations>`))],
      [
        'an installation',
        asks(
          operations(
            '<Operations xsi:type="cwmp:InstallOpStruct"><URL>https://files.example/u</URL></Operations>',
          ),
        ),
      ],
    ],
  },
  'install-without-uuid': {
    fires: [
      [
        'no UUID',
        asks(
          operations(
            '<Operations xsi:type="cwmp:InstallOpStruct"><URL>https://files.example/u</URL></Operations>',
          ),
        ),
        '2.r',
      ],
    ],
    not: [
      [
        'an update without one',
        asks(
          operations(
            '<Operations xsi:type="cwmp:UpdateOpStruct"><URL>https://files.example/u</URL></Operations>',
          ),
        ),
      ],
      [
        'a UUID',
        asks(
          operations(
            `<Operations xsi:type="cwmp:InstallOpStruct"><URL>https://files.example/u</URL>${uuid}</Operations>`,
          ),
        ),
      ],
    ],
  },
  'transfer-fault-code': {
    fires: [['9013', tells(transferComplete('k', '2', '9013'), transferCompleteResponse()), '2.q']],
    not: [
      ['0', tells(transferComplete('k'), transferCompleteResponse())],
      ['9018', tells(transferComplete('k', '2', '9018'), transferCompleteResponse())],
      ['one of a vendor', tells(transferComplete('k', '2', '9801'), transferCompleteResponse())],
    ],
  },
  'du-fault-code': {
    fires: [['9008', tells(unitResult('9008'), unitResponse), '2.q']],
    not: [
      ['no code: another rule says it', tells(unitResult(''), unitResponse)],
      ['no number: another rule says it', tells(unitResult('none'), unitResponse)],
      ['0', tells(unitResult('0'), unitResponse)],
      ['9013, which is not for transfers', tells(unitResult('9013'), unitResponse)],
    ],
  },
  'transfer-response-times': {
    fires: [
      ['done, at an unknown time', rpc(download('k'), transfer('0', '0001-01-01T00:00:00Z')), '3.q'],
      ['still to come, and yet complete', rpc(download('k'), transfer('1', '2026-11-22T10:00:00Z')), '3.q'],
    ],
    not: [
      ['done', rpc(download('k'), downloadResponse('0'))],
      ['still to come', rpc(download('k'), downloadResponse('1'))],
      ['unknown without a zone', rpc(download('k'), transfer('1', '0001-01-01T00:00:00'))],
    ],
  },
  'complete-before-start': {
    fires: [
      [
        'the clock was set back',
        tells(completedAt('2026-11-22T10:00:00Z', '1970-01-01T00:00:30Z'), transferCompleteResponse()),
        '2.q',
      ],
    ],
    not: [
      [
        'without a zone',
        tells(completedAt('2026-11-22T10:00:00', '2026-11-22T09:00:00'), transferCompleteResponse()),
      ],
      [
        'in another zone',
        tells(completedAt('2026-11-22T10:00:00Z', '2026-11-22T09:30:00-01:00'), transferCompleteResponse()),
      ],
      [
        'unknown',
        tells(completedAt('2026-11-22T10:00:00Z', '0001-01-01T00:00:00Z'), transferCompleteResponse()),
      ],
    ],
  },
  'required-method-refused': {
    fires: [['GetParameterNames', rpc(getNames('Device.'), fault('9000')), '3.q']],
    not: [
      ['ScheduleInform is optional', rpc(scheduleInform(60, 'k'), fault('9000'))],
      ['another fault', rpc(getNames('Device.'), fault('9002'))],
    ],
  },
  'required-method-not-listed': {
    fires: [
      ['of a CPE', rpc(getMethods(), getMethodsResponse(all.slice(1))), '3.q'],
      ['of an ACS', tells(getMethods('2'), getMethodsResponse(['Inform', 'GetRPCMethods'], '2')), '2.r'],
    ],
    not: [
      ['all of a CPE, and one more', rpc(getMethods(), getMethodsResponse([...all, 'X_Vendor_Do']))],
      [
        'all of an ACS',
        tells(getMethods('2'), getMethodsResponse(['Inform', 'GetRPCMethods', 'TransferComplete'], '2')),
      ],
    ],
  },
  'lightweight-notification-early': {
    fires: [
      [
        'in 1.0',
        (talk) => talk.turn(inform(cwmp10), informResponse('1', cwmp10)).turn('', notify('4', cwmp10)),
        '2.r',
      ],
    ],
    not: [
      [
        'active notification in 1.0',
        (talk) => talk.turn(inform(cwmp10), informResponse('1', cwmp10)).turn('', notify('2', cwmp10)),
      ],
      ['1.2 may be 1.4', asks(notify('4'))],
    ],
  },
  'applied-later': {
    fires: [['Status 1', rpc(sets({ [host]: 'a' }), setValuesResponse('5', '1')), '3.q']],
    not: [
      ['Status 0', rpc(sets({ [host]: 'a' }), setValuesResponse())],
      ['a Download that is still to come', rpc(download('k'), downloadResponse())],
    ],
  },
}

testRules(rpcRules, cases)

describe('what is offered', () => {
  const fixOf = (rule: string, say: (talk: Conversation) => unknown) => {
    const talk = new Conversation()
    say(talk)
    return talk.findings(rule)[0]?.fix
  }

  test.each([
    ['true', '0/1'],
    ['0', 'true/false'],
  ])('to a CPE that refuses the boolean %s: to write %s', (value, literal) => {
    const say = rpc(sets({ [enable]: `xsd:boolean ${value}` }), fault('9003', '5', { [enable]: '9007' }))
    expect(fixOf('boolean-literal-refused', say)).toMatchObject({ quirk: { booleanLiteral: literal } })
  })

  test('to one that refuses milliseconds: to leave them out', () => {
    const say = rpc(
      sets({ [time]: 'xsd:dateTime 2026-11-22T10:00:00.000Z' }),
      fault('9003', '5', { [time]: '9007' }),
    )
    expect(fixOf('date-time-fraction-refused', say)).toMatchObject({ quirk: { dateTimeFraction: 'none' } })
  })

  test('to one that refuses the empty path: the root', () => {
    expect(fixOf('empty-path-refused', rpc(getNames(''), fault('9005')))).toMatchObject({
      quirk: { emptyPath: 'root' },
    })
  })
})

test('points at the second of two equal names', () => {
  const text = setValues({ [host]: 'a', [other]: 'b' }).replace(other, host)
  const talk = opened(new Conversation()).turn('', text)
  const [finding] = talk.findings('duplicate-parameter')
  expect(finding?.offset).toBe(text.lastIndexOf(host))
  expect(finding?.length).toBe(host.length)
})

test('points at the parameter in the details of a fault', () => {
  const text = fault('9003', '5', { [host]: '9007', NTPServer2: '9007' })
  const talk = opened(new Conversation())
    .turn('', sets({ [host]: 'a' }))
    .turn(text, '')
  const [finding] = talk.findings('fault-for-unset-parameter')
  expect(finding?.offset).toBe(text.indexOf('NTPServer2'))
})

test('a fault about 20,000 parameters is judged in a moment', () => {
  const details = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [`p${String(index)}`, '9004']),
  )
  const talk = opened(new Conversation())
    .turn('', sets({ [host]: 'a' }))
    .turn(fault('9003', '5', details), '')
  const begun = performance.now()
  expect(talk.findings('parameter-fault-code')).toHaveLength(11)
  expect(performance.now() - begun).toBeLessThan(5000)
})

test('an instance is created: nothing to say', () => {
  const talk = new Conversation().session(inform(), [
    [addObject('Device.NAT.PortMapping.'), addObjectResponse('1')],
  ])
  expect(talk.rules('error', 'warning')).toEqual([])
})
