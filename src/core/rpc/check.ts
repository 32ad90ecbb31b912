import type { RpcStruct, RpcValue } from '../soap/message.js'
import { isWritableText } from '../xml/index.js'
import type { ArrayType, ChoiceType, Field, FieldType, ScalarType, StructType } from './definition.js'
import { isList, isStruct } from './encode.js'
import { isElementName } from './names.js'
import { isVendorMethod, rpcTable } from './table.js'

/**
 * Says in a sentence why these arguments cannot be sent to a CPE, or null when they can: something is missing,
 * unknown, too long or not of its type. Values of parameters are not compared with their declared type: sending
 * a wrong one on purpose is how a CPE's answer to it is tested.
 */
export function checkArguments(method: string, args: RpcStruct): string | null {
  const definition = rpcTable.get(method)
  if (definition === undefined) {
    return isVendorMethod(method)
      ? checkTree(method, '', args)
      : `CWMP has no RPC "${method}". Names are case-sensitive.`
  }
  if (definition.sender === 'cpe') return `${method} is sent by the CPE; an ACS cannot call it.`
  return checkFields(method, '', definition.request, args)
}

function checkFields(method: string, path: string, fields: readonly Field[], args: RpcStruct): string | null {
  for (const name of Object.keys(args)) {
    const isType = name === 'Type' && fields.some((field) => field.type.kind === 'typed-value')
    if (!isType && !fields.some((field) => field.name === name)) {
      const known = fields.map((field) => field.name).join(', ')
      const takes = known === '' ? 'It takes no arguments.' : `There are: ${known}.`
      return `${place(method, path)} has no element "${name}". ${takes}`
    }
  }
  for (const field of fields) {
    const problem = checkField(method, `${path}${field.name}`, field, args)
    if (problem !== null) return problem
  }
  return null
}

/** Nobody defined a vendor's arguments; they must only be such that XML can carry them. */
function checkTree(method: string, path: string, value: RpcValue): string | null {
  if (typeof value === 'string') return isWritableText(value) ? null : unwritable(method, path)
  if (isList(value)) return firstProblem(value, (item, index) => checkTree(method, `${path}[${index}]`, item))
  for (const [name, child] of Object.entries(value)) {
    if (name !== '$type' && !isElementName(name)) {
      return `${place(method, path)} has an element "${name}", which is no XML name.`
    }
    const problem = checkTree(method, path === '' ? name : `${path}.${name}`, child)
    if (problem !== null) return problem
  }
  return null
}

function place(method: string, path: string): string {
  return path === '' ? method : `${method}: ${path.replace(/\.$/, '')}`
}

function checkField(method: string, path: string, field: Field, args: RpcStruct): string | null {
  const value = args[field.name]
  if (value === undefined) {
    return field.optional === true || field.default !== undefined ? null : `${method}: ${path} is missing.`
  }
  if (field.type.kind === 'typed-value') return checkTypedValue(method, path, value, args['Type'])
  if (field.repeated !== true) return checkValue(method, path, field.type, value)
  if (!isList(value)) return `${method}: ${path} must be a list.`
  if (value.length === 0) return `${method}: ${path} must not be empty.`
  return firstProblem(value, (item, index) => checkValue(method, `${path}[${index}]`, field.type, item))
}

function checkValue(method: string, path: string, type: FieldType, value: RpcValue): string | null {
  switch (type.kind) {
    case 'scalar':
      return checkScalar(method, path, type, value)
    case 'typed-value':
      return checkTypedValue(method, path, value, undefined)
    case 'struct':
      return checkStruct(method, path, type, value)
    case 'array':
      return checkArray(method, path, type, value)
    case 'choice':
      return checkChoice(method, path, type, value)
  }
}

function checkStruct(method: string, path: string, type: StructType, value: RpcValue): string | null {
  if (isStruct(value)) return checkFields(method, `${path}.`, type.fields, value)
  return `${method}: ${path} must be an object with ${type.fields.map((field) => field.name).join(', ')}.`
}

