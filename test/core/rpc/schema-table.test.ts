import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rpcTable, type Field, type FieldType, type ScalarType } from '../../../src/core/rpc/index.js'
import { readXsd, type XsdField, type XsdScalar, type XsdType } from './xsd.js'

/** The table of RPCs against the schemas of the Broadband Forum, element for element. */

const schemas = join(import.meta.dirname, '../../../../shared/data/xsd')

/** The table says what the newest schema says. Where older ones allow less, it is these types and nothing else. */
const narrowerBefore12 = new Set(['Notification', 'FileType', 'EventCode', 'FaultCode'])

/** By the text, not the schema: 0 is refused with fault 9003 (TR-069a6 A.4.1.2). */
const stricterByText: ReadonlyMap<string, Partial<XsdScalar>> = new Map([
  ['ScheduleInform DelaySeconds', { minimum: 1 }],
])

describe.skipIf(!existsSync(schemas))('the table of RPCs, against the published schemas', () => {
  describe.each(['1.2', '1.1', '1.0'] as const)('of CWMP %s', (version) => {
    const elements = readXsd(join(schemas, `cwmp-${version.replace('.', '-')}.xsd`))
    const definitions = [...rpcTable.values()].filter(({ since }) => since <= version)

    it('has the same messages', () => {
      const ours = definitions.flatMap(({ method }) => [method, `${method}Response`])
      expect([...elements.keys()].filter((name) => name !== 'Fault').sort()).toEqual(ours.sort())
    })

    const messages = definitions.flatMap(({ method, request, response }) => [
      [method, request] as const,
      [`${method}Response`, response] as const,
    ])

    it.each(messages)('%s has the same elements, limits and values', (name, fields) => {
      const said = elements.get(name) ?? []
      const older = version < '1.2'
      expect(fields.map((field) => ourField(name, field, older))).toEqual(
        said.map((field) => theirField(field, older)),
      )
    })
  })

  const elements = existsSync(schemas)
    ? readXsd(join(schemas, 'cwmp-1-2.xsd'))
    : new Map<string, XsdField[]>()
  const patterns = [...rpcTable.values()].flatMap(({ method, request, response }) => [
    ...patternsOf(`${method}`, request, elements.get(method) ?? []),
    ...patternsOf(`${method}Response`, response, elements.get(`${method}Response`) ?? []),
  ])

  it('has patterns to compare', () => {
    expect(patterns.length).toBeGreaterThan(10)
  })

  it.each(patterns)('%s takes the same texts', (_, ours, theirs) => {
    const expected = new RegExp(`^(?:${theirs.join('|')})$`)
    const samples = fc.oneof(
      ...theirs.map((pattern) => fc.stringMatching(new RegExp(`^(?:${pattern})$`))),
      fc.string({ maxLength: 12 }),
      fc.constantFrom('', '.', 'X', 'X 00D09E', '0 A', '1  A', ' 1 A', 'M', 'M a b', 'Device', 'a.\n'),
    )
    fc.assert(
      fc.property(samples, (text) => {
        expect(ours.expression.test(text)).toBe(expected.test(text))
      }),
    )
  })
})

type Comparable = Record<string, unknown>

function ourField(message: string, field: Field, older: boolean): Comparable {
  const type = ourType(message, field.name, field.type, older)
  return { name: field.name, optional: field.optional === true, repeated: field.repeated === true, type }
}

function ourType(message: string, name: string, type: FieldType, older: boolean): Comparable {
  switch (type.kind) {
    case 'scalar':
      return { ...ourScalar(name, type, older), ...stricterByTextUndone(message, name) }
    case 'typed-value':
      return { kind: type.kind }
    case 'struct':
      return { kind: 'struct', fields: type.fields.map((field) => ourField(type.name, field, older)) }
    case 'array':
      return {
        kind: 'array',
        member: type.member,
        minItems: type.minItems ?? 0,
        maxItems: type.maxItems ?? null,
        item: ourType(name, type.member, type.item, older),
      }
    case 'choice':
      return {
        kind: 'choice',
        structs: type.structs.map((struct) => ({
          name: struct.name,
          fields: struct.fields.map((field) => ourField(struct.name, field, older)),
        })),
      }
  }
}

function stricterByTextUndone(message: string, name: string): Partial<XsdScalar> {
  return stricterByText.has(`${message} ${name}`) ? { minimum: 0 } : {}
}

function ourScalar(name: string, type: ScalarType, older: boolean): Comparable {
  if (older && narrowerBefore12.has(name)) return { kind: 'scalar', type: type.type }
  const numbers = type.enumeration !== undefined
  return {
    kind: 'scalar',
    type: type.type,
    maxLength: type.maxLength ?? null,
    minimum: numbers ? null : (type.minimum ?? null),
    maximum: numbers ? null : (type.maximum ?? null),
    enumeration: type.enumeration === undefined ? null : [...type.enumeration],
    ranges: type.ranges ?? [],
    hasPattern: type.pattern !== undefined,
  }
}

function theirField({ name, type, optional, repeated }: XsdField, older: boolean): Comparable {
  return { name, optional, repeated, type: theirType(name, type, older) }
}

function theirType(name: string, type: XsdType, older: boolean): Comparable {
  switch (type.kind) {
    case 'scalar': {
      if (older && narrowerBefore12.has(name)) return { kind: 'scalar', type: type.type }
      const { patterns, minimum, maximum, ...rest } = type
      const numbers = type.enumeration !== null
      return {
        ...rest,
        minimum: numbers ? null : minimum,
        maximum: numbers ? null : maximum,
        hasPattern: patterns.length > 0,
      }
    }
    case 'typed-value':
      return { kind: type.kind }
    case 'struct':
      return { kind: 'struct', fields: type.fields.map((field) => theirField(field, older)) }
    case 'array':
      return {
        kind: 'array',
        member: type.member,
        minItems: type.minItems,
        maxItems: type.maxItems,
        item: theirType(type.member, type.item, older),
      }
    case 'choice':
      return {
        kind: 'choice',
        structs: type.structs.map((struct) => ({
          name: struct.name,
          fields: struct.fields.map((field) => theirField(field, older)),
        })),
      }
  }
}

type Pattern = NonNullable<ScalarType['pattern']>

type PatternPair = readonly [place: string, ours: Pattern, theirs: readonly string[]]

/** Our pattern beside theirs, for every field that has one. */
function patternsOf(
  place: string,
  fields: readonly Field[],
  said: readonly XsdField[],
): readonly PatternPair[] {
  return fields.flatMap((field, index) => patternsIn(`${place} ${field.name}`, field.type, said[index]?.type))
}

function patternsIn(place: string, ours: FieldType, theirs: XsdType | undefined): readonly PatternPair[] {
  if (theirs === undefined) return []
  if (ours.kind === 'scalar') {
    return theirs.kind === 'scalar' && ours.pattern !== undefined
      ? [[place, ours.pattern, theirs.patterns]]
      : []
  }
  if (ours.kind === 'struct')
    return theirs.kind === 'struct' ? patternsOf(place, ours.fields, theirs.fields) : []
  if (ours.kind === 'array') return theirs.kind === 'array' ? patternsIn(place, ours.item, theirs.item) : []
  if (ours.kind === 'choice' && theirs.kind === 'choice') {
    return ours.structs.flatMap((struct, index) =>
      patternsOf(`${place} ${struct.name}`, struct.fields, theirs.structs[index]?.fields ?? []),
    )
  }
  return []
}
