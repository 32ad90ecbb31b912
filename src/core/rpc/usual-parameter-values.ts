import type { RpcStruct } from '../soap/message.js'
import type { XmlDocument, XmlElement } from '../xml/index.js'
import { noElement } from '../xml/index.js'
import type { DeclaredTypes } from './declared-types.js'

/**
 * Reads a ParameterValueStruct as nearly all are: a Name, a Value with a known type, nothing else. A message has up to
 * 100,000 of them and they decide how fast it is read, so names and types are looked at once for each start tag.
 */
export class UsualParameterValues {
  readonly #document: XmlDocument
  readonly #types: DeclaredTypes
  /** By start tag: whether it is a Name in no namespace. */
  readonly #names = new Map<number, boolean>()
  /** By start tag: the type of a Value in no namespace; null: it is another element, or something is wrong with its type. */
  readonly #values = new Map<number, string | null>()

  constructor(document: XmlDocument, types: DeclaredTypes) {
    this.#document = document
    this.#types = types
  }

  /** Null: this one is not as usual, and is to be read with more care. */
  read(element: XmlElement): RpcStruct | null {
    const document = this.#document
    const name = document.firstChild(element)
    const value = document.nextSibling(name)
    if (value === noElement || document.nextSibling(value) !== noElement) return null
    if (document.hasChildren(name) || document.hasChildren(value) || !this.#isName(name)) return null
    const type = this.#typeOf(value)
    return type === null ? null : { Name: document.value(name), Value: document.value(value), Type: type }
  }

  #isName(element: XmlElement): boolean {
    const tag = this.#document.tag(element)
    const known = this.#names.get(tag)
    if (known !== undefined) return known
    const isName = this.#isPlain(element, 'Name')
    this.#names.set(tag, isName)
    return isName
  }

  #typeOf(element: XmlElement): string | null {
    const tag = this.#document.tag(element)
    const known = this.#values.get(tag)
    if (known !== undefined) return known
    const type = this.#isPlain(element, 'Value') ? this.#types.knownOf(element) : null
    this.#values.set(tag, type)
    return type
  }

  #isPlain(element: XmlElement, name: string): boolean {
    return this.#document.localName(element) === name && this.#document.namespace(element) === null
  }
}
