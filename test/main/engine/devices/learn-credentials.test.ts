import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { learnCredentials } from '../../../../src/main/engine/devices/index.js'
import { openWorkspace } from '../../../../src/main/engine/workspace/index.js'
import type { QueuedRpc, Workspace } from '../../../../src/main/engine/workspace/types.js'

let folder = ''
let workspace: Workspace

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workbench-credentials-'))
  workspace = openWorkspace({ dir: folder })
})
afterEach(() => {
  workspace.close()
  rmSync(folder, { recursive: true, force: true })
})

const deviceId = '00E0FC-Raw-1'

function setting(values: Record<string, string>, state: QueuedRpc['state'] = 'done'): QueuedRpc {
  return {
    id: '1',
    deviceId,
    method: 'SetParameterValues',
    arguments: {
      ParameterList: Object.entries(values).map(([Name, Value]) => ({ Name, Value, Type: 'xsd:string' })),
      ParameterKey: '',
    },
    state,
    messageIds: [],
    createdAt: '2026-11-22T12:00:00.000Z',
  }
}

test('credentials that the CPE agreed to are kept, each by itself and both together', () => {
  learnCredentials(
    workspace,
    setting({
      'InternetGatewayDevice.ManagementServer.ConnectionRequestUsername': 'acs',
      'InternetGatewayDevice.ManagementServer.ConnectionRequestPassword': 'one',
      'InternetGatewayDevice.ManagementServer.PeriodicInformInterval': '60',
    }),
  )
  learnCredentials(workspace, setting({ 'Device.ManagementServer.ConnectionRequestPassword': 'two' }))
  expect(workspace.credentials(deviceId)).toEqual({
    connectionRequestUsername: 'acs',
    connectionRequestPassword: 'two',
  })
})

test('nothing is learnt from a refused or waiting call, or from other parameters', () => {
  const both = { 'Device.ManagementServer.ConnectionRequestUsername': 'x' }
  for (const state of ['queued', 'sent', 'failed', 'cancelled'] as const)
    learnCredentials(workspace, setting(both, state))
  learnCredentials(workspace, setting({ 'Device.ManagementServer.Username': 'x' }))
  expect(workspace.credentials(deviceId)).toBeNull()
})
