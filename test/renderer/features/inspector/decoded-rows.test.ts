import { describe, expect, it } from 'vitest'
import { carriedParameters, decodedRows } from '../../../../src/renderer/features/inspector/decoded-rows.js'

const decoded = {
  ParameterList: [
    { Name: 'Device.A', Value: 'x', Type: 'xsd:string' },
    { Name: 'Device.B', Value: '', Type: 'xsd:boolean' },
  ],
  Event: [{ EventCode: '1 BOOT', CommandKey: '' }],
  ParameterKey: '',
}
const open = { depth: 1, toggled: new Set<string>() }

describe('the decoded tree', () => {
  it('shows one line for a parameter with its value and type', () => {
    expect(decodedRows(decoded, open)[1]).toMatchObject({
      name: 'Device.A',
      value: 'x',
      type: 'xsd:string',
      path: 'Device.A',
      depth: 1,
      positionInSet: 1,
      setSize: 2,
    })
  })

  it('shows beside a closed struct what it is about', () => {
    expect(decodedRows(decoded, open).find((row) => row.title === '1 BOOT')).toMatchObject({
      name: '1',
      open: false,
    })
  })

  it('opens and closes by what was toggled', () => {
    expect(decodedRows(decoded, { depth: 1, toggled: new Set(['ParameterList']) })).toHaveLength(4)
    expect(decodedRows(decoded, { depth: 0, toggled: new Set(['ParameterList']) })).toHaveLength(5)
    expect(decodedRows(decoded, { depth: 0, toggled: new Set() })).toHaveLength(3)
  })

  it('finds parameters in value, name and plain lists', () => {
    expect(carriedParameters(decoded)).toHaveLength(2)
    expect(carriedParameters({ ParameterNames: ['Device.'] })).toMatchObject([
      { name: 'Device.', value: null },
    ])
    expect(carriedParameters({ ParameterList: [{ Name: 'Device.X.', Writable: '1' }] })).toMatchObject([
      { name: 'Device.X.', writable: '1' },
    ])
    expect(carriedParameters({ Status: '0' })).toEqual([])
  })
})
