import { describe, expect, it } from 'vitest'
import type { Rpc } from '../../../../src/contract/index.js'
import {
  discard,
  follow,
  nothingStaged,
  sendable,
  sent,
  stage,
  undo,
  unstage,
} from '../../../../src/renderer/features/parameters/staging.js'

const ssid = { path: 'Device.SSID', from: 'old', to: 'new', type: 'string' }
const channel = { path: 'Device.Channel', from: '11', to: '6', type: 'unsignedInt' }
const rpc = (state: Rpc['state'], more: Partial<Rpc> = {}): Rpc => ({
  id: 'r1',
  deviceId: 'd',
  method: 'SetParameterValues',
  arguments: {},
  state,
  messageIds: [],
  createdAt: '2026-11-22T12:00:00.000Z',
  ...more,
})
const both = stage(stage(nothingStaged, ssid), channel)
const underWay = sent(both, [ssid.path, channel.path], 'r1')

describe('staged edits', () => {
  it('are gone when the old value is typed again', () => {
    expect(stage(both, { ...ssid, to: 'old' }).edits.has(ssid.path)).toBe(false)
  })

  it('stage nothing when nothing changes', () => {
    expect(stage(nothingStaged, { ...ssid, to: 'old' })).toBe(nothingStaged)
  })

  it('can be undone one by one, and a discard too', () => {
    expect([...undo(both).edits.keys()]).toEqual([ssid.path])
    expect(undo(undo(both)).edits.size).toBe(0)
    expect(undo(discard(both)).edits.size).toBe(2)
    expect(undo(unstage(both, ssid.path)).edits.size).toBe(2)
    expect(undo(nothingStaged)).toBe(nothingStaged)
  })

  it('cannot be changed, discarded or undone while an RPC carries them', () => {
    expect(stage(underWay, { ...ssid, to: 'other' })).toBe(underWay)
    expect(unstage(underWay, ssid.path)).toBe(underWay)
    expect(discard(underWay).edits.size).toBe(2)
    expect(undo(underWay).edits.size).toBe(2)
    expect(sendable(underWay)).toEqual([])
  })

  it('vanish when the CPE has taken them', () => {
    expect(follow(underWay, rpc('done')).edits.size).toBe(0)
  })

  it('stay, with the fault at the parameter it is about, when the CPE refuses', () => {
    const fault = {
      code: '9003',
      string: 'Invalid arguments',
      parameters: [{ parameterName: channel.path, code: '9007', string: 'Invalid parameter value' }],
    }
    const { edits } = follow(underWay, rpc('failed', { fault }))
    expect(edits.get(channel.path)).toMatchObject({
      rpcId: null,
      to: '6',
      fault: { code: '9007', sentence: 'Invalid parameter value', own: true },
    })
    expect(edits.get(ssid.path)?.fault).toMatchObject({ code: '9003', own: false })
  })

  it('stay when the RPC was taken back', () => {
    expect(sendable(follow(underWay, rpc('cancelled')))).toHaveLength(2)
  })

  it('do not care for the news of other RPCs', () => {
    expect(follow(underWay, rpc('done', { id: 'other' }))).toBe(underWay)
    expect(follow(underWay, rpc('sent'))).toBe(underWay)
  })

  it('lose their fault when they are edited again', () => {
    const refused = follow(underWay, rpc('failed', { fault: { code: '9003', string: '' } }))
    expect(stage(refused, { ...channel, to: '7' }).edits.get(channel.path)?.fault).toBeNull()
  })
})
