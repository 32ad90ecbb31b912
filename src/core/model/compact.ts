import { buildModel, type ModelEntry, type ModelReading } from './model.js'
import type { Constraint } from './nodes.js'

/**
 * Our own compact form of a model (resources/models): objects by path, each with its parameters as
 * `[type, access, value, limits?]`. Access `rw` or `r`; limits `a|b|c` (one of), `1..13` (a number between)
 * or `..32` (at most so many characters). `$` is the access of the object itself: `rw` on a table takes
 * AddObject, on an instance DeleteObject. A path with `{new}.` after its table says what a new instance has.
 */
export type CompactModel = Readonly<{
  name: string
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
