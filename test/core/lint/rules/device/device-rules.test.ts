import { describe, expect, test } from 'vitest'
import { DeviceMemories } from '../../../../../src/core/sessions/device-memories.js'
import { deviceRules } from '../../../../../src/core/lint/rules/device/index.js'
import { Outcome } from '../../../sessions/traffic.js'
import {
  addObject,
  addObjectResponse,
  cancelTransfer,
  cancelTransferResponse,
  Conversation,
  deleteObject,
  deleteObjectResponse,
  download,
  downloadResponse,
  envelope,
  factoryReset,
  factoryResetResponse,
  fault,
  getNames,
  getNamesResponse,
  getValues,
  getValuesResponse,
  inform,
  informResponse,
  reboot,
  rebootResponse,
  scheduleInform,
  scheduleInformResponse,
  setValues,
  setValuesResponse,
  transferComplete,
  transferCompleteResponse,
} from '../../conversation.js'
import { testRules, type Cases } from '../cases.js'

const host = 'Device.Time.NTPServer1'
const interval = 'Device.ManagementServer.PeriodicInformInterval'
const wait = 'Device.ManagementServer.CWMPRetryMinimumWaitInterval'
const key = 'Device.ManagementServer.ParameterKey'
const challenge = { status: 401, headers: ['WWW-Authenticate: Digest realm="a", nonce="n", qop="auth"'] }
const serverError = { status: 500, headers: [] }

const known = (talk: Conversation): Conversation =>
  talk.session(inform({ events: ['0 BOOTSTRAP', '1 BOOT'] })).wait(60)
const boot = inform({ events: ['1 BOOT'] })
const ordered = (talk: Conversation, status: '0' | '1' = '1', type?: string): Conversation =>
  talk.session(inform(), [[download('fw', type), downloadResponse(status)]]).wait(60)
const reports = (commandKey: string) => [[transferComplete(commandKey), transferCompleteResponse()]] as const
const done = inform({ events: ['7 TRANSFER COMPLETE', 'M Download|fw'] })
const failed = (talk: Conversation, retryCount: number): Conversation =>
  talk.turn(inform({ retryCount }), informResponse()).turn('', '', {}, serverError)

const unitOrder = (count: number, everything = false): string =>
  envelope(
    `<cwmp:ChangeDUState>${(everything ? '<Operations xsi:type="cwmp:UpdateOpStruct"></Operations>' : '<Operations xsi:type="cwmp:InstallOpStruct"><URL>https://files.example/u</URL></Operations>').repeat(count)}<CommandKey>du</CommandKey></cwmp:ChangeDUState>`,
    { id: '5' },
  )
const unitOrderResponse = envelope('<cwmp:ChangeDUStateResponse></cwmp:ChangeDUStateResponse>', { id: '5' })
const unitResults = (count: number): string =>
  envelope(
    `<cwmp:DUStateChangeComplete>${'<Results><UUID></UUID><DeploymentUnitRef></DeploymentUnitRef><Version></Version><CurrentState>Installed</CurrentState><Resolved>1</Resolved><ExecutionUnitRefList></ExecutionUnitRefList><StartTime>2026-11-22T10:00:00Z</StartTime><CompleteTime>2026-11-22T10:01:00Z</CompleteTime><Fault><FaultCode>0</FaultCode></Fault></Results>'.repeat(count)}<CommandKey>du</CommandKey></cwmp:DUStateChangeComplete>`,
    { id: '2' },
  )
const unitResultsResponse = envelope(
  '<cwmp:DUStateChangeCompleteResponse></cwmp:DUStateChangeCompleteResponse>',
  { id: '2' },
)
const units = (
  talk: Conversation,
  operations: number,
  results: number,
  everything = false,
  change = (text: string) => text,
): Conversation =>
  talk
    .session(inform(), [[unitOrder(operations, everything), unitOrderResponse]])
    .wait(60)
    .session(
      inform({ events: ['11 DU STATE CHANGE COMPLETE', 'M ChangeDUState|du'] }),
      [],
      [[change(unitResults(results)), unitResultsResponse]],
    )

