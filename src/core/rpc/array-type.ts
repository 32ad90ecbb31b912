import type { XmlDocument, XmlElement } from '../xml/index.js'
import { shown } from '../xml/index.js'
import type { ArrayType } from './definition.js'
import type { ElementIssues } from './element-issues.js'
import { localTypeName } from './value-types.js'

/** Compares an array's arrayType attribute with its definition and with the members that are there. */
export function checkArrayType(
  document: XmlDocument,
  element: XmlElement,
  type: ArrayType,
  members: number,
  issues: ElementIssues,
): void {
  const name = shown(document.localName(element))
  const attribute = document.findAttribute(element, 'arrayType')
  if (attribute === undefined) {
    issues.element('missing-array-type', `${name} has no arrayType attribute.`, element)
    return
  }
  const { value } = attribute
  const written = parseArrayType(value)
  if (written === null || written.typeName !== localTypeName(type.arrayType)) {
    const right = `${type.arrayType}[${members}]`
    issues.attribute(
      'wrong-array-type',
      `The arrayType "${shown(value)}" of ${name} should be "${right}".`,
      attribute,
    )
  }
  const count = written?.count ?? ''
  if (count === '') return
  if (Number(count) !== members) {
    if (document.isCut(element)) return
    const message = `The arrayType of ${name} says ${Number(count)} members, but there are ${members}.`
    issues.attribute('array-count-mismatch', message, attribute)
  } else if (count.length > 1 && count.startsWith('0')) {
    const message = `The count in "${shown(value)}" is written with leading zeros.`
    issues.attribute('padded-array-count', message, attribute)
  }
}

/** `cwmp:ParameterValueStruct[3]`; null: it is not spelled like this. The count may be empty. */
function parseArrayType(value: string): { readonly typeName: string; readonly count: string } | null {
  const trimmed = value.trim()
  const open = trimmed.indexOf('[')
  if (open < 0 || !trimmed.endsWith(']')) return null
  const count = trimmed.slice(open + 1, -1).trim()
  return /^\d*$/.test(count) ? { typeName: localTypeName(trimmed.slice(0, open)).trim(), count } : null
}
