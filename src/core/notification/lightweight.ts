import { charsetOf, header, parseHead, splitMessage } from '../http/index.js'
import { decodeXmlBytes, noElement, readXml, type XmlDocument, type XmlElement } from '../xml/index.js'

/** Namespace of lightweight notifications (TR-069a6 Annex M). */
const lightweightNamespace = 'urn:broadband-forum-org:cwmp:lwnotif-1-0'

/** A lightweight notification: some values of a CPE, told without a session (TR-069a6 Annex M). */
export interface LightweightNotification {
  /** TS: Unix time in seconds, as the CPE wrote it. */
  readonly ts: string
  /** UN: ManagementServer.Username. */
  readonly username: string
  readonly cnonce: string
  readonly oui: string
  readonly productClass: string
  readonly serialNumber: string
  readonly parameters: readonly { readonly name: string; readonly value: string }[]
}

export interface LightweightReading {
  /** Null: what came is no lightweight notification; `oddities` says why. */
  readonly notification: LightweightNotification | null
  /** Value of a Signature header. It is shown; how it is made is not settled enough to judge by it. */
  readonly signature: string | null
  /** Sentences about what is not as it should be. */
  readonly oddities: readonly string[]
}

/** So many parameters are read; a datagram has no room for more. */
const maxParameters = 2_000

/**
 * Reads a datagram: the notification alone, or as the body of an HTTP request, in an envelope or not. What is not as
 * it should be is named, and what can be read is read.
 */
export function readLightweight(datagram: Uint8Array): LightweightReading {
  const http = parseHead(splitMessage(datagram).head)
  const body = http === null ? datagram : splitMessage(datagram).body
  const signature = (http && header(http, 'signature')) ?? null
  if (body.length === 0) return { notification: null, signature, oddities: ['It has no body.'] }
  const document = readXml(decodeXmlBytes(body, charsetOf(http)).text)
  const element = find(document, document.roots, 'Notification')
  if (element === noElement) {
    return { notification: null, signature, oddities: ['There is no Notification element in it.'] }
  }
  const oddities: string[] = []
  const [defect] = document.defects
  if (defect !== undefined) oddities.push(`Its XML is damaged: ${defect.message}`)
  const namespace = document.namespace(element)
  if (namespace !== lightweightNamespace) {
    oddities.push(
      namespace === null
        ? `Its Notification element is in no namespace, where ${lightweightNamespace} is due.`
        : `Its namespace is ${namespace.slice(0, 100)}, where ${lightweightNamespace} is due.`,
    )
  }
  const field = (name: string): string => {
    const found = find(document, document.roots, name)
    if (found === noElement) {
      oddities.push(`It has no ${name}.`)
      return ''
    }
    return document.value(found).trim()
  }
  return {
    notification: {
      ts: field('TS'),
      username: field('UN'),
      cnonce: field('CN'),
      oui: field('OUI'),
      productClass: field('ProductClass'),
      serialNumber: field('SerialNumber'),
      parameters: parametersOf(document, element),
    },
    signature,
    oddities,
  }
}

/** The first element of a name, wherever it stands: the schema's nesting is not what a receiver should insist on. */
function find(document: XmlDocument, among: readonly XmlElement[], name: string): XmlElement {
  const waiting = [...among]
  for (let element = waiting.shift(); element !== undefined; element = waiting.shift()) {
    if (document.localName(element) === name) return element
    waiting.unshift(...document.children(element))
  }
  return noElement
}

function parametersOf(
  document: XmlDocument,
  notification: XmlElement,
): LightweightNotification['parameters'] {
  const found: { name: string; value: string }[] = []
  const waiting = document.children(notification)
  for (let element = waiting.shift(); element !== undefined; element = waiting.shift()) {
    if (document.localName(element) !== 'Param') {
      waiting.unshift(...document.children(element))
      continue
    }
    const child = (name: string) => document.children(element).find((one) => document.localName(one) === name)
    const name = child('Name')
    const value = child('Value')
    if (name === undefined || document.value(name).trim() === '') continue
    found.push({ name: document.value(name).trim(), value: value === undefined ? '' : document.value(value) })
    if (found.length === maxParameters) break
  }
  return found
}
