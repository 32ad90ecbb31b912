import { isSecretParameter } from '../redact/index.js'
import type { DecodedEnvelope } from '../soap/index.js'
import { noElement } from '../xml/index.js'
import { contentOf, placeOf, valueOf } from './place.js'
import type { Place } from './rule.js'
import type { SeenParameter } from './subject.js'

/** The types of parameter values, by the names XML Schema has for them. */
export type ValueType =
  | 'string'
  | 'int'
  | 'unsignedInt'
  | 'long'
  | 'unsignedLong'
  | 'boolean'
  | 'dateTime'
  | 'base64Binary'
  | 'hexBinary'
  | 'decimal'

/** By the names they are declared by; SOAP 1.1 has `base64`. */
const typesByName: ReadonlyMap<string, ValueType> = new Map(
  (
    [
      'string',
      'int',
      'unsignedInt',
      'long',
      'unsignedLong',
      'boolean',
      'dateTime',
      'base64Binary',
      'hexBinary',
      'decimal',
    ] as const
  )
    .map((type): readonly [string, ValueType] => [type, type])
    .concat([['base64', 'base64Binary']]),
)

const namesInLowerCase: ReadonlyMap<string, string> = new Map(
  [...typesByName.keys()].map((name) => [name.toLowerCase(), name]),
)

/** As they are usually declared, so that the usual case costs one look-up. */
const typesByDeclaration: ReadonlyMap<string, ValueType> = new Map(
  [...typesByName].flatMap(([name, type]) =>
    ['xsd:', 'soapenc:', ''].map((prefix): readonly [string, ValueType] => [prefix + name, type]),
  ),
)

const localName = (type: string): string => type.slice(type.lastIndexOf(':') + 1)

/** The type a declaration names, its case forgiven; null: none of CWMP. */
export function declaredType(declaration: string): ValueType | null {
  const usual = typesByDeclaration.get(declaration)
  if (usual !== undefined) return usual
  return typesByName.get(rightTypeName(declaration) ?? '') ?? null
}

/** What a type's local name should be where only its case is wrong; null: it is right, or no type at all. */
export function rightTypeName(declaration: string): string | null {
  if (typesByDeclaration.has(declaration)) return null
  const local = localName(declaration)
  if (typesByName.has(local)) return null
  return namesInLowerCase.get(local.toLowerCase()) ?? null
}

/** The type a value is to be read by: the declared one, else the data model's. */
export function typeOf(parameter: SeenParameter): ValueType | null {
  if (parameter.type !== null) return declaredType(parameter.type)
  const { definition } = parameter
  return definition === null ? null : (typesByName.get(definition.type) ?? null)
}

/** The type a data model gives a parameter; null: not known. */
export function definedType({ definition }: SeenParameter): ValueType | null {
  return definition === null ? null : (typesByName.get(definition.type) ?? null)
}

/** Bounds of the whole numbers, as texts without sign that compare by length, then by character. */
const bounds = {
  int: { most: '2147483647', least: '2147483648' },
  unsignedInt: { most: '4294967295', least: '0' },
  long: { most: '9223372036854775807', least: '9223372036854775808' },
  unsignedLong: { most: '18446744073709551615', least: '0' },
} as const

export type WholeNumberType = keyof typeof bounds

export function isWholeNumberType(type: ValueType | null): type is WholeNumberType {
  return type === 'int' || type === 'unsignedInt' || type === 'long' || type === 'unsignedLong'
}

const wholeNumber = /^[+-]?\d+$/

/** Whether a text is a whole number, and if so whether the type can hold it. */
export function readWholeNumber(text: string, type: WholeNumberType): 'fits' | 'too-large' | 'no-number' {
  if (!wholeNumber.test(text)) return 'no-number'
  const digits = text.replace(/^[+-]?0*(?=\d)/, '')
  const bound = text.startsWith('-') ? bounds[type].least : bounds[type].most
  const fits = digits.length === bound.length ? digits <= bound : digits.length < bound.length
  return fits ? 'fits' : 'too-large'
}

/** Where a value stands; the whole struct where it has none. */
export function valuePlace({ source }: DecodedEnvelope, parameter: SeenParameter): Place {
  const { valueElement } = parameter
  return valueElement === noElement
    ? placeOf(source.document, parameter.element)
    : contentOf(source.document, valueElement)
}

/** Where a name stands; the whole struct where it has none. */
export function namePlace({ source }: DecodedEnvelope, parameter: SeenParameter): Place {
  const { nameElement } = parameter
  return nameElement === noElement
    ? placeOf(source.document, parameter.element)
    : contentOf(source.document, nameElement)
}

/** Where a type is declared; the value where none is. */
export function typePlace(envelope: DecodedEnvelope, parameter: SeenParameter): Place {
  const attribute =
    parameter.valueElement === noElement
      ? undefined
      : envelope.source.document.findAttribute(parameter.valueElement, 'type')
  return attribute === undefined ? valuePlace(envelope, parameter) : valueOf(attribute)
}

/** Whether the message asks the CPE to set the parameter. */
export const sets = ({ kind, rpc }: DecodedEnvelope): boolean =>
  kind === 'request' && rpc === 'SetParameterValues'

/** A secret's value must not show, not even in the text of a fix. */
export const mayQuote = ({ name }: SeenParameter): boolean => !isSecretParameter(name)
