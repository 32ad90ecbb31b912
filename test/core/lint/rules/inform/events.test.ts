import { describe, expect, it } from 'vitest'
import { envelopeAround, lintExample } from '../../example.js'
import { marked, repaired } from '../values/values.js'
import { inform, informFindings, rulesSaying } from './informs.js'

describe('wrong-event-code', () => {
  it.each([
    ['1 Boot', '1 BOOT'],
    ['1  BOOT', '1 BOOT'],
    ['01 BOOT', '1 BOOT'],
    [' 2 PERIODIC', '2 PERIODIC'],
    ['2', '2 PERIODIC'],
    ['4 VALUE_CHANGE', '4 VALUE CHANGE'],
    ['6 CONNECTIONREQUEST', '6 CONNECTION REQUEST'],
    ['1 BOOTSTRAP', '1 BOOT'],
    ['M reboot', 'M Reboot'],
    ['m Reboot', 'M Reboot'],
    ['M  Download', 'M Download'],
  ])('%j is to be %s', (code, right) => {
    const parts = { events: [code] }
    const [finding] = informFindings('wrong-event-code', parts)
    expect(finding && marked(inform(parts), finding)).toBe(code)
    expect(finding && repaired(inform(parts), finding)).toContain(`<EventCode>${right}</EventCode>`)
  })

  it.each(['', '15 SOMETHING', '99', 'BOOT', 'X', 'X 00D09E', 'M', 'M Two Words'])(
    'nobody knows what "%s" should be',
    (code) => {
      const [finding] = informFindings('wrong-event-code', { events: [code] })
      expect(finding).toBeDefined()
      expect(finding?.fix).toBeUndefined()
    },
  )

  it.each(['M X_00D09E_Restore', 'M SetVouchers', 'X 00D09E a', 'X EXAMPLE-COM Button  pressed twice'])(
    '%s is allowed',
    (code) => {
      expect(rulesSaying({ events: [code] })).toEqual([])
    },
  )
})

describe('events of a version', () => {
  const say = (code: string, namespace: string, header = ''): readonly string[] => {
    const envelope = envelopeAround(inform({ events: [code] }))
      .replace('urn:dslforum-org:cwmp-1-2', `urn:dslforum-org:${namespace}`)
      .replace('</soap-env:Header>', `${header}</soap-env:Header>`)
    return lintExample(envelope)
      .map(({ rule }) => rule)
      .filter((rule) => rule === 'event-newer-than-version')
  }
  const versions = '<cwmp:SupportedCWMPVersions>1.0,1.4</cwmp:SupportedCWMPVersions>'

  it.each([
    ['10 AUTONOMOUS TRANSFER COMPLETE', 'cwmp-1-0', 1],
    ['10 AUTONOMOUS TRANSFER COMPLETE', 'cwmp-1-1', 0],
    ['12 AUTONOMOUS DU STATE CHANGE COMPLETE', 'cwmp-1-1', 1],
    ['12 AUTONOMOUS DU STATE CHANGE COMPLETE', 'cwmp-1-2', 0],
    ['13 WAKEUP', 'cwmp-1-2', 1],
    ['9 REQUEST DOWNLOAD', 'cwmp-1-0', 0],
    ['X 00D09E a', 'cwmp-1-0', 0],
  ])('%s in %s', (code, namespace, count) => {
    expect(say(code, namespace)).toHaveLength(count)
  })

  it('a device that lists 1.4 may wake up and give heartbeats', () => {
    expect(say('13 WAKEUP', 'cwmp-1-2', versions)).toEqual([])
    expect(say('14 HEARTBEAT', 'cwmp-1-2', versions)).toEqual([])
  })
})

describe('events together', () => {
  it('no-event: an empty array', () => {
    expect(rulesSaying({ events: [] })).toEqual(['no-event'])
  })

  it('duplicate-event: at each entry but the first', () => {
    expect(rulesSaying({ events: ['2 PERIODIC', '2 PERIODIC', '2 PERIODIC'] })).toEqual([
      'duplicate-event',
      'duplicate-event',
    ])
  })

  it('command-key-on-single-event points at the key', () => {
    const parts = {
      events: [
        ['7 TRANSFER COMPLETE', 'update-7'],
        ['M Download', 'update-7'],
      ] as const,
    }
    const [finding] = informFindings('command-key-on-single-event', parts)
    expect(finding && marked(inform(parts), finding)).toBe('update-7')
    expect(rulesSaying({ events: [['X 00D09E a', 'key']] })).toEqual([])
  })

  it.each([
    ['3 SCHEDULED', 'M ScheduleInform'],
    ['7 TRANSFER COMPLETE', 'M Download'],
    ['7 TRANSFER COMPLETE', 'M Upload'],
    ['7 TRANSFER COMPLETE', 'M ScheduleDownload'],
    ['11 DU STATE CHANGE COMPLETE', 'M ChangeDUState'],
  ])('%s comes with %s', (code, partner) => {
    expect(rulesSaying({ events: [code] })).toEqual(['event-without-method-event'])
    expect(rulesSaying({ events: [[partner, 'k']] })).toEqual(['method-event-alone'])
    expect(rulesSaying({ events: [code, [partner, 'k']] })).toEqual([])
  })

  it('M Reboot comes with 1 BOOT, but 1 BOOT comes alone', () => {
    expect(rulesSaying({ events: [['M Reboot', 'k']] })).toEqual(['method-event-alone'])
    expect(rulesSaying({ events: ['1 BOOT'] })).toEqual([])
  })

  it('bootstrap-with-old-events: commands from before; a boot and a connection request are none', () => {
    expect(rulesSaying({ events: ['0 BOOTSTRAP', '7 TRANSFER COMPLETE', ['M Download', 'k']] })).toEqual([
      'bootstrap-with-old-events',
    ])
    expect(rulesSaying({ events: ['0 BOOTSTRAP', '1 BOOT', '2 PERIODIC', '6 CONNECTION REQUEST'] })).toEqual(
      [],
    )
  })

  it('heartbeat-not-alone', () => {
    expect(
      informFindings('heartbeat-not-alone', { events: ['14 HEARTBEAT', '4 VALUE CHANGE'] }),
    ).toHaveLength(1)
    expect(informFindings('heartbeat-not-alone', { events: ['14 HEARTBEAT'] })).toEqual([])
  })
})

describe('placeholder-command-key', () => {
  it.each(['unsetCommandKey', '(null)', 'UnsetCommandKey'])('%s is no key of an ACS', (key) => {
    expect(rulesSaying({ events: ['1 BOOT', ['M Reboot', key]] })).toEqual(['placeholder-command-key'])
  })

  it.each(['', 'null', 'update-7'])('"%s" may be one', (key) => {
    expect(rulesSaying({ events: ['1 BOOT', ['M Reboot', key]] })).toEqual([])
  })

  it('is found in a TransferComplete, too', () => {
    const example =
      '<cwmp:TransferComplete><CommandKey>unsetCommandKey</CommandKey><FaultStruct><FaultCode>0</FaultCode><FaultString></FaultString></FaultStruct><StartTime>0001-01-01T00:00:00Z</StartTime><CompleteTime>0001-01-01T00:00:00Z</CompleteTime></cwmp:TransferComplete>'
    expect(lintExample(example).map(({ rule }) => rule)).toEqual(['placeholder-command-key'])
  })
})
