import type { RpcStruct, RpcValue, WriteStyle } from '../soap/message.js'
import type { XmlWriter } from '../xml/index.js'
import type {
  ArrayType,
  ChoiceType,
  Field,
  FieldType,
  ScalarType,
  SimpleType,
  StructType,
} from './definition.js'
import { isElementName } from './names.js'
import { localTypeName, writtenTypeName } from './value-types.js'

type Attributes = readonly (readonly [name: string, value: string])[]

/** The part of a style that arguments are spelled by. */
type ArgumentStyle = Pick<WriteStyle, 'booleanLiteral' | 'dateTimeFraction' | 'prefixes'>

/**
 * Writes arguments in the order of the schema, with array counts and xsi:types. What has a default is written
 * even when it is not given; anything else that is missing stays out (`checkArguments` says so beforehand).
 * `null` (a vendor's method) writes the arguments as they stand.
 */
export function encodeArguments(
  writer: XmlWriter,
  fields: readonly Field[] | null,
  args: RpcStruct,
  style: ArgumentStyle,
): void {
  const encoder = new ArgumentEncoder(writer, style)
  if (fields === null) encoder.genericStruct(args)
  else encoder.fields(fields, args)
}

class ArgumentEncoder {
  readonly #writer: XmlWriter
  readonly #style: ArgumentStyle

  constructor(writer: XmlWriter, style: ArgumentStyle) {
    this.#writer = writer
    this.#style = style
  }

  fields(fields: readonly Field[], args: RpcStruct): void {
    for (const field of fields) {
      const value = args[field.name] ?? defaultOf(field)
      if (value === undefined) continue
      if (field.type.kind === 'typed-value') this.#typedValue(value, args['Type'])
      else if (field.repeated === true)
        for (const item of listOf(value)) this.#element(field.name, item, field.type)
      else this.#element(field.name, value, field.type)
    }
  }

  #element(
    name: string,
    value: RpcValue,
    type: Exclude<FieldType, { kind: 'typed-value' }> | FieldType,
  ): void {
    switch (type.kind) {
      case 'scalar':
      case 'typed-value':
        this.#writer.leaf(name, this.#scalar(value, type.kind === 'scalar' ? type : null))
        return
      case 'struct':
        this.#struct(name, value, type, [])
        return
      case 'array':
        this.#array(name, value, type)
        return
      case 'choice':
        this.#choice(name, value, type)
    }
  }

  #scalar(value: RpcValue, type: ScalarType | null): string {
    return this.#spelled(typeof value === 'string' ? value : '', type?.type ?? 'string')
  }

  /** Booleans and times are spelled as the device wants them, where that is known. */
  #spelled(text: string, type: SimpleType): string {
    switch (type) {
      case 'boolean':
        return spelledBoolean(text, this.#style.booleanLiteral)
      case 'dateTime':
        return spelledDateTime(text, this.#style.dateTimeFraction)
      default:
        return text
    }
  }

  #typedValue(value: RpcValue, type: RpcValue | undefined): void {
    const declared = typeof type === 'string' && type !== '' ? type : 'xsd:string'
    const text = typeof value === 'string' ? value : ''
    const local = localTypeName(declared)
    const spelled = local === 'boolean' || local === 'dateTime' ? this.#spelled(text, local) : text
    this.#writer.leaf('Value', spelled, [this.#xsiType(writtenTypeName(declared))])
  }

  #xsiType(name: string): readonly [name: string, value: string] {
    return [`${this.#style.prefixes.schemaInstance}:type`, this.#withPrefix(name)]
  }

  /** A type's name with the prefix its namespace has in this message; the table and the arguments name it by ours. */
  #withPrefix(name: string): string {
    const { cwmp, encoding, schema } = this.#style.prefixes
    const local = localTypeName(name)
    switch (name.slice(0, -local.length - 1)) {
      case 'cwmp':
        return `${cwmp}:${local}`
      case 'soapenc':
        return `${encoding}:${local}`
      default:
        return `${schema}:${local}`
    }
  }

  #struct(name: string, value: RpcValue, type: StructType, attributes: Attributes): void {
    this.#writer.open(name, attributes)
    if (isStruct(value)) this.fields(type.fields, value)
    this.#writer.close()
  }

  #array(name: string, value: RpcValue, type: ArrayType): void {
    const items = listOf(value)
    const arrayType = `${this.#withPrefix(type.arrayType)}[${items.length}]`
    this.#writer.open(name, [[`${this.#style.prefixes.encoding}:arrayType`, arrayType]])
    for (const item of items) this.#element(type.member, item, type.item)
    this.#writer.close()
  }

  #choice(name: string, value: RpcValue, type: ChoiceType): void {
    const chosen = isStruct(value) ? type.structs.find((struct) => struct.name === value['$type']) : undefined
    if (chosen === undefined) this.#generic(name, value)
    else this.#struct(name, value, chosen, [this.#xsiType(`cwmp:${chosen.name}`)])
  }

  genericStruct(args: RpcStruct): void {
    for (const [name, value] of Object.entries(args)) {
      if (name === '$type' || (name === 'Type' && typeof args['Value'] === 'string')) continue
      if (name === 'Value' && typeof args['Type'] === 'string') this.#typedValue(value, args['Type'])
      else this.#generic(name, value)
    }
  }

  #generic(name: string, value: RpcValue): void {
    if (typeof value === 'string') {
      this.#writer.leaf(name, value)
    } else if (isStruct(value)) {
      const type = value['$type']
      const typed = typeof type === 'string' && isElementName(type)
      this.#writer.open(name, typed ? [this.#xsiType(`cwmp:${type}`)] : [])
      this.genericStruct(value)
      this.#writer.close()
    } else {
      for (const item of value) this.#generic(name, item)
    }
  }
}

function spelledBoolean(text: string, literal: WriteStyle['booleanLiteral']): string {
  if (literal === 'as-given') return text
  const [no, yes] = literal === '0/1' ? ['0', '1'] : ['false', 'true']
  if (text === '0' || text === 'false') return no
  return text === '1' || text === 'true' ? yes : text
}

const dateTime = /^(-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?$/

/** Text that is no dateTime stays as it is: sending a wrong one may be what is wanted. */
function spelledDateTime(text: string, fraction: WriteStyle['dateTimeFraction']): string {
  if (fraction === 'as-given') return text
  const parts = dateTime.exec(text)
  if (parts === null) return text
  const [, seconds = '', digits = '', zone = ''] = parts
  return fraction === 'none' ? `${seconds}${zone}` : `${seconds}.${digits.slice(0, 3).padEnd(3, '0')}${zone}`
}

function defaultOf(field: Field): RpcValue | undefined {
  return field.type.kind === 'array' && field.default !== undefined ? [] : field.default
}

function listOf(value: RpcValue): readonly RpcValue[] {
  if (isList(value)) return value
  return value === '' ? [] : [value]
}

export function isList(value: RpcValue): value is readonly RpcValue[] {
  return Array.isArray(value)
}

export function isStruct(value: RpcValue): value is RpcStruct {
  return typeof value === 'object' && !isList(value)
}
