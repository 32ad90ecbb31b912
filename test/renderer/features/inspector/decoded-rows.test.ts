import { describe, expect, it } from 'vitest'
import {
  carriedParameters,
  decodedRows,
  openTo,
  rowOfPath,
} from '../../../../src/renderer/features/inspector/decoded-rows.js'

const decoded = {
  ParameterList: [
    { Name: 'Device.A', Value: 'x', Type: 'xsd:string' },
    { Name: 'Device.B', Value: '', Type: 'xsd:boolean' },
  ],
  Event: [{ EventCode: '1 BOOT', CommandKey: '' }],
  ParameterKey: '',
}
const values = { header: { ID: '7' }, body: decoded }
const open = { depth: 1, toggled: new Set<string>() }

describe('the decoded tree', () => {
  it('shows one line for a parameter with its value and type', () => {
    expect(decodedRows(values, open)[3]).toMatchObject({
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
    expect(decodedRows(values, open).find((row) => row.title === '1 BOOT')).toMatchObject({
      name: '1',
      open: false,
    })
  })

  it('opens and closes by what was toggled', () => {
    expect(decodedRows(values, { depth: 1, toggled: new Set(['body/ParameterList']) })).toHaveLength(6)
    expect(decodedRows(values, { depth: 0, toggled: new Set(['body/ParameterList']) })).toHaveLength(6)
    expect(decodedRows(values, { depth: 0, toggled: new Set() })).toHaveLength(4)
  })

  it('shows the header before the arguments, and no line for a body that is none', () => {
    const rows = decodedRows(values, open)
    expect(rows.slice(0, 2)).toMatchObject([
      { name: 'Header', depth: 0, open: true, positionInSet: 1, setSize: 4 },
      { name: 'ID', value: '7', depth: 1 },
    ])
    expect(decodedRows({ body: {} }, open)).toEqual([])
  })

  it('opens down to a value, and finds the line that shows it', () => {
    const path = ['body', 'Event', 0, 'EventCode']
    const closed = { depth: 0, toggled: new Set<string>() }
    for (const expansion of [closed, open, { depth: 2, toggled: new Set(['body/Event', 'body/Event/0']) }]) {
      const rows = decodedRows(values, openTo(expansion, path))
      expect(rows[rowOfPath(rows, path)]).toMatchObject({ name: 'EventCode', value: '1 BOOT' })
    }
  })

  it('shows what has no line of its own by the line that holds it', () => {
    const rows = decodedRows(values, open)
    expect(rows[rowOfPath(rows, ['body', 'ParameterList', 1, 'Value'])]).toMatchObject({ name: 'Device.B' })
    const closed = decodedRows(values, { depth: 0, toggled: new Set() })
    expect(closed[rowOfPath(closed, ['body', 'ParameterList', 1, 'Value'])]).toMatchObject({
      name: 'ParameterList',
    })
    expect(rowOfPath(rows, ['body'])).toBe(-1)
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