const cases: Readonly<Record<string, Cases>> = {
  'device-id-changes': {
    fires: [
      [
        'after a 401',
        (talk) =>
          talk
            .turn(inform({ serial: '0' }), '', {}, challenge)
            .turn(inform({ serial: '1' }), informResponse(), { connection: 1 }),
        '2.q',
      ],
    ],
    not: [
      [
        'the same after a 401',
        (talk) => talk.turn(inform(), '', {}, challenge).turn(inform(), informResponse(), { connection: 1 }),
      ],
      ['another device', (talk) => talk.session(inform({ serial: 'A' })).session(inform({ serial: 'B' }))],
    ],
  },
  'session-beside-session': {
    fires: [
      [
        '3 s later',
        (talk) =>
          talk
            .turn(inform(), informResponse())
            .turn('', getValues([host]))
            .wait(3)
            .cpe(inform(), { connection: 9, cookie: null }),
        '3.q',
      ],
    ],
    not: [
      [
        'the other never began',
        (talk) =>
          talk
            .turn(inform(), '', {}, challenge)
            .wait(3)
            .cpe(inform(), { connection: 9, cookie: null, remote: '192.0.2.8:1' }),
      ],
      [
        'the other was ended by an HTTP error',
        (talk) => failed(talk, 0).wait(7).cpe(inform(), { connection: 9, cookie: null }),
      ],
      [
        'the CPE counts the other as failed',
        (talk) =>
          talk
            .turn(inform(), informResponse())
            .turn('', getValues([host]))
            .wait(7)
            .cpe(inform({ retryCount: 1 }), { connection: 9, cookie: null }),
      ],
      ['after its end', (talk) => talk.session(inform()).wait(3).session(inform())],
      [
        'after a minute of silence',
        (talk) =>
          talk
            .turn(inform(), informResponse())
            .turn('', getValues([host]))
            .wait(60)
            .cpe(inform(), { connection: 9, cookie: null }),
      ],
      [
        'after a restart',
        (talk) => talk.turn(inform(), informResponse()).wait(10).cpe(boot, { connection: 9, cookie: null }),
      ],
      [
        'after a failure',
        (talk) =>
          failed(talk, 0)
            .wait(7)
            .cpe(inform({ retryCount: 1 }), { connection: 9, cookie: null }),
      ],
      [
        'another device',
        (talk) =>
          talk
            .turn(inform({ serial: 'A' }), informResponse())
            .wait(3)
            .cpe(inform({ serial: 'B' }), { connection: 9, cookie: null }),
      ],
    ],
  },
  'retry-count-grows': {
    fires: [
      [
        'for the third time',
        (talk) =>
          failed(failed(talk, 4).wait(100), 5)
            .wait(200)
            .cpe(inform({ retryCount: 6 })),
        '5.q',
      ],
    ],
    not: [
      [
        'for the second time',
        (talk) =>
          failed(talk, 4)
            .wait(100)
            .cpe(inform({ retryCount: 5 })),
      ],
      [
        'it fell in between',
        (talk) =>
          failed(failed(talk, 9).wait(100), 1)
            .wait(20)
            .cpe(inform({ retryCount: 2 })),
      ],
      [
        'it begins at 0',
        (talk) =>
          failed(failed(talk, 0).wait(7), 1)
            .wait(15)
            .cpe(inform({ retryCount: 2 })),
      ],
    ],
  },
  'retry-count-not-reset': {
    fires: [
      [
        'after a session that was completed',
        (talk) =>
          talk
            .session(inform())
            .wait(60)
            .cpe(inform({ retryCount: 1 })),
        '3.q',
      ],
    ],
    not: [
      [
        '0',
        (talk) =>
          talk
            .session(inform({ retryCount: 2 }))
            .wait(60)
            .cpe(inform()),
      ],
      [
        'after one that failed',
        (talk) =>
          failed(talk, 0)
            .wait(7)
            .cpe(inform({ retryCount: 1 })),
      ],
      ['the capture begins with it', (talk) => talk.cpe(inform({ retryCount: 7 }))],
    ],
  },
  'retry-outside-window': {
    fires: [
      [
        'too soon',
        (talk) =>
          failed(talk, 0)
            .wait(1)
            .cpe(inform({ retryCount: 1 })),
        '3.q',
      ],
      [
        'much too late',
        (talk) =>
          failed(talk, 0)
            .wait(600)
            .cpe(inform({ retryCount: 1 })),
        '3.q',
      ],
      [
        'by the wait of the device',
        (talk) =>
          failed(talk.session(inform({ values: { [wait]: 'xsd:unsignedInt 60' } })).wait(300), 0)
            .wait(7)
            .cpe(inform({ retryCount: 1 })),
        '5.q',
      ],
    ],
    not: [
      [
        'after a restart',
        (talk) =>
          failed(talk, 0)
            .wait(1)
            .cpe(inform({ retryCount: 1, events: ['1 BOOT'] })),
      ],
      [
        'after a reset',
        (talk) =>
          failed(talk, 0)
            .wait(1)
            .cpe(inform({ retryCount: 1, events: ['0 BOOTSTRAP'] })),
      ],
      [
        'in time',
        (talk) =>
          failed(talk, 0)
            .wait(7)
            .cpe(inform({ retryCount: 1 })),
      ],
      [
        'in time for the fourth',
        (talk) =>
          failed(talk, 3)
            .wait(60)
            .cpe(inform({ retryCount: 4 })),
      ],
      [
        'after a connection request',
        (talk) =>
          failed(talk, 0)
            .wait(1)
            .cpe(inform({ retryCount: 1, events: ['6 CONNECTION REQUEST'] })),
      ],
      [
        'retries in between were not seen',
        (talk) =>
          failed(talk, 0)
            .wait(600)
            .cpe(inform({ retryCount: 5 })),
      ],
    ],
  },
  'periodic-off-interval': {
    fires: [
      [
        '20 minutes in place of an hour',
        (talk) =>
          talk
            .session(inform({ values: { [interval]: 'xsd:unsignedInt 3600' } }))
            .wait(1200)
            .session(inform()),
        '3.q',
      ],
    ],
    not: [
      [
        'an hour',
        (talk) =>
          talk
            .session(inform({ values: { [interval]: 'xsd:unsignedInt 3600' } }))
            .wait(3590)
            .session(inform()),
      ],
      [
        'three hours: two were missed',
        (talk) =>
          talk
            .session(inform({ values: { [interval]: 'xsd:unsignedInt 3600' } }))
            .wait(10_800)
            .session(inform()),
      ],
      [
        'the interval was set in between',
        (talk) =>
          talk
            .session(inform({ values: { [interval]: 'xsd:unsignedInt 3600' } }), [
              [setValues({ [interval]: 'xsd:unsignedInt 60' }), setValuesResponse()],
            ])
            .wait(60)
            .session(inform()),
      ],
      [
        'a restart in between',
        (talk) =>
          talk
            .session(inform({ values: { [interval]: 'xsd:unsignedInt 3600' } }))
            .wait(100)
            .session(boot)
            .wait(200)
            .session(inform()),
      ],
      ['the interval is not known', (talk) => talk.session(inform()).wait(100).session(inform())],
    ],
  },
  'bootstrap-again': {
    fires: [
      ['nothing was ordered', (talk) => known(talk).session(inform({ events: ['0 BOOTSTRAP'] })), '3.q'],
    ],
    not: [
      ['another event', (talk) => known(talk).session(inform())],
      [
        'after a factory reset',
        (talk) =>
          talk
            .session(inform({ events: ['0 BOOTSTRAP'] }), [[factoryReset(), factoryResetResponse()]])
            .wait(60)
            .session(inform({ events: ['0 BOOTSTRAP', '1 BOOT'] })),
      ],
      [
        'after another URL',
        (talk) =>
          talk
            .session(inform({ events: ['0 BOOTSTRAP'] }), [
              [setValues({ 'Device.ManagementServer.URL': 'http://b.example/' }), setValuesResponse()],
            ])
            .wait(60)
            .session(inform({ events: ['0 BOOTSTRAP'] })),
      ],
      [
        'the first was not answered',
        (talk) =>
          talk
            .turn(inform({ events: ['0 BOOTSTRAP'] }), '', {}, serverError)
            .wait(7)
            .cpe(inform({ events: ['0 BOOTSTRAP'], retryCount: 1 })),
      ],
    ],
  },
  'command-event-unasked': {
    fires: [
      [
        'the key is cut',
        (talk) =>
          known(talk)
            .session(inform(), [[reboot('upgrade-7'), rebootResponse()]])
            .wait(60)
            .session(inform({ events: ['1 BOOT', 'M Reboot|upgrade'] })),
        '6.q',
      ],
      [
        'M Upload for a Download',
        (talk) => ordered(known(talk)).session(inform({ events: ['7 TRANSFER COMPLETE', 'M Upload|fw'] })),
        '6.q',
      ],
    ],
    not: [
      [
        'it was ordered before a factory reset, and comes all the same',
        (talk) =>
          talk
            .session(inform(), [[scheduleInform(600, 's'), scheduleInformResponse()]])
            .wait(60)
            .session(inform({ events: ['0 BOOTSTRAP', '1 BOOT'] }))
            .wait(540)
            .session(inform({ events: ['3 SCHEDULED', 'M ScheduleInform|s'] })),
      ],
      [
        'the key of the order',
        (talk) =>
          known(talk)
            .session(inform(), [[reboot('r'), rebootResponse()]])
            .wait(60)
            .session(inform({ events: ['1 BOOT', 'M Reboot|r'] })),
      ],
      [
        'the capture may have begun after the order',
        (talk) => talk.session(inform({ events: ['1 BOOT', 'M Reboot|r'] })),
      ],
      ['an event of the vendor', (talk) => known(talk).session(inform({ events: ['M X_Vendor_Do|r'] }))],
      [
        'it is told again, as the session failed',
        (talk) =>
          known(talk)
            .session(inform(), [[reboot('r'), rebootResponse()]])
            .wait(60)
            .turn(inform({ events: ['1 BOOT', 'M Reboot|r'] }), '', {}, serverError)
            .wait(7)
            .cpe(inform({ events: ['1 BOOT', 'M Reboot|r'], retryCount: 1 })),
      ],
    ],
  },
  'reboot-not-followed': {
    fires: [
      [
        'a periodic Inform',
        (talk) =>
          talk
            .session(inform(), [[reboot('r'), rebootResponse()]])
            .wait(60)
            .session(inform())
            .wait(60)
            .session(inform()),
        '4.q',
      ],
    ],
    not: [
      [
        'a boot',
        (talk) =>
          talk
            .session(inform(), [[reboot('r'), rebootResponse()]])
            .wait(60)
            .session(inform({ events: ['1 BOOT', 'M Reboot|r'] })),
      ],
      [
        'it was refused',
        (talk) =>
          talk
            .session(inform(), [[reboot('r'), fault('9001')]])
            .wait(60)
            .session(inform()),
      ],
      [
        'the session failed, so there was no restart',
        (talk) =>
          talk
            .turn(inform(), informResponse())
            .turn('', reboot('r'))
            .turn(rebootResponse(), '', {}, serverError)
            .wait(7)
            .cpe(inform({ retryCount: 1 })),
      ],
    ],
  },
  'boot-without-method-event': {
    fires: [
      [
        '1 BOOT by itself',
        (talk) =>
          talk
            .session(inform(), [[reboot('r'), rebootResponse()]])
            .wait(60)
            .session(boot),
        '4.q',
      ],
    ],
    not: [
      [
        'the session with the order failed, and the device crashed',
        (talk) =>
          talk
            .turn(inform(), informResponse())
            .turn('', reboot('r'))
            .turn(rebootResponse(), '', {}, serverError)
            .wait(60)
            .session(boot),
      ],
      [
        'with M Reboot',
        (talk) =>
          talk
            .session(inform(), [[reboot('r'), rebootResponse()]])
            .wait(60)
            .session(inform({ events: ['1 BOOT', 'M Reboot|r'] })),
      ],
      ['nobody ordered it', (talk) => talk.session(inform()).wait(60).session(boot)],
      [
        'a second restart',
        (talk) =>
          talk
            .session(inform(), [[reboot('r'), rebootResponse()]])
            .wait(60)
            .session(inform({ events: ['1 BOOT', 'M Reboot|r'] }))
            .wait(60)
            .session(boot),
      ],
    ],
  },
  'scheduled-inform-missing': {
    fires: [
      [
        'an hour later',
        (talk) =>
          talk
            .session(inform(), [[scheduleInform(60, 's'), scheduleInformResponse()]])
            .wait(3600)
            .session(inform())
            .wait(60)
            .session(inform()),
        '4.q',
      ],
    ],
    not: [
      [
        'the device was reset',
        (talk) =>
          talk
            .session(inform(), [[scheduleInform(60, 's'), scheduleInformResponse()]])
            .wait(3600)
            .session(inform({ events: ['0 BOOTSTRAP'] })),
      ],
      [
        'it came',
        (talk) =>
          talk
            .session(inform(), [[scheduleInform(60, 's'), scheduleInformResponse()]])
            .wait(60)
            .session(inform({ events: ['3 SCHEDULED', 'M ScheduleInform|s'] })),
      ],
      [
        'it is not due',
        (talk) =>
          talk
            .session(inform(), [[scheduleInform(600, 's'), scheduleInformResponse()]])
            .wait(300)
            .session(inform()),
      ],
      [
        'it came late, and another session follows',
        (talk) =>
          talk
            .session(inform(), [[scheduleInform(60, 's'), scheduleInformResponse()]])
            .wait(3600)
            .session(inform({ events: ['3 SCHEDULED', 'M ScheduleInform|s'] }))
            .wait(600)
            .session(inform()),
      ],
      [
        'it was refused',
        (talk) =>
          talk
            .session(inform(), [[scheduleInform(60, 's'), fault('9000')]])
            .wait(3600)
            .session(inform()),
      ],
    ],
  },
  'transfer-complete-unasked': {
    fires: [['the key is lost', (talk) => ordered(known(talk)).session(done, [], reports('')), '7.q']],
    not: [
      ['the key of the order', (talk) => ordered(known(talk)).session(done, [], reports('fw'))],
      ['the capture may have begun after the order', (talk) => talk.session(done, [], reports('old'))],
    ],
  },
  'transfer-complete-not-due': {
    fires: [
      ['Status was 0', (talk) => ordered(talk, '0').session(done, [], reports('fw')), '5.q'],
      [
        'it was called off',
        (talk) =>
          talk
            .session(inform(), [
              [download('fw'), downloadResponse()],
              [cancelTransfer('fw', '6'), cancelTransferResponse('6')],
            ])
            .wait(60)
            .session(done, [], reports('fw')),
        '6.q',
      ],
      [
        'it was acknowledged',
        (talk) => ordered(talk).session(done, [], reports('fw')).wait(60).session(done, [], reports('fw')),
        '8.q',
      ],
    ],
    not: [
      ['Status was 1', (talk) => ordered(talk).session(done, [], reports('fw'))],
      [
        'the first was not acknowledged',
        (talk) =>
          ordered(talk)
            .turn(done, informResponse())
            .turn(transferComplete('fw'), '', {}, serverError)
            .wait(7)
            .session(
              inform({ retryCount: 1, events: ['7 TRANSFER COMPLETE', 'M Download|fw'] }),
              [],
              reports('fw'),
            ),
      ],
      [
        'it was ordered anew',
        (talk) =>
          ordered(ordered(talk).session(done, [], reports('fw')).wait(60)).session(done, [], reports('fw')),
      ],
      [
        'fault 8005 asks for it again',
        (talk) =>
          ordered(talk)
            .turn(done, informResponse())
            .turn(transferComplete('fw'), fault('8005', '2'))
            .turn(transferComplete('fw'), transferCompleteResponse()),
      ],
    ],
  },
  'transfer-event-repeated': {
    fires: [
      [
        'in the next Inform',
        (talk) => ordered(talk).session(done, [], reports('fw')).wait(60).session(done),
        '7.q',
      ],
    ],
    not: [
      ['once', (talk) => ordered(talk).session(done, [], reports('fw')).wait(60).session(inform())],
      [
        'it was not acknowledged',
        (talk) => ordered(talk).session(done).wait(60).session(done, [], reports('fw')),
      ],
    ],
  },
  'transfer-complete-early': {
    fires: [
      [
        'of a firmware',
        (talk) =>
          talk
            .turn(inform(), informResponse())
            .turn('', download('fw'))
            .turn(downloadResponse(), '')
            .turn(transferComplete('fw'), transferCompleteResponse(), {
              bind: { session: 1, boundBy: 'cookie' },
            }),
        '4.q',
      ],
    ],
    not: [
      [
        'it was done at once',
        (talk) =>
          talk
            .turn(inform(), informResponse())
            .turn('', download('fw'))
            .turn(downloadResponse('0'), '')
            .turn(transferComplete('fw'), transferCompleteResponse(), {
              bind: { session: 1, boundBy: 'cookie' },
            }),
      ],
      ['in a session of its own', (talk) => ordered(talk).session(done, [], reports('fw'))],
      [
        'of a configuration',
        (talk) =>
          talk
            .turn(inform(), informResponse())
            .turn('', download('fw', '3 Vendor Configuration File'))
            .turn(downloadResponse(), '')
            .turn(transferComplete('fw'), transferCompleteResponse(), {
              bind: { session: 1, boundBy: 'cookie' },
            }),
      ],
    ],
  },
  'transfer-complete-missing': {
    fires: [
      [
        'after a restart; it is said once',
        (talk) => ordered(talk).session(boot).wait(60).session(inform()).wait(60).session(boot),
        'end',
      ],
      [
        'after three sessions',
        (talk) =>
          ordered(talk)
            .wait(1000)
            .session(inform())
            .wait(1000)
            .session(inform())
            .wait(1000)
            .session(inform())
            .wait(1000)
            .session(inform()),
        'end',
      ],
    ],
    not: [
      [
        'the session with the restart timed out',
        (talk) =>
          ordered(talk)
            .turn(boot, informResponse())
            .turn('', getValues([host]))
            .end('timeout'),
      ],
      [
        'it came with the restart',
        (talk) =>
          ordered(talk).session(
            inform({ events: ['1 BOOT', '7 TRANSFER COMPLETE', 'M Download|fw'] }),
            [],
            reports('fw'),
          ),
      ],
      [
        'another restart was ordered',
        (talk) => ordered(talk).session(inform({ events: ['1 BOOT', 'M Reboot|r'] })),
      ],
      ['Status was 0', (talk) => ordered(talk, '0').session(boot)],
      [
        'it was called off',
        (talk) =>
          talk
            .session(inform(), [
              [download('fw'), downloadResponse()],
              [cancelTransfer('fw', '6'), cancelTransferResponse('6')],
            ])
            .wait(60)
            .session(boot),
      ],
      [
        'the device was reset in between',
        (talk) =>
          ordered(talk)
            .session(inform({ events: ['0 BOOTSTRAP', '1 BOOT'] }))
            .wait(60)
            .session(boot),
      ],
      [
        'a configuration needs no restart',
        (talk) => ordered(talk, '1', '3 Vendor Configuration File').session(boot),
      ],
      [
        'it is to wait for a day',
        (talk) =>
          talk
            .session(inform(), [[download('fw', undefined, 86_400), downloadResponse()]])
            .wait(60)
            .session(boot),
      ],
      [
        'the download still goes on',
        (talk) =>
          ordered(talk).wait(60).session(inform()).wait(60).session(inform()).wait(60).session(inform()),
      ],
      [
        'the session with the restart failed',
        (talk) =>
          ordered(talk)
            .turn(boot, informResponse())
            .turn('', '', {}, serverError)
            .wait(7)
            .session(
              inform({ retryCount: 1, events: ['1 BOOT', '7 TRANSFER COMPLETE', 'M Download|fw'] }),
              [],
              reports('fw'),
            ),
      ],
    ],
  },
  'unit-results-differ': {
    fires: [['one of three', (talk) => units(talk, 3, 1), '5.q']],
    not: [
      [
        'the message breaks off',
        (talk) => units(talk, 3, 1, false, (text) => text.replace(/<StartTime>[^]*/, '')),
      ],
      ['three of three', (talk) => units(talk, 3, 3)],
      ['everything was to be updated', (talk) => units(talk, 1, 4, true)],
    ],
  },
  'parameter-key-not-kept': {
    fires: [
      [
        'it is empty',
        (talk) =>
          talk
            .session(inform(), [[setValues({ [host]: 'a' }, '5', 'k7'), setValuesResponse()]])
            .wait(60)
            .session(inform()),
        '4.q',
      ],
    ],
    not: [
      [
        'it is kept',
        (talk) =>
          talk
            .session(inform(), [[setValues({ [host]: 'a' }, '5', 'k7'), setValuesResponse()]])
            .wait(60)
            .session(inform({ values: { [key]: 'k7' } })),
      ],
      [
        'nothing was set',
        (talk) =>
          talk
            .session(inform(), [
              [setValues({ [host]: 'a' }, '5', 'k7'), fault('9003', '5', { [host]: '9008' })],
            ])
            .wait(60)
            .session(inform()),
      ],
      [
        'the last one counts',
        (talk) =>
          talk
            .session(inform(), [
              [setValues({ [host]: 'a' }, '5', 'k7'), setValuesResponse()],
              [addObject('Device.NAT.PortMapping.', '6', 'k8'), addObjectResponse('1', '6')],
            ])
            .wait(60)
            .session(inform({ values: { [key]: 'k8' } })),
      ],
      [
        'the device was reset',
        (talk) =>
          talk
            .session(inform(), [[setValues({ [host]: 'a' }, '5', 'k7'), setValuesResponse()]])
            .wait(60)
            .session(inform({ events: ['0 BOOTSTRAP', '1 BOOT'] })),
      ],
    ],
  },
  'instance-number-reused': {
    fires: [
      [
        'the next instance gets it',
        (talk) =>
          talk.session(inform(), [
            [deleteObject('Device.NAT.PortMapping.3.'), deleteObjectResponse()],
            [addObject('Device.NAT.PortMapping.', '6'), addObjectResponse('3', '6')],
          ]),
        '4.q',
      ],
    ],
    not: [
      [
        'the next number',
        (talk) =>
          talk.session(inform(), [
            [deleteObject('Device.NAT.PortMapping.3.'), deleteObjectResponse()],
            [addObject('Device.NAT.PortMapping.', '6'), addObjectResponse('4', '6')],
          ]),
      ],
      [
        'another table',
        (talk) =>
          talk.session(inform(), [
            [deleteObject('Device.NAT.PortMapping.3.'), deleteObjectResponse()],
            [addObject('Device.Users.User.', '6'), addObjectResponse('3', '6')],
          ]),
      ],
      [
        'it was not deleted',
        (talk) =>
          talk.session(inform(), [
            [deleteObject('Device.NAT.PortMapping.3.'), fault('9005')],
            [addObject('Device.NAT.PortMapping.', '6'), addObjectResponse('3', '6')],
          ]),
      ],
    ],
  },
  'instance-number-taken': {
    fires: [
      [
        'it was listed',
        (talk) =>
          talk.session(inform(), [
            [
              getNames('Device.NAT.'),
              getNamesResponse({
                'Device.NAT.': '0',
                'Device.NAT.PortMapping.': '1',
                'Device.NAT.PortMapping.1.': '1',
              }),
            ],
            [addObject('Device.NAT.PortMapping.', '6'), addObjectResponse('1', '6')],
          ]),
        '4.q',
      ],
    ],
    not: [
      [
        'a new one',
        (talk) =>
          talk.session(inform(), [
            [
              getNames('Device.NAT.'),
              getNamesResponse({
                'Device.NAT.': '0',
                'Device.NAT.PortMapping.': '1',
                'Device.NAT.PortMapping.1.': '1',
              }),
            ],
            [addObject('Device.NAT.PortMapping.', '6'), addObjectResponse('2', '6')],
          ]),
      ],
      [
        'it was deleted',
        (talk) =>
          talk.session(inform(), [
            [
              getNames('Device.NAT.'),
              getNamesResponse({
                'Device.NAT.': '0',
                'Device.NAT.PortMapping.': '1',
                'Device.NAT.PortMapping.1.': '1',
              }),
            ],
            [deleteObject('Device.NAT.PortMapping.1.', '6'), deleteObjectResponse('6')],
            [addObject('Device.NAT.PortMapping.', '7'), addObjectResponse('1', '7')],
          ]),
      ],
    ],
  },
  'set-though-not-writable': {
    fires: [
      [
        'in a later session',
        (talk) =>
          talk
            .session(inform(), [
              [getNames('Device.Time.'), getNamesResponse({ 'Device.Time.': '0', [host]: '0' })],
            ])
            .wait(60)
            .session(inform(), [[setValues({ [host]: 'a' }), setValuesResponse()]]),
        '6.q',
      ],
    ],
    not: [
      [
        'it is writable',
        (talk) =>
          talk.session(inform(), [
            [getNames('Device.Time.'), getNamesResponse({ 'Device.Time.': '0', [host]: '1' })],
            [setValues({ [host]: 'a' }, '6'), setValuesResponse('6')],
          ]),
      ],
      [
        'it is refused',
        (talk) =>
          talk.session(inform(), [
            [getNames('Device.Time.'), getNamesResponse({ 'Device.Time.': '0', [host]: '0' })],
            [setValues({ [host]: 'a' }, '6'), fault('9003', '6', { [host]: '9008' })],
          ]),
      ],
      [
        'nobody has asked',
        (talk) => talk.session(inform(), [[setValues({ [host]: 'a' }), setValuesResponse()]]),
      ],
    ],
  },
}

