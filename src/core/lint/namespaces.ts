import type { XmlAttribute, XmlDocument, XmlElement } from '../xml/index.js'
import { noElement } from '../xml/index.js'
import { elementAround } from '../soap/index.js'

/** A namespace declaration and the element it stands on. */
export interface NamespaceDeclaration {
  readonly element: XmlElement
  readonly attribute: XmlAttribute
  /** Empty: the default namespace. */
  readonly prefix: string
  readonly namespace: string
}

/** They are looked for once, whatever number of rules ask. */
const found = new WeakMap<XmlDocument, readonly NamespaceDeclaration[]>()

/** The declarations between two offsets, in the order of the text. */
export function namespaceDeclarations(
  document: XmlDocument,
  from: number,
  to: number,
): readonly NamespaceDeclaration[] {
  let declarations = found.get(document)
  if (declarations === undefined) {
    declarations = [...findDeclarations(document)]
    found.set(document, declarations)
  }
  return from === 0 && to === document.text.length
    ? declarations
    : declarations.filter(({ attribute }) => attribute.start >= from && attribute.start < to)
}

/** Fast where there are few: it looks for the word. */
function* findDeclarations(document: XmlDocument): Generator<NamespaceDeclaration> {
  const { text } = document
  let at = text.indexOf('xmlns')
  while (at >= 0) {
    const element = elementAround(document, at)
    const inTag = element !== noElement && at < document.contentStart(element)
    if (inTag) yield* declarationsOn(document, element)
    at = text.indexOf('xmlns', inTag ? document.contentStart(element) : at + 5)
  }
}

function* declarationsOn(document: XmlDocument, element: XmlElement): Generator<NamespaceDeclaration> {
  for (const attribute of document.attributes(element)) {
    const { qualifiedName, localName, value } = attribute
    const isDefault = qualifiedName === 'xmlns'
    if (!isDefault && !qualifiedName.startsWith('xmlns:')) continue
    yield { element, attribute, prefix: isDefault ? '' : localName, namespace: value.trim() }
  }
}

/** A prefix that stands inside the element for a namespace that is wanted; null if none does. */
export function prefixFor(
  document: XmlDocument,
  element: XmlElement,
  isWanted: (namespace: string) => boolean,
): string | null {
  for (let scope = element; scope !== noElement; scope = document.parent(scope)) {
    for (const { qualifiedName, localName, value } of document.attributes(scope)) {
      if (!qualifiedName.startsWith('xmlns:') || !isWanted(value.trim())) continue
      if (document.namespaceOfPrefix(element, localName) === value) return localName
    }
  }
  return null
}

/** The declaration that is in force for a prefix inside an element. */
export function declarationOf(
  document: XmlDocument,
  element: XmlElement,
  prefix: string,
): XmlAttribute | null {
  const name = prefix === '' ? 'xmlns' : `xmlns:${prefix}`
  for (let scope = element; scope !== noElement; scope = document.parent(scope)) {
    const found = document.attributes(scope).find(({ qualifiedName }) => qualifiedName === name)
    if (found !== undefined) return found
  }
  return null
}
