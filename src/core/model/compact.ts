import { buildModel, type ModelEntry, type ModelReading } from './model.js'
import type { DefinedParameter } from './definitions.js'
import type { Constraint, ValueFormat } from './nodes.js'

/**
 * Our own compact form of a model (resources/models): objects by path, each with its parameters as
 * `[type, access, value, limits?, wider?]`. Access `rw`, `r`, or `r*` where the data model lets it be written but this
 * device does not; limits `a|b|c` (one of), `1..13` (a number between; `1..`: or more), `..32` (at most so many
 * characters) or `@IPAddress` (a named type). `wider` are the limits of the data model where this device has narrower
 * ones or none, `-` where the data model has none. `$` is the access of the object itself: `rw` on a table takes
 * AddObject, on an instance DeleteObject. A path with `{new}.` after its table says what a new instance has.
 */
export type CompactModel = Readonly<{
  name: string
  /** The data model it follows: `Device:2.17`. */
  dataModel: string
  objects: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>
}>

/** Reads a model in our compact form. */
export function readCompactModel(source: CompactModel): ModelReading {
  const entries: ModelEntry[] = []
  const templates = new Map<string, ModelEntry[]>()
  for (const [path, members] of Object.entries(source.objects)) {
    const fresh = /^(.*\.)\{new\}\.(.*)$/.exec(path)
    const target = fresh === null ? entries : templateRows(templates, fresh[1] ?? '')
    readObject(fresh === null ? path : `${fresh[1]}1.${fresh[2]}`, members, target)
  }
  return buildModel(source.name, entries, {}, templates)
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
    const constraint = parseLimits(limits)
    entries.push({
      path: path + name,
      writable: access === 'rw',
      object: false,
      type,
      value,
      ...(constraint === undefined ? {} : { constraint }),
    })
  }
}

/** What the data model says of the parameters a model has, as far as the model tells. */
export function* limitsOfDataModel(source: CompactModel): Generator<DefinedParameter> {
  for (const [object, members] of Object.entries(source.objects)) {
    const path = object.replace('.{new}.', '.1.')
    for (const [name, member] of Object.entries(members)) {
      if (typeof member === 'string') continue
      const [type = 'string', access = 'r', , limits, wider = limits] = member
      yield { path: path + name, type, writable: access !== 'r', constraint: parseLimits(wider) ?? null }
    }
  }
}

const formats: readonly ValueFormat[] = ['IPAddress', 'IPv4Address', 'IPv6Address', 'MACAddress', 'UUID']

/** Undefined: no limits. */
function parseLimits(limits: string | undefined): Constraint | undefined {
  if (limits === undefined || limits === '' || limits === '-') return undefined
  const format = formats.find((name) => limits === `@${name}`)
  if (format !== undefined) return { format }
  const range = /^(-?\d*)\.\.(-?\d*)$/.exec(limits)
  if (range === null) return { enumeration: limits.split('|') }
  const [, low = '', high = ''] = range
  if (low === '') return { maxLength: Number(high) }
  return { minimum: Number(low), ...(high === '' ? {} : { maximum: Number(high) }) }
}
