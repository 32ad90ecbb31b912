import type { CwmpVersion } from '../soap/message.js'

/** The simple types of CWMP arguments (cwmp-1-0.xsd). */
export type SimpleType = 'string' | 'int' | 'unsignedInt' | 'boolean' | 'dateTime' | 'base64' | 'anyURI'

/** Text with a simple type and its limits. */
export interface ScalarType {
  readonly kind: 'scalar'
  readonly type: SimpleType
  /** Characters. */
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly enumeration?: readonly string[]
  /** Numbers that are allowed beside the enumeration, from and to. */
  readonly ranges?: readonly (readonly [from: number, to: number])[]
  /** What the value must look like, with the words for it. */
  readonly pattern?: { readonly expression: RegExp; readonly meaning: string }
}

/** The Value of a ParameterValueStruct: its type is said by xsi:type and carried as a sibling `Type`. */
export interface TypedValueType {
  readonly kind: 'typed-value'
}

export interface StructType {
  readonly kind: 'struct'
  readonly name: string
  readonly fields: readonly Field[]
  /** A member that `parameters` of a message counts. */
  readonly countsAsParameter?: true
}

/** A SOAP array: one element with members, and an arrayType attribute that counts them. */
export interface ArrayType {
  readonly kind: 'array'
  /** Element name of a member. */
  readonly member: string
  /** The arrayType without its count. Prefixes are those we write. */
  readonly arrayType: string
  readonly item: ScalarType | StructType
  readonly minItems?: number
  readonly maxItems?: number
}

/** An abstract type: xsi:type says which struct it is, carried as `$type`. */
export interface ChoiceType {
  readonly kind: 'choice'
  readonly structs: readonly StructType[]
}

export type FieldType = ScalarType | TypedValueType | StructType | ArrayType | ChoiceType

/** One element of a request, response or struct. */
export interface Field {
  readonly name: string
  readonly type: FieldType
  /** minOccurs 0. */
  readonly optional?: true
  /** maxOccurs unbounded, without a SOAP array around it: always a list in `decoded`. */
  readonly repeated?: true
  /** What is sent when the arguments do not say; for an array always the empty one. */
  readonly default?: string
}

/** One RPC. `request` and `response` list the elements in the order of the schema. */
export interface RpcDefinition {
  readonly method: string
  /** The clause or schema element that defines it. */
  readonly reference: string
  readonly sender: 'acs' | 'cpe' | 'both'
  /** The CWMP version that brought it. */
  readonly since: CwmpVersion
  /** One line, for a person. */
  readonly meaning: string
  /** Whether the receiver must support it. */
  readonly required: boolean
  readonly deprecated?: true
  readonly request: readonly Field[]
  readonly response: readonly Field[]
}

/** Shorthands that make a definition read like the schema. */
export const text = (maxLength?: number): ScalarType =>
  maxLength === undefined ? { kind: 'scalar', type: 'string' } : { kind: 'scalar', type: 'string', maxLength }
export const unsignedInt: ScalarType = {
  kind: 'scalar',
  type: 'unsignedInt',
  minimum: 0,
  maximum: 4_294_967_295,
}
export const int: ScalarType = {
  kind: 'scalar',
  type: 'int',
  minimum: -2_147_483_648,
  maximum: 2_147_483_647,
}
export const boolean: ScalarType = { kind: 'scalar', type: 'boolean' }
export const dateTime: ScalarType = { kind: 'scalar', type: 'dateTime' }
export const url = (maxLength: number): ScalarType => ({ kind: 'scalar', type: 'anyURI', maxLength })
export const oneOf = (type: SimpleType, ...enumeration: string[]): ScalarType => ({
  kind: 'scalar',
  type,
  enumeration,
})
export const struct = (name: string, ...fields: Field[]): StructType => ({ kind: 'struct', name, fields })
export const arrayOf = (
  item: StructType,
  limits: { readonly minItems?: number; readonly maxItems?: number } = {},
): ArrayType => ({ kind: 'array', member: item.name, arrayType: `cwmp:${item.name}`, item, ...limits })
export const stringArray = (
  maxLength: number,
  limits: { readonly minItems?: number; readonly maxItems?: number } = {},
): ArrayType => ({
  kind: 'array',
  member: 'string',
  arrayType: 'xsd:string',
  item: text(maxLength),
  ...limits,
})
export const field = (name: string, type: FieldType): Field => ({ name, type })
export const optional = (name: string, type: FieldType): Field => ({ name, type, optional: true })
export const repeated = (name: string, type: FieldType): Field => ({ name, type, repeated: true })
export const defaulting = (name: string, type: ScalarType, value = ''): Field => ({
  name,
  type,
  default: value,
})
