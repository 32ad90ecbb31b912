import { decodeArguments, isVendorMethod, rpcTable } from '../rpc/index.js'
import type { XmlElement } from '../xml/index.js'
import { type XmlDocument, decodeXmlBytes, noElement, readXml, shown } from '../xml/index.js'
import { readFault } from './fault.js'
import type { Issue } from './issues.js'
import { IssueList } from './issues.js'
import { readHeader } from './header.js'
import type { DecodedEnvelope, EnvelopeSource, SoapHeader } from './message.js'
import { envelopeNamespace, soap12EnvelopeNamespace, versionOfNamespace } from './namespaces.js'
import { issuesOfText, textOf } from './text-issues.js'
import { versionShown } from './version.js'

export interface DecodeOptions {
  /** What the HTTP header says of the character set. A byte order mark wins over it, it wins over the XML declaration. */
  readonly charset?: string
}

/**
 * Decodes a SOAP envelope of CWMP as far as it goes. Never throws on input and takes time linear in its size; what
 * is wrong is named in `issues` with its place. Of several envelopes it gives the first.
 */
export function decodeEnvelope(source: Uint8Array | string, options: DecodeOptions = {}): DecodedEnvelope {
  const [first, ...further] = decodeEnvelopes(source, options)
  if (first === undefined) throw new Error('decodeEnvelopes gives at least one envelope.')
  if (further.length === 0) return first
  return { ...first, issues: [...first.issues, ...further.flatMap((envelope) => envelope.issues)] }
}

/** Decodes all envelopes of a text; at least one result, which is not `ok` if there is none. */
export function decodeEnvelopes(
  source: Uint8Array | string,
  options: DecodeOptions = {},
): readonly DecodedEnvelope[] {
  const read = typeof source === 'string' ? textOf(source) : decodeXmlBytes(source, options.charset)
  const document = readXml(read.text)
  const issues = issuesOfText(read, document)
  const envelopes = envelopesIn(document)
  if (envelopes.length === 0) return [withIssues(new EnvelopeReader(document).readWithoutEnvelope(), issues)]
  return envelopes.map((envelope, index) => {
    const decoded = new EnvelopeReader(document).read(envelope, index)
    if (issues.length === 0) return decoded
    // What stands before an envelope belongs to it, and what stands behind the last to that one.
    const previous = envelopes[index - 1]
    const from = previous === undefined ? 0 : document.end(previous)
    const to = index === envelopes.length - 1 ? Number.POSITIVE_INFINITY : document.end(envelope)
    return withIssues(
      decoded,
      issues.filter(({ offset }) => offset >= from && offset < to),
    )
  })
}

function withIssues(envelope: DecodedEnvelope, issues: readonly Issue[]): DecodedEnvelope {
  if (issues.length === 0) return envelope
  const all = [...issues, ...envelope.issues]
  return { ...envelope, issues: all.sort((left, right) => left.offset - right.offset) }
}

/** Envelopes at the top, or inside something else at the top (a log's wrapper). */
function envelopesIn(document: XmlDocument): readonly XmlElement[] {
  const isEnvelope = (element: XmlElement): boolean => document.localName(element) === 'Envelope'
  const atTop = document.roots.filter(isEnvelope)
  if (atTop.length > 0) return atTop
  return document.roots.flatMap((root) => document.children(root)).filter(isEnvelope)
}

/** What the element in the Body turned out to be. */
type Recognised =
  | { readonly kind: 'fault'; readonly element: XmlElement }
  | { readonly kind: 'request' | 'response'; readonly element: XmlElement; readonly method: string }

const nothingRead = {
  ok: false,
  kind: 'request',
  rpc: null,
  decoded: {},
  parameters: 0,
} as const

/** Reads one envelope of a document. */
class EnvelopeReader {
  readonly #document: XmlDocument
  readonly #issues: IssueList

  constructor(document: XmlDocument) {
    this.#document = document
    this.#issues = new IssueList(document)
  }

