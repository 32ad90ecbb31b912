import papaparse from 'papaparse'
import type { DeviceIdentity } from '../dialog/device-id.js'
import { buildModel, type ModelEntry, type ModelReading } from './model.js'
import { bareType } from './values.js'

const identityRows: ReadonlyMap<string, keyof DeviceIdentity> = new Map([
  ['DeviceID.Manufacturer', 'manufacturer'],
  ['DeviceID.OUI', 'oui'],
  ['DeviceID.ProductClass', 'productClass'],
  ['DeviceID.SerialNumber', 'serialNumber'],
])

const isTrue = (text: string): boolean => /^(?:true|1)$/i.test(text)

/**
 * Reads a device dump as CSV: the five columns of simulators (`Parameter,Object,Writable,Value,Value type`)
 * or the twelve of an ACS export, which adds notification, access list and times. Columns are found by
 * name. `DeviceID.*` rows say who the device is and are no parameters.
 */
export function readCsvDump(text: string, name: string): ModelReading {
  const { data, errors } = papaparse.parse<readonly string[]>(text, {
    header: false,
    skipEmptyLines: true,
    delimiter: ',',
  })
  const failed = (message: string): ModelReading => ({ ok: false, message: `${name}: ${message}` })
  const unterminated = errors.find(({ message }) => /quote/i.test(message))
  if (unterminated !== undefined) {
    return failed(`row ${(unterminated.row ?? 0) + 1}: ${unterminated.message}. Put the missing quote in.`)
  }
  const heading = (data[0] ?? []).map((cell) => cell.trim().toLowerCase())
  const column = (title: string): number => heading.indexOf(title)
  const at = {
    path: column('parameter'),
    object: column('object'),
    writable: column('writable'),
    value: column('value'),
    type: column('value type'),
    notification: column('notification'),
    accessList: column('access list'),
  }
  for (const title of ['parameter', 'object', 'writable', 'value', 'value type']) {
    if (column(title) < 0) {
      return failed(
        `no column "${title}" in the first line; a device dump starts with Parameter,Object,Writable,Value,Value type.`,
      )
    }
  }
  const entries: ModelEntry[] = []
  const identity: Partial<Record<keyof DeviceIdentity, string>> = {}
  for (const row of data.slice(1)) {
    const cell = (index: number): string => row[index] ?? ''
    const path = cell(at.path).trim()
    const value = cell(at.value)
    if (path === '') continue
    if (path.startsWith('DeviceID.')) {
      const field = identityRows.get(path)
      if (field !== undefined) identity[field] = value
      continue
    }
    const writable = isTrue(cell(at.writable))
    if (isTrue(cell(at.object)) || path.endsWith('.')) {
      entries.push({ path: path.endsWith('.') ? path : `${path}.`, writable, object: true })
      continue
    }
    const notification = Number(cell(at.notification))
    const accessList = cell(at.accessList)
    entries.push({
      path,
      writable,
      object: false,
      type: bareType(cell(at.type)) || 'string',
      value,
      ...(cell(at.notification) !== '' && notification >= 0 && notification <= 2 ? { notification } : {}),
      ...(accessList === '' ? {} : { accessList: accessList.split(',').map((entity) => entity.trim()) }),
    })
  }
  return buildModel(name, entries, identity)
}
