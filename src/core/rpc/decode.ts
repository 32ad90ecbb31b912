import { isEncodingNamespace, isSchemaNamespace } from '../soap/namespaces.js'
import type { RpcStruct, RpcValue } from '../soap/message.js'
import type { XmlDocument, XmlElement } from '../xml/index.js'
import { noElement } from '../xml/index.js'
import type { ArrayType, ChoiceType, Field, FieldType, StructType } from './definition.js'
import type { ReadIssue } from './issues.js'
import { IssueLog } from './issues.js'
import { isValueType, localTypeName } from './value-types.js'

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
  const decoded = fields === null ? decoder.genericStruct(element) : decoder.struct(element, compile(fields))
  return { decoded, parameters: decoder.parameters, issues: decoder.issues.list() }
}

type MutableStruct = Record<string, RpcValue>

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
  readonly issues = new IssueLog()
  parameters = 0
  readonly #document: XmlDocument
  #saidQualified = false
  /** Types as written and as we name them, for the elements that see the same prefixes. */
  readonly #types = new Map<string, string>()
  #typeScope: XmlElement = noElement

  constructor(document: XmlDocument) {
    this.#document = document
  }

  struct(element: XmlElement, expected: CompiledFields): RpcStruct {
    const document = this.#document
    const result: MutableStruct = {}
    let known = 0
    let lastPosition = -1
    for (let child = document.firstChild(element); child !== noElement; child = document.nextSibling(child)) {
      const name = document.localName(child)
      const found = expected.byName.get(name)
      if (found === undefined) {
        if (document.localName(element) !== name)
          this.#reportElement(
            'unknown-element',
            `${this.#label(element)} has an element ${name} that the schema does not know; it was kept.`,
            child,
          )
        keep(result, name, this.generic(child))
        continue
      }
      const { field, position } = found
      if (!this.#saidQualified && document.namespace(child) !== null) this.#reportQualified(child, name)
      if (field.repeated === true) {
        const list = result[name]
        const items = this.#repeatedItems(child, field.type)
        if (Array.isArray(list)) list.push(...items)
        else {
          result[name] = [...items]
          known++
        }
      } else if (result[name] !== undefined) {
        this.#reportElement(
          'duplicate-element',
          `${this.#label(element)} has more than one ${name}; the first counts.`,
          child,
        )
        continue
      } else {
        known++
        if (field.type.kind === 'typed-value') this.#typedValue(child, result)
        else result[name] = this.#value(child, field.type)
      }
      if (position < lastPosition) {
        this.#reportElement(
          'element-order',
          `${name} stands behind an element that the schema puts after it.`,
          child,
        )
      }
      lastPosition = Math.max(lastPosition, position)
    }
    if (known < expected.fields.length) this.#reportMissing(element, expected, result)
    return result
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
    this.#reportElement(
      'unexpected-children',
      `${this.#label(element)} is to hold text but has elements in it (unescaped markup?); its source was kept as the value.`,
      element,
    )
    return document.text.slice(document.contentStart(element), document.contentEnd(element))
  }

  #typedValue(element: XmlElement, into: MutableStruct): void {
    into['Value'] = this.#scalar(element)
    const type = this.#declaredType(element)
    if (type !== undefined) into['Type'] = type
    else this.#reportElement('missing-value-type', 'The Value says no type (xsi:type).', element)
  }

  /** The declared type with the prefix we use for its namespace; as written where its namespace is none of ours. */
  #declaredType(element: XmlElement): string | undefined {
    const written = this.#document.attribute(element, 'type')
    if (written === undefined) return undefined
    const scope = this.#document.namespaceScope(element)
    if (scope !== this.#typeScope) {
      this.#typeScope = scope
      this.#types.clear()
    }
    const known = this.#types.get(written)
    if (known !== undefined) return known
    const type = this.#resolveType(element, written.trim())
    if (type.isOurs) this.#types.set(written, type.name)
    else this.#reportTypeNamespace(element, written)
    return type.name
  }

  #resolveType(element: XmlElement, written: string): { readonly name: string; readonly isOurs: boolean } {
    const local = localTypeName(written)
    const colon = written.lastIndexOf(':')
    const namespace = this.#document.namespaceOfPrefix(element, colon < 0 ? '' : written.slice(0, colon))
    if (isSchemaNamespace(namespace)) return { name: `xsd:${local}`, isOurs: true }
    if (isEncodingNamespace(namespace)) return { name: `soapenc:${local}`, isOurs: true }
    return { name: isValueType(local) ? `xsd:${local}` : written, isOurs: false }
  }

  #reportTypeNamespace(element: XmlElement, written: string): void {
    const attribute = this.#document.findAttribute(element, 'type')
    if (attribute === undefined) return
    const message = `The type "${written}" is not in the namespace of XML Schema.`
    this.issues.add(
      'wrong-type-namespace',
      message,
      attribute.valueStart,
      attribute.valueEnd - attribute.valueStart,
    )
  }

  #structValue(element: XmlElement, type: StructType): RpcValue {
    const document = this.#document
    const fields = compile(type.fields)
    if (!document.hasChildren(element)) {
      if (document.hasText(element)) {
        this.#reportElement(
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
    this.#reportElement(
      'extra-wrapper',
      `${this.#label(only)} is an element too many around the content of ${this.#label(element)}.`,
      only,
    )
    return this.struct(only, fields)
  }

  #array(element: XmlElement, type: ArrayType): RpcValue {
    const document = this.#document
    const items: RpcValue[] = []
    const fields = type.item.kind === 'struct' ? compile(type.item.fields) : null
    const counts = type.item.kind === 'struct' && type.item.countsAsParameter === true
    for (let child = document.firstChild(element); child !== noElement; child = document.nextSibling(child)) {
      const name = document.localName(child)
      if (name !== type.member) {
        this.#reportElement(
          'wrong-array-member',
          `${this.#label(element)} has a member ${name}; the schema calls it ${type.member}.`,
          child,
        )
      }
      if (fields === null) items.push(this.#scalar(child))
      else if (document.hasText(child) && !document.hasChildren(child))
        items.push(this.#value(child, type.item))
      else items.push(this.struct(child, fields))
    }
    if (counts) this.parameters += items.length
    this.#checkArrayType(element, type, items.length)
    return items
  }

  #checkArrayType(element: XmlElement, type: ArrayType, members: number): void {
    const attribute = this.#document.findAttribute(element, 'arrayType')
    if (attribute === undefined) {
      this.#reportElement(
        'missing-array-type',
        `${this.#label(element)} has no arrayType attribute.`,
        element,
      )
      return
    }
    const { valueStart: offset, value } = attribute
    const length = attribute.valueEnd - offset
    const match = /^\s*([^[\]]*)\[\s*(\d*)\s*\]\s*$/.exec(value)
    const typeName = localTypeName(match?.[1] ?? value)
    const counted = match?.[2] ?? ''
    if (match === null || typeName !== localTypeName(type.arrayType)) {
      const right = `${type.arrayType}[${members}]`
      this.issues.add(
        'wrong-array-type',
        `The arrayType "${value}" of ${this.#label(element)} should be "${right}".`,
        offset,
        length,
      )
    }
    if (counted === '') return
    if (Number(counted) !== members) {
      if (this.#isCut(element)) return
      const message = `The arrayType of ${this.#label(element)} says ${Number(counted)} members, but there are ${members}.`
      this.issues.add('array-count-mismatch', message, offset, length)
    } else if (counted.length > 1 && counted.startsWith('0')) {
      this.issues.add(
        'padded-array-count',
        `The count in "${value}" is written with leading zeros.`,
        offset,
        length,
      )
    }
  }

  #choice(element: XmlElement, type: ChoiceType): RpcValue {
    const attribute = this.#document.findAttribute(element, 'type')
    if (attribute === undefined) {
      const names = type.structs.map((struct) => struct.name).join(', ')
      this.#reportElement(
        'missing-struct-type',
        `${this.#label(element)} does not say by xsi:type which it is: ${names}.`,
        element,
      )
      return this.generic(element)
    }
    return this.#chosen(element, type, localTypeName(attribute.value.trim()))
  }

  #chosen(element: XmlElement, type: ChoiceType, name: string): RpcValue {
    const struct = type.structs.find((candidate) => candidate.name === name)
    const content =
      struct === undefined ? this.genericStruct(element) : this.struct(element, compile(struct.fields))
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
    this.#reportElement(
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

  /** An element nobody defined: text, a list where it is a SOAP array, else a struct. */
  generic(element: XmlElement): RpcValue {
    const document = this.#document
    const isArray = document.attribute(element, 'arrayType') !== undefined
    if (isArray) return document.children(element).map((child) => this.generic(child))
    return document.hasChildren(element) ? this.genericStruct(element) : document.value(element)
  }

  genericStruct(element: XmlElement): RpcStruct {
    const document = this.#document
    const result: MutableStruct = {}
    const structType = this.#document.attribute(element, 'type')
    if (structType !== undefined && !isValueType(localTypeName(structType.trim()))) {
      result['$type'] = localTypeName(structType.trim())
    }
    const children = document.children(element)
    const repeated = repeatedNames(children.map((child) => document.localName(child)))
    const lists = new Map<string, RpcValue[]>()
    for (const child of children) {
      const name = document.localName(child)
      const value = this.generic(child)
      if (repeated.has(name)) {
        const list = lists.get(name)
        if (list !== undefined) {
          list.push(value)
          continue
        }
        const started = [value]
        lists.set(name, started)
        keep(result, name, started)
      } else {
        keep(result, name, value)
        const type = name === 'Value' && typeof value === 'string' ? this.#declaredType(child) : undefined
        if (type !== undefined) result['Type'] = type
      }
    }
    return result
  }

  #reportMissing(element: XmlElement, expected: CompiledFields, result: RpcStruct): void {
    if (this.#isCut(element)) return
    for (const field of expected.fields) {
      if (field.optional === true || result[field.name] !== undefined) continue
      const rule = field.type.kind === 'typed-value' ? 'missing-value' : 'missing-element'
      this.#reportTag(rule, `${this.#label(element)} lacks its element ${field.name}.`, element)
    }
  }

  /** Whether the text ends before the element does: what is missing was cut off, which is said once. */
  #isCut(element: XmlElement): boolean {
    const { defects, text } = this.#document
    return this.#document.end(element) >= text.length && defects.some(({ rule }) => rule === 'truncated')
  }

  #reportQualified(child: XmlElement, name: string): void {
    this.#saidQualified = true
    const message = `${name} is in the namespace ${this.#document.namespace(child) ?? ''}; arguments belong to none (elementFormDefault="unqualified").`
    this.#reportTag('qualified-argument', message, child)
  }

  #label(element: XmlElement): string {
    return this.#document.localName(element)
  }

  #reportElement(rule: Parameters<IssueLog['add']>[0], message: string, element: XmlElement): void {
    const start = this.#document.start(element)
    this.issues.add(rule, message, start, this.#document.end(element) - start)
  }

  /** Like `reportElement`, but marks the start tag alone. */
  #reportTag(rule: Parameters<IssueLog['add']>[0], message: string, element: XmlElement): void {
    const start = this.#document.start(element)
    this.issues.add(rule, message, start, this.#document.contentStart(element) - start)
  }
}

function repeatedNames(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const name of names) {
    if (seen.has(name)) repeated.add(name)
    seen.add(name)
  }
  return repeated
}

/** Sets an element's value under a name that came off the wire: `__proto__` must be a key like any other. */
function keep(into: MutableStruct, name: string, value: RpcValue): void {
  const present = Object.hasOwn(into, name) ? into[name] : undefined
  const kept = present === undefined ? value : Array.isArray(present) ? [...present, value] : [present, value]
  Object.defineProperty(into, name, { value: kept, enumerable: true, configurable: true, writable: true })
}