  read(envelope: XmlElement, index: number): DecodedEnvelope {
    const document = this.#document
    if (index > 0) {
      this.#issues.addTag(
        'several-envelopes',
        `This is envelope ${index + 1} in one message; there may be only one.`,
        envelope,
      )
    }
    this.#checkEnvelopeNamespace(envelope)
    const header = readHeader(document, this.#child(envelope, 'Header'), this.#issues)
    const recognised = this.#recognise(envelope)
    if (recognised === null) {
      const namespace = this.#declaredCwmpNamespace(envelope)
      return {
        ...nothingRead,
        namespace,
        cwmpVersion: versionShown(namespace, header),
        header,
        issues: this.#issues.list(),
        source: this.#source(envelope, noElement),
      }
    }
    if (header.id === undefined) {
      this.#issues.addTag('missing-cwmp-id', 'The message has no cwmp:ID header.', envelope)
    }
    return this.#decode(recognised, header, envelope)
  }

  /** There is no Envelope: perhaps one of its inner parts stands alone. */
  readWithoutEnvelope(): DecodedEnvelope {
    const document = this.#document
    const candidates = document.roots.flatMap((root) => [root, ...document.children(root)])
    for (const element of candidates) {
      const recognised = this.#recogniseElement(element, false)
      if (recognised === null) continue
      this.#issues.addTag(
        'no-envelope',
        `${shown(document.localName(element))} stands without a SOAP envelope around it.`,
        element,
      )
      return this.#decode(recognised, {}, element)
    }
    const what =
      document.root === noElement ? 'no XML in it' : `an element ${shown(document.localName(document.root))}`
    this.#issues.add('no-envelope', `This is no SOAP envelope: there is ${what}.`, 0, 0)
    return {
      ...nothingRead,
      namespace: null,
      cwmpVersion: null,
      header: {},
      issues: this.#issues.list(),
      source: this.#source(noElement, noElement),
    }
  }

  #decode(recognised: Recognised, header: SoapHeader, scope: XmlElement): DecodedEnvelope {
    const { element } = recognised
    if (recognised.kind === 'fault') {
      const { fault, cwmpElement } = readFault(this.#document, element, this.#issues)
      const namespace = this.#cwmpNamespaceOf(cwmpElement === noElement ? element : cwmpElement, scope)
      return {
        ok: true,
        kind: 'fault',
        rpc: fault.parameters === undefined ? 'Fault' : 'SetParameterValues',
        namespace,
        cwmpVersion: versionShown(namespace, header),
        header,
        decoded: {},
        fault,
        parameters: 0,
        issues: this.#issues.list(),
        source: this.#source(scope, element),
      }
    }
    const { kind, method } = recognised
    const namespace = this.#cwmpNamespaceOf(element, scope)
    const definition = rpcTable.get(method)
    if (definition === undefined && !isVendorMethod(method)) {
      this.#issues.addTag(
        'unknown-rpc',
        `CWMP has no RPC ${shown(method)}; its arguments were read as a plain tree.`,
        element,
      )
    }
    const { decoded, parameters, issues } = decodeArguments(
      this.#document,
      element,
      definition?.[kind] ?? null,
    )
    for (const { rule, message, offset, length } of issues) this.#issues.add(rule, message, offset, length)
    return {
      ok: true,
      kind,
      rpc: method,
      namespace,
      cwmpVersion: versionShown(namespace, header),
      header,
      decoded,
      parameters,
      ...(this.#document.isCut(element) ? { cut: true } : {}),
      issues: this.#issues.list(),
      source: this.#source(scope, element),
    }
  }

  #checkEnvelopeNamespace(envelope: XmlElement): void {
    const namespace = this.#document.namespace(envelope)
    if (namespace === envelopeNamespace) return
    const which =
      namespace === soap12EnvelopeNamespace
        ? 'that of SOAP 1.2'
        : namespace === null
          ? 'missing'
          : `"${shown(namespace)}"`
    const message = `The namespace of the envelope is ${which}; CWMP uses SOAP 1.1 ("${envelopeNamespace}").`
    this.#issues.addTag('wrong-envelope-namespace', message, envelope)
  }

  /** Finds the RPC or fault: the Body's first element, or, where damage hid the Body, the first that looks like one. */
  #recognise(envelope: XmlElement): Recognised | null {
    const document = this.#document
    const body = this.#child(envelope, 'Body')
    if (body === noElement) {
      const displaced = this.#displaced(envelope)
      this.#issues.addTag('missing-body', 'The envelope has no Body.', envelope)
      return displaced
    }
    const [first, ...others] = document.children(body)
    if (first === undefined) {
      this.#issues.addTag('empty-body', 'The Body of the envelope is empty.', body)
      return null
    }
    const recognised = this.#recogniseElement(first, true)
    const [second] = others.filter((element) => document.localName(element) !== 'multiRef')
    if (second !== undefined) {
      this.#issues.addTag(
        'several-body-elements',
        'The Body holds more than one element; the first counts.',
        second,
      )
    }
    if (recognised === null) {
      this.#issues.addTag(
        'unknown-rpc',
        `${shown(document.qualifiedName(first))} is neither a CWMP method nor a fault.`,
        first,
      )
    }
    return recognised
  }

  #displaced(envelope: XmlElement): Recognised | null {
    for (const child of this.#document.children(envelope)) {
      for (const element of [child, ...this.#document.children(child)]) {
        const recognised = this.#recogniseElement(element, false)
        if (recognised !== null) return recognised
      }
    }
    return null
  }

  /** `inBody`: by its place it is an RPC, so that the CWMP namespace alone makes an unknown name one. */
  #recogniseElement(element: XmlElement, inBody: boolean): Recognised | null {
    const name = this.#document.localName(element)
    if (name === 'Fault') return { kind: 'fault', element }
    if (rpcTable.has(name)) return { kind: 'request', element, method: name }
    const isResponse = name.length > 8 && name.endsWith('Response')
    const method = isResponse ? name.slice(0, -8) : name
    const known = rpcTable.has(method)
    const inCwmp = inBody && versionOfNamespace(this.#document.namespace(element)) !== null
    if (!known && !isVendorMethod(method) && !inCwmp) return null
    return { kind: isResponse ? 'response' : 'request', element, method }
  }

  /** The CWMP namespace an element is in; if it is in none, the one declared around it. */
  #cwmpNamespaceOf(element: XmlElement, envelope: XmlElement): string | null {
    const own = this.#document.namespace(element)
    const version = versionOfNamespace(own)
    if (version === '1.3' || version === '1.4') {
      const message = `There is no standard namespace ${own ?? ''}: CWMP 1.3 and 1.4 use urn:dslforum-org:cwmp-1-2.`
      this.#issues.addTag('non-standard-cwmp-namespace', message, element)
    }
    if (version !== null) return own
    const isPlainFault = own === envelopeNamespace || own === soap12EnvelopeNamespace
    if (!isPlainFault) {
      const message = `${shown(this.#document.localName(element))} is ${own === null ? 'in no namespace' : `in the namespace "${shown(own)}"`}, not in one of CWMP.`
      this.#issues.addTag('wrong-cwmp-namespace', message, element)
    }
    return this.#declaredCwmpNamespace(envelope) ?? (isPlainFault ? null : own)
  }

  #declaredCwmpNamespace(envelope: XmlElement): string | null {
    const document = this.#document
    const scopes = [envelope, ...document.children(envelope)]
    for (const scope of scopes.flatMap((element) => [element, ...document.children(element)])) {
      for (const attribute of document.attributes(scope)) {
        const declares = attribute.qualifiedName === 'xmlns' || attribute.qualifiedName.startsWith('xmlns:')
        if (declares && versionOfNamespace(attribute.value.trim()) !== null) return attribute.value.trim()
      }
    }
    return null
  }

  /** `scope`: the envelope, or what stands where it should be. */
  #source(scope: XmlElement, element: XmlElement): EnvelopeSource {
    const isEnvelope = scope !== noElement && this.#document.localName(scope) === 'Envelope'
    return {
      document: this.#document,
      envelope: isEnvelope ? scope : noElement,
      header: isEnvelope ? this.#child(scope, 'Header') : noElement,
      body: isEnvelope ? this.#child(scope, 'Body') : noElement,
      element,
    }
  }

  #child(parent: XmlElement, name: string): XmlElement {
    const document = this.#document
    for (let child = document.firstChild(parent); child !== noElement; child = document.nextSibling(child)) {
      if (document.localName(child) === name) return child
    }
    return noElement
  }
}
