import type { RpcStruct, RpcValue, WriteStyle } from '../soap/message.js'
import type { XmlWriter } from '../xml/index.js'
import type { ArrayType, ChoiceType, Field, FieldType, ScalarType, StructType } from './definition.js'
import { localTypeName, writtenTypeName } from './value-types.js'

type Attributes = readonly (readonly [name: string, value: string])[]

/**
 * Writes arguments in the order of the schema, with array counts and xsi:types. What has a default is written
 * even when it is not given; anything else that is missing stays out (`checkArguments` says so beforehand).
 * `null` (a vendor's method) writes the arguments as they stand.
 */
export function encodeArguments(
  writer: XmlWriter,
  fields: readonly Field[] | null,
  args: RpcStruct,
  booleanLiteral?: WriteStyle['booleanLiteral'],
): void {
  const encoder = new ArgumentEncoder(writer, booleanLiteral)
  if (fields === null) encoder.genericStruct(args)
  else encoder.fields(fields, args)
}

class ArgumentEncoder {
  readonly #writer: XmlWriter
  readonly #booleanLiteral: WriteStyle['booleanLiteral'] | undefined

  constructor(writer: XmlWriter, booleanLiteral: WriteStyle['booleanLiteral'] | undefined) {
    this.#writer = writer
    this.#booleanLiteral = booleanLiteral
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
    const text = typeof value === 'string' ? value : ''
    return type?.type === 'boolean' ? this.#boolean(text) : text
  }

  /** Booleans are spelled as the device wants them, where that is known. */
  #boolean(text: string): string {
    if (this.#booleanLiteral === undefined) return text
    const [no, yes] = this.#booleanLiteral === '0/1' ? ['0', '1'] : ['false', 'true']
    if (text === '0' || text === 'false') return no ?? text
    return text === '1' || text === 'true' ? (yes ?? text) : text
  }

  #typedValue(value: RpcValue, type: RpcValue | undefined): void {
    const declared = typeof type === 'string' && type !== '' ? type : 'xsd:string'
    const text = typeof value === 'string' ? value : ''
    const written = localTypeName(declared) === 'boolean' ? this.#boolean(text) : text
    this.#writer.leaf('Value', written, [['xsi:type', writtenTypeName(declared)]])
  }

  #struct(name: string, value: RpcValue, type: StructType, attributes: Attributes): void {
    this.#writer.open(name, attributes)
    if (isStruct(value)) this.fields(type.fields, value)
    this.#writer.close()
  }

  #array(name: string, value: RpcValue, type: ArrayType): void {
    const items = listOf(value)
    this.#writer.open(name, [['soapenc:arrayType', `${type.arrayType}[${items.length}]`]])
    for (const item of items) this.#element(type.member, item, type.item)
    this.#writer.close()
  }

  #choice(name: string, value: RpcValue, type: ChoiceType): void {
    const chosen = isStruct(value) ? type.structs.find((struct) => struct.name === value['$type']) : undefined
    if (chosen === undefined) this.#generic(name, value)
    else this.#struct(name, value, chosen, [['xsi:type', `cwmp:${chosen.name}`]])
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
      this.#writer.open(name)
      this.genericStruct(value)
      this.#writer.close()
    } else {
      for (const item of value) this.#generic(name, item)
    }
  }
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
