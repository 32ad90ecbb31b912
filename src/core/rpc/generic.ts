import type { RpcStruct, RpcValue } from '../soap/message.js'
import type { XmlDocument, XmlElement } from '../xml/index.js'
import { noElement } from '../xml/index.js'
import type { DeclaredTypes } from './declared-types.js'
import { OpenStruct } from './open-struct.js'
import { isValueType, localTypeName } from './value-types.js'

/** Reads elements nobody defined, by how they look. */
export class GenericReader {
  readonly #document: XmlDocument
  readonly #types: DeclaredTypes

  constructor(document: XmlDocument, types: DeclaredTypes) {
    this.#document = document
    this.#types = types
  }

  /** Text, a list where it is a SOAP array, else a struct. */
  value(element: XmlElement): RpcValue {
    const document = this.#document
    const isArray = document.attribute(element, 'arrayType') !== undefined
    if (isArray) return document.children(element).map((child) => this.value(child))
    return document.hasChildren(element) ? this.struct(element) : document.value(element)
  }

  /** `$type` says the type it declares, repeated elements are lists, and a Value's type stands beside it. */
  struct(element: XmlElement): RpcStruct {
    const document = this.#document
    const result = new OpenStruct()
    const type = localTypeName((document.attribute(element, 'type') ?? '').trim())
    if (type !== '' && !isValueType(type)) result.set('$type', type)
    let valueElement = noElement
    for (let child = document.firstChild(element); child !== noElement; child = document.nextSibling(child)) {
      const name = document.localName(child)
      if (name === 'Value') valueElement = child
      result.keep(name, this.value(child))
    }
    if (typeof result.struct['Value'] === 'string' && !Object.hasOwn(result.struct, 'Type')) {
      const declared = this.#types.of(valueElement)
      if (declared !== undefined) result.set('Type', declared)
    }
    return result.struct
  }
}
