import { describe, expect, it } from 'vitest'
import { parameterAt, performRequest, supportedMethods } from '../../../src/core/model/index.js'
import { builtInModel } from '../../../src/main/engine/simulator/index.js'
import { smallModel } from './small-model.js'

const context = { tree: smallModel().tree, root: 'Device' as const }
const key = 'Device.ManagementServer.ParameterKey'

describe('a request of the ACS', () => {
  it('stores the ParameterKey when a set succeeds', () => {
    const { tree, answer, effects } = performRequest(context, 'SetParameterValues', {
      ParameterList: [{ Name: 'Device.Time.Offset', Value: '5', Type: 'xsd:int' }],
      ParameterKey: 'k1',
    })
    expect(answer).toEqual({ kind: 'response', arguments: { Status: '0' } })
    expect(parameterAt(tree, key)?.value).toBe('k1')
    expect(effects).toEqual([{ type: 'values-set', paths: ['Device.Time.Offset'] }])
  })

  it('leaves tree and ParameterKey alone when a set fails', () => {
    const { tree, answer } = performRequest(context, 'SetParameterValues', {
      ParameterList: [{ Name: 'Device.DeviceInfo.SoftwareVersion', Value: '5', Type: 'xsd:string' }],
      ParameterKey: 'k1',
    })
    expect(answer).toMatchObject({ kind: 'fault', fault: { code: '9003', parameters: [{ code: '9008' }] } })
    expect(tree).toBe(context.tree)
  })

  it('gets fault 9000 when the CPE has no such method, whatever its name', () => {
    for (const method of ['ScheduleDownload', 'X_EXAMPLE_Do', 'constructor', '__proto__', '']) {
      expect(performRequest(context, method, {}).answer).toMatchObject({
        kind: 'fault',
        fault: { code: '9000' },
      })
    }
  })

  it('lists exactly the methods that are answered', () => {
    const listed = performRequest(context, 'GetRPCMethods', {}).answer
    expect(listed).toEqual({ kind: 'response', arguments: { MethodList: supportedMethods } })
    for (const method of supportedMethods) {
      expect(performRequest(context, method, {}).answer).not.toMatchObject({ fault: { code: '9000' } })
    }
  })

  it('makes reboot, factory reset and a scheduled inform effects for after the session', () => {
    expect(performRequest(context, 'Reboot', { CommandKey: 'r' }).effects).toEqual([
      { type: 'reboot', commandKey: 'r' },
    ])
    expect(performRequest(context, 'FactoryReset', {}).effects).toEqual([{ type: 'factory-reset' }])
    expect(performRequest(context, 'ScheduleInform', { DelaySeconds: '7', CommandKey: 's' }).effects).toEqual(
      [{ type: 'schedule-inform', delaySeconds: 7, commandKey: 's' }],
    )
    expect(
      performRequest(context, 'ScheduleInform', { DelaySeconds: '0', CommandKey: 's' }).answer,
    ).toMatchObject({
      fault: { code: '9003' },
    })
  })

  it('does what every RPC of the parameter model asks, in the shapes of the schema', () => {
    const ask = (method: string, request: Parameters<typeof performRequest>[2]) => {
      const { answer } = performRequest(context, method, request)
      return answer.kind === 'response' ? answer.arguments : answer.fault
    }
    expect(ask('GetParameterNames', { ParameterPath: 'Device.Time.', NextLevel: 'true' })).toEqual({
      ParameterList: [
        { Name: 'Device.Time.Start', Writable: '1' },
        { Name: 'Device.Time.Offset', Writable: '1' },
      ],
    })
    expect(ask('GetParameterValues', { ParameterNames: ['Device.Time.Offset'] })).toEqual({
      ParameterList: [{ Name: 'Device.Time.Offset', Value: '-60', Type: 'xsd:int' }],
    })
    expect(ask('GetParameterAttributes', { ParameterNames: ['Device.Time.Offset'] })).toEqual({
      ParameterList: [{ Name: 'Device.Time.Offset', Notification: '0', AccessList: ['Subscriber'] }],
    })
    expect(ask('AddObject', { ObjectName: 'Device.NAT.PortMapping.', ParameterKey: 'k' })).toEqual({
      InstanceNumber: '5',
      Status: '0',
    })
    expect(ask('DeleteObject', { ObjectName: 'Device.NAT.PortMapping.4.', ParameterKey: 'k' })).toEqual({
      Status: '0',
    })
  })

  it('changes attributes only where it says so', () => {
    const { tree } = performRequest(context, 'SetParameterAttributes', {
      ParameterList: [
        {
          Name: 'Device.Time.Offset',
          NotificationChange: '1',
          Notification: '2',
          AccessListChange: '0',
          AccessList: [],
        },
      ],
    })
    expect(parameterAt(tree, 'Device.Time.Offset')).toMatchObject({
      notification: 2,
      accessList: ['Subscriber'],
    })
  })

  it('can be done on both built-in models', () => {
    for (const name of ['device2', 'igd'] as const) {
      const { tree, root, parameterCount } = builtInModel(name)
      const { answer } = performRequest({ tree, root }, 'GetParameterValues', {
        ParameterNames: [`${root}.`],
      })
      expect(answer.kind === 'response' && answer.arguments['ParameterList']).toHaveLength(parameterCount)
    }
  })
})