testRules(deviceRules, cases)

describe('what is remembered', () => {
  test('is bounded for a session: the same for 10,000 messages as for 100', () => {
    const talk = new Conversation().turn(inform(), informResponse()).turn('', getValues([host], '0'))
    for (let count = 1; count < 5000; count++) {
      talk.turn(getValuesResponse({ [host]: 'x' }, String(count - 1)), getValues([host], String(count)))
    }
    const outcome = new Outcome()
    const halves = [talk.facts.slice(0, 5000), talk.facts.slice(5000)].map((facts) => {
      const begun = performance.now()
      outcome.take(facts)
      return performance.now() - begun
    })
    expect(outcome.session(1)).toMatchObject({ messages: 10_002 })
    // As much again takes about as long again, not longer with every message.
    expect(halves[1]).toBeLessThan(3 * (halves[0] ?? 0) + 500)
  })

  test('is bounded in number: of very many devices the one that was silent longest is forgotten', () => {
    const memories = new DeviceMemories()
    const first = memories.of('acs first', () => null)
    const second = memories.of('acs second', () => null)
    for (let count = 0; count < 9_998; count++) {
      memories.of(`acs ${String(count)}`, () => null)
      if (count === 5000) memories.of('acs first', () => null)
    }
    memories.of('acs last', () => null)
    expect(memories.of('acs first', () => null)).toBe(first)
    expect(memories.of('acs second', () => null)).not.toBe(second)
  })

  test('is bounded for a device: orders that were forgotten are not taken for orders that never were', () => {
    const talk = known(new Conversation())
    for (let count = 0; count < 70; count++) {
      talk.session(inform({ events: ['6 CONNECTION REQUEST'] }), [
        [scheduleInform(86_400, `s${String(count)}`), scheduleInformResponse()],
      ])
    }
    talk.wait(86_400).session(inform({ events: ['3 SCHEDULED', 'M ScheduleInform|s0'] }))
    expect(talk.findings('command-event-unasked')).toEqual([])
    const transfers = known(new Conversation())
    for (let count = 0; count < 70; count++) {
      transfers.session(inform({ events: ['6 CONNECTION REQUEST'] }), [
        [download(`t${String(count)}`, '2 Web Content'), downloadResponse()],
      ])
    }
    transfers.session(inform({ events: ['7 TRANSFER COMPLETE', 'M Download|t0'] }), [], reports('t0'))
    expect(transfers.findings('transfer-complete-unasked')).toEqual([])
  })

  test('of one device does not count for another', () => {
    const talk = new Conversation()
      .session(inform({ serial: 'A' }), [[reboot('r'), rebootResponse()]])
      .wait(60)
      .session(inform({ serial: 'B' }))
    expect(talk.findings('reboot-not-followed')).toEqual([])
  })
})
