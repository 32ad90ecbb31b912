import type { RpcStruct, RpcValue } from '../soap/message.js'
import type { XmlDocument, XmlElement } from '../xml/index.js'
import { noElement, shown } from '../xml/index.js'
import { checkArrayType } from './array-type.js'
import { DeclaredTypes } from './declared-types.js'
import type { ArrayType, ChoiceType, Field, FieldType, StructType } from './definition.js'
import { ElementIssues } from './element-issues.js'
import { GenericReader } from './generic.js'
import type { ReadIssue } from './issues.js'
import { OpenStruct } from './open-struct.js'
import { UsualParameterValues } from './usual-parameter-values.js'
import { localTypeName } from './value-types.js'

/** The arguments of a request or response, as far as they could be read. */
export interface DecodedArguments {
  readonly decoded: RpcStruct
  /** Members that stand for one parameter each. */
  readonly parameters: number
  readonly issues: readonly ReadIssue[]
}

/**
 * Reads the children of an RPC element by its definition; `null` (a method we do not know) reads them as a plain
 * tree. Names are matched without namespace, order does not matter, what is missing stays missing and what is
 * unknown is kept.
 */
export function decodeArguments(
  document: XmlDocument,
  element: XmlElement,
  fields: readonly Field[] | null,
): DecodedArguments {
  const decoder = new ArgumentDecoder(document)
  const decoded = fields === null ? decoder.unknown(element) : decoder.struct(element, compile(fields))
  return { decoded, parameters: decoder.parameters, issues: decoder.issues.list() }
}

/** Fields prepared for looking up by element name. */
interface CompiledFields {
  readonly byName: ReadonlyMap<string, { readonly field: Field; readonly position: number }>
  readonly fields: readonly Field[]
}

const compiled = new WeakMap<readonly Field[], CompiledFields>()

function compile(fields: readonly Field[]): CompiledFields {
  const known = compiled.get(fields)
  if (known !== undefined) return known
  const byName = new Map(fields.map((field, position) => [field.name, { field, position }]))
  const made = { byName, fields }
  compiled.set(fields, made)
  return made
}

class ArgumentDecoder {
  readonly issues: ElementIssues
  parameters = 0
  readonly #document: XmlDocument
  readonly #types: DeclaredTypes
  readonly #generic: GenericReader
  readonly #usual: UsualParameterValues
  #saidQualified = false

  constructor(document: XmlDocument) {
    this.#document = document
    this.issues = new ElementIssues(document)
    this.#types = new DeclaredTypes(document, this.issues)
    this.#generic = new GenericReader(document, this.#types)
    this.#usual = new UsualParameterValues(document, this.#types)
  }

  /** The arguments of a method we do not know. */
  unknown(element: XmlElement): RpcStruct {
    return this.#generic.struct(element)
  }

  struct(element: XmlElement, expected: CompiledFields): RpcStruct {
    const document = this.#document
    const result = new OpenStruct()
    let known = 0
    let lastPosition = -1
    for (let child = document.firstChild(element); child !== noElement; child = document.nextSibling(child)) {
      const name = document.localName(child)
      const found = expected.byName.get(name)
      if (found === undefined) {
        this.#keepUnknown(element, child, result)
        continue
      }
      const { field, position } = found
      if (!this.#saidQualified && document.namespace(child) !== null) this.#reportQualified(child, name)
      const isFirst = !result.has(name)
      if (isFirst) known++
      else if (field.repeated !== true) {
        const message = `${this.#label(element)} has more than one ${shown(name)}; the first counts.`
        this.issues.element('duplicate-element', message, child)
        continue
      }
      if (field.repeated === true) result.append(name, this.#repeatedItems(child, field.type))
      else if (field.type.kind === 'typed-value') this.#typedValue(child, result)
      else result.set(name, this.#value(child, field.type))
      if (position < lastPosition) {
        const message = `${shown(name)} stands behind an element that the schema puts after it.`
        this.issues.element('element-order', message, child)
      } else lastPosition = position
    }
    if (known < expected.fields.length) this.#reportMissing(element, expected, result)
    return result.struct
  }

  #keepUnknown(element: XmlElement, child: XmlElement, result: OpenStruct): void {
    const name = this.#document.localName(child)
    if (this.#document.localName(element) !== name) {
      const message = `${this.#label(element)} has an element ${shown(name)} that the schema does not know; it was kept.`
      this.issues.element('unknown-element', message, child)
    }
    result.keep(name, this.#generic.value(child))
  }

  #value(element: XmlElement, type: FieldType): RpcValue {
    switch (type.kind) {
      case 'scalar':
      case 'typed-value':
        return this.#scalar(element)
      case 'struct':
        return this.#structValue(element, type)
      case 'array':
        return this.#array(element, type)
      case 'choice':
        return this.#choice(element, type)
    }
  }

  #scalar(element: XmlElement): string {
    const document = this.#document
    if (!document.hasChildren(element)) return document.value(element)
    const message = `${this.#label(element)} is to hold text but has elements in it (unescaped markup?); its source was kept as the value.`
    this.issues.element('unexpected-children', message, element)
    return document.text.slice(document.contentStart(element), document.contentEnd(element))
  }

