import device2 from '../../../resources/models/device2.json'
import igd from '../../../resources/models/igd.json'
import { buildModel, type DeviceModel, type ModelEntry } from './model.js'
import type { Constraint } from './nodes.js'

export type BuiltInModel = 'device2' | 'igd'

/**
 * The compact form of resources/models: objects by path, each with its parameters as
 * `[type, access, value, limits?]`. Access `rw` or `r`; limits `a|b|c` (one of), `1..13` (a number between)
 * or `..32` (at most so many characters). `$` is the access of the object itself: `rw` on a table takes
 * AddObject, on an instance DeleteObject. A path that ends in `{new}.` says what a new instance has.
 */
type CompactModel = Readonly<{
  name: string
  objects: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>
}>

const sources: Readonly<Record<BuiltInModel, CompactModel>> = { device2, igd }
const loaded = new Map<BuiltInModel, DeviceModel>()

/** A built-in gateway; the same object each time, so that all CPEs share it. */
export function builtInModel(name: BuiltInModel): DeviceModel {
  const known = loaded.get(name)
  if (known !== undefined) return known
  const model = readCompactModel(sources[name])
  loaded.set(name, model)
  return model
}

function readCompactModel(source: CompactModel): DeviceModel {
  const entries: ModelEntry[] = []
  const templates = new Map<string, ModelEntry[]>()
  for (const [path, members] of Object.entries(source.objects)) {
    const fresh = /^(.*\.)\{new\}\.(.*)$/.exec(path)
    const target = fresh === null ? entries : templateRows(templates, fresh[1] ?? '')
    readObject(fresh === null ? path : `${fresh[1]}1.${fresh[2]}`, members, target)
  }
  const reading = buildModel(source.name, entries, {}, templates)
  if (!reading.ok) throw new Error(reading.message)
  return reading.model
}

function templateRows(templates: Map<string, ModelEntry[]>, table: string): ModelEntry[] {
  const rows = templates.get(table) ?? []
  templates.set(table, rows)
  return rows
}

function readObject(
  path: string,
  members: Readonly<Record<string, string | readonly string[]>>,
  entries: ModelEntry[],
): void {
  entries.push({ path, writable: members['$'] === 'rw', object: true })
  for (const [name, member] of Object.entries(members)) {
    if (typeof member === 'string') continue
    const [type = 'string', access, value = '', limits] = member
    entries.push({
      path: path + name,
      writable: access === 'rw',
      object: false,
      type,
      value,
      ...(limits === undefined ? {} : { constraint: parseLimits(limits) }),
    })
  }
}

function parseLimits(limits: string): Constraint {
  const range = /^(-?\d*)\.\.(-?\d+)$/.exec(limits)
  if (range === null) return { enumeration: limits.split('|') }
  const [, low = '', high = ''] = range
  return low === '' ? { maxLength: Number(high) } : { minimum: Number(low), maximum: Number(high) }
}
