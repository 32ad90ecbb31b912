import { localTypeName } from '../rpc/value-types.js'
import type { DecodedEnvelope } from '../soap/index.js'
import {
  encodingNamespace,
  isEncodingNamespace,
  isSchemaNamespace,
  versionOfNamespace,
} from '../soap/namespaces.js'
import type { XmlElement } from '../xml/index.js'
import { argumentType } from './argument-types.js'
import { prefixFor } from './namespaces.js'

/** The arrayType a list should have, in the prefixes of its message; null where they are not declared or it is no list. */
export function arrayTypeFor(
  envelope: DecodedEnvelope,
  list: XmlElement,
): { readonly prefix: string; readonly value: string } | null {
  const { document } = envelope.source
  const type = argumentType(envelope, list)
  if (type?.kind !== 'array') return null
  const prefix = prefixFor(document, list, isEncodingNamespace)
  const typePrefix = prefixFor(document, list, isNamespaceOf(type.arrayType))
  if (prefix === null || typePrefix === null) return null
  const members = document.children(list).length
  return { prefix, value: `${typePrefix}:${localTypeName(type.arrayType)}[${members}]` }
}

/** Which namespace a type of the table is in, by the prefix we write for it. */
function isNamespaceOf(type: string): (namespace: string) => boolean {
  if (type.startsWith('cwmp:')) return (namespace) => versionOfNamespace(namespace) !== null
  if (type.startsWith('xsd:')) return isSchemaNamespace
  return (namespace) => namespace === encodingNamespace
}
