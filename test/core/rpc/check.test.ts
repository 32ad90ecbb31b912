import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkArguments, rpcTable } from '../../../src/core/rpc/index.js'
import type { RpcStruct } from '../../../src/core/soap/message.js'
import { argumentsFor } from './arguments.js'

const callable = [...rpcTable.values()].filter((rpc) => rpc.sender !== 'cpe')

describe('checking arguments for the queue', () => {
  it.each(callable.map((rpc) => [rpc.method, rpc] as const))('takes any that fit %s', (method, rpc) => {
    fc.assert(
      fc.property(argumentsFor(rpc.request), (args) => {
        expect(checkArguments(method, args)).toBeNull()
      }),
      { numRuns: 30 },
    )
  })

  const name256 = 'x'.repeat(257)
  it.each<[string, RpcStruct, string]>([
    ['GetParameterValues', {}, 'ParameterNames is missing'],
    ['GetParameterValues', { ParameterNames: 'Device.' }, 'ParameterNames must be a list'],
    ['GetParameterValues', { ParameterNames: [] }, 'ParameterNames must not be empty'],
    [
      'GetParameterValues',
      { ParameterNames: [name256] },
      'ParameterNames[0] has 257 characters; at most 256',
    ],
    ['GetParameterValues', { ParameterName: ['Device.'] }, 'has no element "ParameterName"'],
    ['SetParameterValues', { ParameterList: [{ Name: 'Device.X' }] }, 'ParameterList[0].Value is missing'],
    ['SetParameterValues', { ParameterList: [{ Name: 'Device.X', Value: 'a\u0001' }] }, 'control character'],
    [
      'SetParameterValues',
      { ParameterList: [{ Name: 'D.X', Value: '', Type: 'a type' }] },
      'Type must be a type such as',
    ],
    [
      'SetParameterValues',
      { ParameterList: [], ParameterKey: 'k'.repeat(33) },
      'ParameterKey has 33 characters',
    ],
    ['AddObject', { ObjectName: 'Device.NAT.PortMapping' }, 'ObjectName must end with a dot'],
    ['GetParameterNames', { ParameterPath: '', NextLevel: 'yes' }, 'NextLevel must be 0, 1, true or false'],
    ['ScheduleInform', { DelaySeconds: '0' }, 'DelaySeconds must be a whole number from 1'],
    [
      'Download',
      { FileType: 'firmware', URL: 'http://x/' },
      'FileType must look like "1 Firmware Upgrade Image"',
    ],
    ['ChangeDUState', { Operations: [{ URL: 'http://x/' }] }, 'needs a "$type"'],
    ['Reboot', { Delay: '1' }, 'has no element "Delay". There are: CommandKey.'],
    ['FactoryReset', { CommandKey: '' }, 'It takes no arguments.'],
    ['Inform', {}, 'sent by the CPE'],
    ['getParameterValues', {}, 'CWMP has no RPC "getParameterValues"'],
    ['ScheduleUpload', {}, 'CWMP has no RPC "ScheduleUpload"'],
  ])('refuses %s %j', (method, args, expected) => {
    expect(checkArguments(method, args)).toContain(expected)
  })

  it.each<[string, RpcStruct]>([
    ['Reboot', {}],
    ['SetParameterValues', { ParameterList: [{ Name: 'Device.X', Value: '1' }] }],
    ['Download', { FileType: '1 Firmware Upgrade Image', URL: 'http://x/f' }],
    ['GetParameterNames', { NextLevel: '1' }],
    [
      'SetParameterAttributes',
      { ParameterList: [{ Name: 'Device.', NotificationChange: '1', Notification: '2' }] },
    ],
    ['X_00D09E_Blink', { Times: '3' }],
  ])('fills in what has a default: %s %j', (method, args) => {
    expect(checkArguments(method, args)).toBeNull()
  })

  it('lets a wrong value for the declared type pass: the CPE is to answer it', () => {
    const args = { ParameterList: [{ Name: 'Device.X', Value: 'many', Type: 'xsd:unsignedInt' }] }
    expect(checkArguments('SetParameterValues', args)).toBeNull()
  })
})