function checkArray(method: string, path: string, type: ArrayType, value: RpcValue): string | null {
  if (!isList(value)) return `${method}: ${path} must be a list.`
  if (value.length < (type.minItems ?? 0)) return `${method}: ${path} must not be empty.`
  if (type.maxItems !== undefined && value.length > type.maxItems) {
    return `${method}: ${path} has ${value.length} members; at most ${type.maxItems} are allowed.`
  }
  return firstProblem(value, (item, index) => checkValue(method, `${path}[${index}]`, type.item, item))
}

function checkChoice(method: string, path: string, type: ChoiceType, value: RpcValue): string | null {
  const chosen = isStruct(value) ? type.structs.find((struct) => struct.name === value['$type']) : undefined
  if (chosen === undefined || !isStruct(value)) {
    return `${method}: ${path} needs a "$type": ${type.structs.map((struct) => struct.name).join(', ')}.`
  }
  const { $type: _, ...fields } = value
  return checkFields(method, `${path}.`, chosen.fields, fields)
}

function checkTypedValue(
  method: string,
  path: string,
  value: RpcValue,
  type: RpcValue | undefined,
): string | null {
  if (typeof value !== 'string') return `${method}: ${path} must be text.`
  if (!isWritableText(value)) return unwritable(method, path)
  if (type === undefined) return null
  const known = typeof type === 'string' && /^(?:(?:xsd?|soap-?enc):)?[A-Za-z]\w*$/i.test(type)
  return known
    ? null
    : `${method}: ${path.replace(/Value$/, 'Type')} must be a type such as "xsd:string" or "xsd:unsignedInt".`
}

function checkScalar(method: string, path: string, type: ScalarType, value: RpcValue): string | null {
  if (typeof value !== 'string') return `${method}: ${path} must be text.`
  if (!isWritableText(value)) return unwritable(method, path)
  const { maxLength } = type
  if (maxLength !== undefined && value.length > maxLength && lengthOf(value) > maxLength) {
    return `${method}: ${path} has ${lengthOf(value)} characters; at most ${maxLength} are allowed.`
  }
  if (!isEnumerated(type, value)) {
    const ranges = (type.ranges ?? []).map(([from, to]) => `${from} to ${to}`)
    return `${method}: ${path} must be one of ${[...(type.enumeration ?? []), ...ranges].join(', ')}.`
  }
  if (type.pattern !== undefined && !type.pattern.expression.test(value)) {
    return `${method}: ${path} must ${type.pattern.meaning}.`
  }
  return checkLexical(method, path, type, value)
}

/** XML Schema counts characters, not the two halves of one beyond the first plane. */
function lengthOf(text: string): number {
  return [...text].length
}

function isEnumerated({ enumeration, ranges = [] }: ScalarType, value: string): boolean {
  if (enumeration === undefined || enumeration.includes(value)) return true
  return /^\d+$/.test(value) && ranges.some(([from, to]) => Number(value) >= from && Number(value) <= to)
}

function checkLexical(method: string, path: string, type: ScalarType, value: string): string | null {
  switch (type.type) {
    case 'boolean':
      return /^(?:0|1|true|false)$/.test(value) ? null : `${method}: ${path} must be 0, 1, true or false.`
    case 'int':
    case 'unsignedInt': {
      const number = /^[+-]?\d+$/.test(value) ? Number(value) : Number.NaN
      const least = type.minimum ?? Number.NEGATIVE_INFINITY
      const most = type.maximum ?? Number.POSITIVE_INFINITY
      if (number >= least && number <= most) return null
      if (type.enumeration !== undefined && !Number.isNaN(number)) return null
      return `${method}: ${path} must be a whole number from ${least} to ${most}.`
    }
    case 'dateTime':
      return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/.test(value)
        ? null
        : `${method}: ${path} must be a time like 2026-11-22T10:00:00Z.`
    case 'base64':
      return /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(value) ? null : `${method}: ${path} must be base64.`
    case 'string':
    case 'anyURI':
      return null
  }
}

function unwritable(method: string, path: string): string {
  return `${method}: ${path} has a control character, which XML cannot carry.`
}

function firstProblem(
  items: readonly RpcValue[],
  check: (item: RpcValue, index: number) => string | null,
): string | null {
  for (const [index, item] of items.entries()) {
    const problem = check(item, index)
    if (problem !== null) return problem
  }
  return null
}
