import { noElement } from '../xml/index.js'
import { decodeEnvelope } from './decode.js'
import { encodeBody } from './encode.js'
import type { CwmpVersion, WriteStyle } from './message.js'

/** A request that somebody wrote himself: what is sent is this text. */
export interface RawRequest {
  readonly xml: string
  /** A whole message, or what stands in the Body of an envelope of ours. */
  readonly as: 'envelope' | 'body'
  /** Whose cwmp:ID it carries: what the text has (none, perhaps), or the one it is given when it is sent. */
  readonly id: 'as-written' | 'queue'
}

/** The method a raw request calls, as far as it can be read; null: nobody can tell. */
export function rawMethod({ xml }: RawRequest): string | null {
  return decodeEnvelope(xml).rpc
}

/** Says in a sentence why this text cannot be sent, or null. Broken XML can be: how a CPE takes it is what is tested. */
export function checkRaw(raw: RawRequest): string | null {
  if (raw.xml === '') return 'The text is empty: an empty answer would end the session.'
  if (!raw.xml.isWellFormed()) {
    return 'The text has half of a character (a lone surrogate), which UTF-8 cannot carry.'
  }
  if (raw.as === 'envelope' && raw.id === 'queue' && withId(raw.xml, 'x') === null) {
    return 'There is no Envelope with a Body in which the cwmp:ID could be written. Send it as it is written.'
  }
  return null
}

/** What goes out. `id`: the cwmp:ID it gets where it is not to stay as written. */
export function encodeRaw(
  raw: RawRequest,
  id: string,
  version: CwmpVersion,
  style: Partial<WriteStyle> = {},
): string {
  if (raw.as === 'body') return encodeBody(raw.xml, { id }, version, style)
  return raw.id === 'as-written' ? raw.xml : (withId(raw.xml, id) ?? raw.xml)
}

/** The text with another cwmp:ID, and not a character more changed; null: it has no place for one. */
function withId(xml: string, id: string): string | null {
  const { source } = decodeEnvelope(xml)
  const { document, envelope, header, body } = source
  if (envelope === noElement || body === noElement) return null
  const spliced = (from: number, to: number, text: string): string =>
    document.text.slice(0, from) + text + document.text.slice(to)
  const own = header === noElement ? [] : document.children(header)
  const present = own.find((child) => document.localName(child) === 'ID')
  const soap = document.prefix(envelope)
  const prefixed = (name: string): string => (soap === '' ? name : `${soap}:${name}`)
  if (present !== undefined) {
    const name = document.qualifiedName(present)
    const attributes = document.attributes(present).map(({ start, end }) => document.text.slice(start, end))
    const element = `<${[name, ...attributes].join(' ')}>${id}</${name}>`
    return spliced(document.start(present), document.end(present), element)
  }
  const understand = soap === '' ? '' : ` ${soap}:mustUnderstand="1"`
  const namespace = source.element === noElement ? null : document.namespace(source.element)
  const element = `<cwmp:ID xmlns:cwmp="${namespace ?? 'urn:dslforum-org:cwmp-1-0'}"${understand}>${id}</cwmp:ID>`
  if (header === noElement) {
    const start = document.start(body)
    return spliced(start, start, `<${prefixed('Header')}>${element}</${prefixed('Header')}>`)
  }
  if (document.hasChildren(header) || document.contentEnd(header) > document.contentStart(header)) {
    const start = document.contentStart(header)
    return spliced(start, start, element)
  }
  const name = document.qualifiedName(header)
  return spliced(document.start(header), document.end(header), `<${name}>${element}</${name}>`)
}
