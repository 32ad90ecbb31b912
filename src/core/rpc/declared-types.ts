import { isEncodingNamespace, isSchemaNamespace } from '../soap/namespaces.js'
import type { XmlAttribute, XmlDocument, XmlElement } from '../xml/index.js'
import { shown } from '../xml/index.js'
import type { ElementIssues } from './element-issues.js'
import { isValueType, localTypeName } from './value-types.js'

interface DeclaredType {
  readonly attribute: XmlAttribute
  /** With the prefix we use for its namespace; as written where its namespace is none of ours. */
  readonly name: string
  readonly isOurs: boolean
}

/** The types that values declare by xsi:type. */
export class DeclaredTypes {
  readonly #document: XmlDocument
  readonly #issues: ElementIssues

  constructor(document: XmlDocument, issues: ElementIssues) {
    this.#document = document
    this.#issues = issues
  }

  /** The type an element declares; a foreign namespace is reported. Undefined: it declares none. */
  of(element: XmlElement): string | undefined {
    const declared = this.#read(element)
    if (declared === undefined) return undefined
    const { attribute, name, isOurs } = declared
    if (!isOurs) {
      const message = `The type "${shown(attribute.value)}" is not in the namespace of XML Schema.`
      this.#issues.attribute('wrong-type-namespace', message, attribute)
    }
    return name
  }

  /** The type an element declares, if it is in a namespace of ours; nothing is reported. */
  knownOf(element: XmlElement): string | null {
    const declared = this.#read(element)
    return declared?.isOurs === true ? declared.name : null
  }

  #read(element: XmlElement): DeclaredType | undefined {
    const attribute = this.#document.findAttribute(element, 'type')
    if (attribute === undefined) return undefined
    const written = attribute.value.trim()
    const local = localTypeName(written)
    const colon = written.lastIndexOf(':')
    const namespace = this.#document.namespaceOfPrefix(element, colon < 0 ? '' : written.slice(0, colon))
    if (isSchemaNamespace(namespace)) return { attribute, name: `xsd:${local}`, isOurs: true }
    if (isEncodingNamespace(namespace)) return { attribute, name: `soapenc:${local}`, isOurs: true }
    return { attribute, name: isValueType(local) ? `xsd:${local}` : written, isOurs: false }
  }
}
