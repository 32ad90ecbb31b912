import { XMLParser } from 'fast-xml-parser'
import { buildModel, type ModelEntry, type ModelReading } from './model.js'
import type { Constraint, ValueFormat } from './nodes.js'
import { neutralValue } from './values.js'

/** An XML element as the parser gives it: attributes and children by name. */
type Element = Readonly<Record<string, unknown>>

const primitives = [
  'string',
  'int',
  'unsignedInt',
  'long',
  'unsignedLong',
  'boolean',
  'dateTime',
  'base64',
  'hexBinary',
  'decimal',
] as const

const formats: readonly ValueFormat[] = ['IPAddress', 'IPv4Address', 'IPv6Address', 'MACAddress', 'UUID']

/** What stands in for a factory's own facts, so that a CPE of this model can introduce itself. */
const factoryFacts: Readonly<Record<string, string>> = {
  Manufacturer: 'CWMP Workbench',
  ManufacturerOUI: '0255AA',
  ProductClass: 'ModelGateway',
  SerialNumber: 'MODEL0001',
  ModelName: 'Data model',
  HardwareVersion: '1.0',
  SoftwareVersion: '1.0.0',
}

/**
 * Reads a flattened data model of the Broadband Forum (`…-full.xml`): every object and parameter with type,
 * access, limits and default, one instance in each table. Components that still import others are refused.
 */
export function readBbfModel(text: string, name: string): ModelReading {
  const failed = (message: string): ModelReading => ({ ok: false, message: `${name}: ${message}` })
  let parsed: unknown
  try {
    parsed = parser().parse(text)
  } catch (error) {
    return failed(`not readable as XML: ${error instanceof Error ? error.message : String(error)}`)
  }
  const document = element(element(parsed)?.['document'])
  if (document === null) return failed('no data-model document (element dm:document) in it.')
  const models = list(document, 'model')
  const model = models.find((candidate) =>
    /^(?:Device|InternetGatewayDevice):/.test(attribute(candidate, 'name')),
  )
  if (model === undefined) {
    const names = models.map((candidate) => attribute(candidate, 'name')).join(', ')
    return failed(
      names === ''
        ? 'no model in it. Take the flattened file, its name ends in -full.xml.'
        : `describes ${names}, which is no root data model (Device or InternetGatewayDevice).`,
    )
  }
  if (attribute(model, 'base') !== '' || attribute(model, 'ref') !== '') {
    return failed('builds on other files. Take the flattened file, its name ends in -full.xml.')
  }
  const types = dataTypes(document)
  const entries: ModelEntry[] = []
  for (const object of list(model, 'object')) readObject(object, types, entries)
  for (const parameter of list(model, 'parameter')) readParameter(parameter, '', types, entries)
  return buildModel(attribute(model, 'name'), entries, {})
}

function parser(): XMLParser {
  return new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    // Descriptions are most of a data model's text and mean nothing here.
    stopNodes: ['*.description'],
    isArray: (tag, _path, _leaf, isAttribute) => !isAttribute && repeatable.has(tag),
    processEntities: { enabled: true, maxTotalExpansions: 1_000_000, maxExpandedLength: 100_000_000 },
  })
}

const repeatable: ReadonlySet<string> = new Set([
  'model',
  'object',
  'parameter',
  'dataType',
  'enumeration',
  'range',
  'size',
])

const element = (value: unknown): Element | null => {
  if (Array.isArray(value)) return element(value[0])
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : value === ''
      ? {}
      : null
}

function list(parent: Element, name: string): readonly Element[] {
  const value = parent[name]
  const items: readonly unknown[] = Array.isArray(value) ? value : []
  return items.map(element).filter((item) => item !== null)
}

function attribute(of: Element, name: string): string {
  const value = of[`@${name}`]
  return typeof value === 'string' ? value : ''
}

interface Syntax {
  readonly type: string
  readonly constraint: Constraint
}

/** Named types (`StatsCounter32`, `IPAddress`) with what they come down to. */
function dataTypes(document: Element): ReadonlyMap<string, Syntax> {
  const definitions = new Map(list(document, 'dataType').map((item) => [attribute(item, 'name'), item]))
  const resolved = new Map<string, Syntax>()
  const resolve = (name: string, depth: number): Syntax => {
    const known = resolved.get(name)
    if (known !== undefined) return known
    const definition = definitions.get(name)
    if (definition === undefined || depth > 16) return { type: 'string', constraint: {} }
    const base = attribute(definition, 'base')
    const own = primitiveSyntax(definition)
    const syntax =
      own ??
      (base === '' ? { type: 'string', constraint: {} } : refined(resolve(base, depth + 1), definition))
    const format = formats.find((candidate) => candidate === name)
    if (format !== undefined) {
      const formed = { ...syntax, constraint: { ...syntax.constraint, format } }
      resolved.set(name, formed)
      return formed
    }
    resolved.set(name, syntax)
    return syntax
  }
  for (const name of definitions.keys()) resolve(name, 0)
  return resolved
}

