import { describe, expect, it } from 'vitest'
import { fromHex } from '../../../src/core/notification/index.js'
import { learnNotified, ParameterTree } from '../../../src/core/tree/index.js'

const at = '2026-11-22T10:00:00.000Z'

describe('what a lightweight notification teaches', () => {
  it('is told once, with a source of its own, and as a change of what was known', () => {
    const tree = new ParameterTree()
    const [first] = learnNotified(tree, [{ name: 'Device.X', value: '1' }], at)
    expect(first).toEqual({
      path: 'Device.X',
      value: '1',
      source: 'notification',
      cause: 'cpe',
      at,
      messageId: '',
    })
    if (first) tree.apply(first)
    expect(learnNotified(tree, [{ name: 'Device.X', value: '1' }], at)).toEqual([])
    expect(learnNotified(tree, [{ name: 'Device.X', value: '2' }], at)).toMatchObject([{ cause: 'external' }])
  })

  it('are parameters of sensible names only, the last value of each', () => {
    const told = [
      { name: 'Device.Object.', value: '1' },
      { name: 'x'.repeat(2000), value: '1' },
      { name: 'Device.ManagementServer.ConnectionRequestURL', value: 'http://elsewhere/' },
      { name: 'InternetGatewayDevice.ManagementServer.UDPConnectionRequestAddress', value: '1.2.3.4' },
      { name: 'Device.Y', value: '1' },
      { name: 'Device.Y', value: '2' },
    ]
    expect(learnNotified(new ParameterTree(), told, at)).toMatchObject([{ path: 'Device.Y', value: '2' }])
  })
})

describe('hex', () => {
  it('gives bytes', () => {
    expect([...fromHex('00ff7A')]).toEqual([0, 255, 122])
    expect(fromHex('')).toHaveLength(0)
  })
})