  #typedValue(element: XmlElement, into: OpenStruct): void {
    into.set('Value', this.#scalar(element))
    const type = this.#types.of(element)
    if (type !== undefined) into.set('Type', type)
    else this.issues.element('missing-value-type', 'The Value says no type (xsi:type).', element)
  }

  #structValue(element: XmlElement, type: StructType): RpcValue {
    const document = this.#document
    const fields = compile(type.fields)
    if (!document.hasChildren(element)) {
      if (document.hasText(element)) {
        this.issues.element(
          'struct-expected',
          `${this.#label(element)} is to hold a ${type.name}, but holds plain text.`,
          element,
        )
        return document.value(element)
      }
      return this.struct(element, fields)
    }
    const only = document.firstChild(element)
    const wrapped =
      document.nextSibling(only) === noElement &&
      !fields.byName.has(document.localName(only)) &&
      document.children(only).some((child) => fields.byName.has(document.localName(child)))
    if (!wrapped) return this.struct(element, fields)
    this.issues.element(
      'extra-wrapper',
      `${this.#label(only)} is an element too many around the content of ${this.#label(element)}.`,
      only,
    )
    return this.struct(only, fields)
  }

  #array(element: XmlElement, type: ArrayType): RpcValue {
    const document = this.#document
    const items: RpcValue[] = []
    const { item } = type
    const fields = item.kind === 'struct' ? compile(item.fields) : null
    const isParameterValues = fields !== null && fields.byName.get('Value')?.field.type.kind === 'typed-value'
    for (let child = document.firstChild(element); child !== noElement; child = document.nextSibling(child)) {
      const name = document.localName(child)
      if (name !== type.member) {
        const message = `${this.#label(element)} has a member ${shown(name)}; the schema calls it ${type.member}.`
        this.issues.element('wrong-array-member', message, child)
      }
      if (fields === null) items.push(this.#scalar(child))
      else if (!document.hasChildren(child) && document.hasText(child)) items.push(this.#value(child, item))
      else items.push((isParameterValues ? this.#usual.read(child) : null) ?? this.struct(child, fields))
    }
    if (item.kind === 'struct' && item.countsAsParameter === true) this.parameters += items.length
    checkArrayType(document, element, type, items.length, this.issues)
    return items
  }

  #choice(element: XmlElement, type: ChoiceType): RpcValue {
    const attribute = this.#document.findAttribute(element, 'type')
    if (attribute === undefined) {
      const names = type.structs.map((struct) => struct.name).join(', ')
      this.issues.element(
        'missing-struct-type',
        `${this.#label(element)} does not say by xsi:type which it is: ${names}.`,
        element,
      )
      return this.#generic.value(element)
    }
    return this.#chosen(element, type, localTypeName(attribute.value.trim()))
  }

  #chosen(element: XmlElement, type: ChoiceType, name: string): RpcValue {
    const struct = type.structs.find((candidate) => candidate.name === name)
    const content =
      struct === undefined ? this.#generic.struct(element) : this.struct(element, compile(struct.fields))
    return { $type: name, ...content }
  }

  /** The items one repeated element stands for: itself, or what an array that should not be there wraps. */
  #repeatedItems(element: XmlElement, type: FieldType): RpcValue[] {
    const names =
      type.kind === 'choice'
        ? type.structs.map((struct) => struct.name)
        : type.kind === 'struct'
          ? [type.name]
          : []
    const children = this.#document.children(element)
    const wraps =
      children.length > 0 && children.every((child) => names.includes(this.#document.localName(child)))
    if (!wraps) return [this.#value(element, type)]
    this.issues.element(
      'extra-wrapper',
      `${this.#label(element)} is to be repeated, not to hold a list.`,
      element,
    )
    return children.map((child) =>
      type.kind === 'choice'
        ? this.#chosen(child, type, this.#document.localName(child))
        : this.#value(child, type),
    )
  }

  #reportMissing(element: XmlElement, expected: CompiledFields, result: OpenStruct): void {
    // What was cut off is said once.
    if (this.#document.isCut(element)) return
    for (const field of expected.fields) {
      if (field.optional === true || result.has(field.name)) continue
      const rule = field.type.kind === 'typed-value' ? 'missing-value' : 'missing-element'
      this.issues.tag(rule, `${this.#label(element)} lacks its element ${field.name}.`, element)
    }
  }

  #reportQualified(child: XmlElement, name: string): void {
    this.#saidQualified = true
    const message = `${shown(name)} is in the namespace ${shown(this.#document.namespace(child) ?? '')}; arguments belong to none (elementFormDefault="unqualified").`
    this.issues.tag('qualified-argument', message, child)
  }

  #label(element: XmlElement): string {
    return shown(this.#document.localName(element))
  }
}
