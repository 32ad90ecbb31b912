import type { XmlDocument, XmlElement } from '../xml/index.js'
import { noElement, shown } from '../xml/index.js'
import type { IssueList } from './issues.js'
import type { SoapHeader } from './message.js'
import { envelopeNamespace } from './namespaces.js'

type MutableHeader = { -readonly [Name in keyof SoapHeader]: SoapHeader[Name] }

/** The mustUnderstand that the schema fixes for a header; undefined: it fixes none. */
const mustUnderstand: ReadonlyMap<string, string> = new Map([
  ['ID', '1'],
  ['HoldRequests', '1'],
  ['SessionTimeout', '0'],
  ['SupportedCWMPVersions', '0'],
  ['UseCWMPVersion', '1'],
])

/** The mustUnderstand of a header by its local name; null: the schema fixes none. */
export function mustUnderstandOf(name: string): string | null {
  return mustUnderstand.get(name) ?? null
}

/** Reads the header elements CWMP knows, by local name; others are named in issues. */
export function readHeader(document: XmlDocument, header: XmlElement, issues: IssueList): SoapHeader {
  const result: MutableHeader = {}
  if (header === noElement) return result
  for (let child = document.firstChild(header); child !== noElement; child = document.nextSibling(child)) {
    readHeaderElement(document, child, result, issues)
  }
  return result
}

function readHeaderElement(
  document: XmlDocument,
  element: XmlElement,
  into: MutableHeader,
  issues: IssueList,
): void {
  const name = document.localName(element)
  const value = document.value(element)
  switch (name) {
    case 'ID':
      into.id = value
      break
    case 'HoldRequests':
      into.holdRequests = readBoolean(value, name, element, issues)
      break
    case 'NoMoreRequests':
      into.noMoreRequests = readBoolean(value, name, element, issues)
      issues.addTag(
        'deprecated-header',
        'The header NoMoreRequests is deprecated and to be ignored.',
        element,
      )
      return
    case 'SessionTimeout': {
      const seconds = /^\s*\d+\s*$/.test(value) ? Number(value) : null
      if (seconds === null)
        issues.addTag(
          'wrong-header-value',
          `SessionTimeout is not a number of seconds: "${shown(value)}".`,
          element,
        )
      else into.sessionTimeout = seconds
      break
    }
    case 'SupportedCWMPVersions':
      into.supportedCwmpVersions = value
        .split(',')
        .map((version) => version.trim())
        .filter((version) => version !== '')
      break
    case 'UseCWMPVersion':
      into.useCwmpVersion = value.trim()
      break
    default:
      if (document.attribute(element, 'mustUnderstand')?.trim() === '1') {
        issues.addTag(
          'unknown-header',
          `The header ${shown(name)} must be understood (mustUnderstand="1") but is not known in CWMP.`,
          element,
        )
      }
      return
  }
  checkMustUnderstand(document, element, name, issues)
}

function checkMustUnderstand(
  document: XmlDocument,
  element: XmlElement,
  name: string,
  issues: IssueList,
): void {
  const expected = mustUnderstand.get(name)
  const attribute = document.findAttribute(element, 'mustUnderstand')
  if (attribute === undefined) {
    if (expected === '1')
      issues.addTag('wrong-must-understand', `The header ${name} lacks mustUnderstand="1".`, element)
    return
  }
  const length = attribute.end - attribute.start
  if (attribute.value !== expected) {
    const message = `mustUnderstand of ${name} is "${shown(attribute.value)}" and should be "${expected ?? '0'}".`
    issues.add('wrong-must-understand', message, attribute.start, length)
  } else if (attribute.namespace !== envelopeNamespace) {
    const message = `mustUnderstand of ${name} is not in the namespace of the SOAP envelope.`
    issues.add('wrong-must-understand', message, attribute.start, length)
  }
}

function readBoolean(value: string, name: string, element: XmlElement, issues: IssueList): boolean {
  const text = value.trim().toLowerCase()
  if (text !== '0' && text !== '1' && text !== 'true' && text !== 'false') {
    issues.addTag('wrong-header-value', `${name} is not a boolean: "${shown(value)}".`, element)
  }
  return text === '1' || text === 'true'
}