/** A named type with the facets a reference to it (or a type made from it) adds: limits replace, further values are added. */
function refined(base: Syntax, facets: Element): Syntax {
  const own = constraintOf(facets)
  const enumeration = union(base.constraint.enumeration, own.enumeration)
  const formerValues = union(base.constraint.formerValues, own.formerValues)
  return {
    type: base.type,
    constraint: {
      ...base.constraint,
      ...own,
      ...(enumeration.length === 0 ? {} : { enumeration }),
      ...(formerValues.length === 0 ? {} : { formerValues }),
    },
  }
}

function union(values: readonly string[] = [], more: readonly string[] = []): readonly string[] {
  return [...new Set([...values, ...more])]
}

function primitiveSyntax(of: Element): Syntax | null {
  // A list is a string on the wire, whatever its items are.
  if ('list' in of) return { type: 'string', constraint: {} }
  for (const type of primitives) {
    if (!(type in of)) continue
    const facets = element(of[type]) ?? {}
    return { type: type === 'base64' ? 'base64Binary' : type, constraint: constraintOf(facets) }
  }
  return null
}

function constraintOf(facets: Element): Constraint {
  const values = list(facets, 'enumeration')
  const isDeleted = (item: Element): boolean => attribute(item, 'status') === 'deleted'
  const enumeration = values.filter((item) => !isDeleted(item)).map((item) => attribute(item, 'value'))
  const formerValues = values.filter(isDeleted).map((item) => attribute(item, 'value'))
  const [range, ...moreRanges] = list(facets, 'range')
  const [size, ...moreSizes] = list(facets, 'size')
  const minimum = range === undefined || moreRanges.length > 0 ? '' : attribute(range, 'minInclusive')
  const maximum = range === undefined || moreRanges.length > 0 ? '' : attribute(range, 'maxInclusive')
  const maxLength = size === undefined || moreSizes.length > 0 ? '' : attribute(size, 'maxLength')
  return {
    ...(enumeration.length === 0 ? {} : { enumeration }),
    ...(formerValues.length === 0 ? {} : { formerValues }),
    ...(minimum === '' ? {} : { minimum: Number(minimum) }),
    ...(maximum === '' ? {} : { maximum: Number(maximum) }),
    ...(maxLength === '' ? {} : { maxLength: Number(maxLength) }),
  }
}

const oneInstance = (path: string): string => path.replaceAll('{i}', '1')

function readObject(object: Element, types: ReadonlyMap<string, Syntax>, entries: ModelEntry[]): void {
  const name = attribute(object, 'name')
  if (name === '' || attribute(object, 'status') === 'deleted') return
  const path = oneInstance(name)
  const writable = attribute(object, 'access') === 'readWrite'
  if (name.endsWith('.{i}.')) entries.push({ path: path.slice(0, -2), writable, object: true })
  entries.push({ path, writable: writable && name.endsWith('.{i}.'), object: true })
  for (const parameter of list(object, 'parameter')) readParameter(parameter, path, types, entries)
}

function readParameter(
  parameter: Element,
  prefix: string,
  types: ReadonlyMap<string, Syntax>,
  entries: ModelEntry[],
): void {
  const name = attribute(parameter, 'name')
  if (name === '' || attribute(parameter, 'status') === 'deleted') return
  const syntax = element(parameter['syntax']) ?? {}
  const reference = element(syntax['dataType'])
  const { type, constraint } = primitiveSyntax(syntax) ?? referredSyntax(reference, types)
  const fallback = element(syntax['default'])
  const path = oneInstance(prefix + name)
  entries.push({
    path,
    // writeOnceReadOnly can be written, once.
    writable: attribute(parameter, 'access') !== 'readOnly',
    object: false,
    type,
    value: startValue(path, name, type, constraint, fallback === null ? null : attribute(fallback, 'value')),
    constraint,
    ...(attribute(syntax, 'hidden') === 'true' || attribute(syntax, 'secured') === 'true'
      ? { hidden: true }
      : {}),
  })
}

function referredSyntax(reference: Element | null, types: ReadonlyMap<string, Syntax>): Syntax {
  const named = reference === null ? undefined : types.get(attribute(reference, 'ref'))
  return reference === null || named === undefined
    ? { type: 'string', constraint: {} }
    : refined(named, reference)
}

function startValue(
  path: string,
  name: string,
  type: string,
  constraint: Constraint,
  fallback: string | null,
): string {
  if (/^(?:Device|InternetGatewayDevice)\.DeviceInfo\.[^.]+$/.test(path)) {
    const fact = factoryFacts[name]
    if (fact !== undefined) return fact
  }
  if (name.endsWith('NumberOfEntries')) return '1'
  if (fallback !== null && fallback !== '') return fallback
  if (type === 'string' && constraint.enumeration !== undefined) {
    return constraint.enumeration.includes('None') ? 'None' : (constraint.enumeration[0] ?? '')
  }
  return neutralValue(type, constraint)
}
