import {
  bodyPlaces,
  charsetOf,
  contentCodings,
  decodeBody,
  parseHead,
  splitMessage,
  type ByteRange,
} from '../../../core/http/index.js'
import {
  decodeEnvelope,
  elementAround,
  pathOfPlace,
  placeOfPath,
  valuesOf,
  type DecodedEnvelope,
  type RpcStruct,
  type ValuePath,
  type ValuePlace,
} from '../../../core/soap/index.js'
import { decodeXmlBytes, noElement, textBytes } from '../../../core/xml/index.js'
import type { Span } from '../../state/message-place.js'

/** What a place of the message is about. */
export interface Target {
  /** The innermost value that holds it; null: the envelope's own markup. */
  readonly path: ValuePath | null
  /** The element or attribute of that value, or the element that holds the place. */
  readonly place: ValuePlace
}

/** Undoes a content coding; throws what stands in the way. */
export type Unpack = (coding: string, bytes: Uint8Array) => Promise<Uint8Array>

/**
 * A message read from its bytes once more, in the page: with the offsets of everything in it. Text, values and maps
 * are made when they are first asked for, so that looking at one view of a large message does not pay for the others.
 */
export class MessageSource {
  /** As on the wire. */
  readonly bytes: Uint8Array
  readonly headLength: number
  /** The body without chunk framing and content coding. */
  readonly body: Uint8Array
  /** How the body was packed (`gzip`); then its bytes as sent say nothing of single characters. */
  readonly coding: string | null
  /** Why the body could not be unpacked. */
  readonly problem: string | null
  readonly #charset: string | undefined
  readonly #wire: ReturnType<typeof bodyPlaces>
  #decoded: ReturnType<typeof decodeXmlBytes> | null = null
  #envelope: DecodedEnvelope | null = null
  #values: RpcStruct | null = null
  #characters: ReturnType<typeof textBytes> | null = null

  constructor(
    bytes: Uint8Array,
    unpacked: { readonly body: Uint8Array; readonly problem: string | null } | null,
  ) {
    const { head, body } = splitMessage(bytes)
    const parsed = parseHead(head)
    this.bytes = bytes
    this.headLength = head.length
    this.coding = parsed === null ? null : contentCodings(parsed).join(', ') || null
    this.body = unpacked?.body ?? decodeBody({ head, body }).bytes
    this.problem = unpacked?.problem ?? null
    this.#charset = charsetOf(parsed)
    this.#wire = bodyPlaces(parsed, body)
  }

  /** The body's characters; offsets of findings are offsets in it. */
  get text(): string {
    return this.#decodedText().text
  }

  get envelope(): DecodedEnvelope {
    this.#envelope ??= decodeEnvelope(this.text)
    return this.#envelope
  }

  /** Header and body of the message as one tree. */
  get values(): RpcStruct {
    this.#values ??= valuesOf(this.envelope)
    return this.#values
  }

  /** Chunk framing, in bytes of the message. */
  get framing(): readonly ByteRange[] {
    return this.#wire.framing.map((range) => this.#behindHead(range))
  }

  placeOf(path: ValuePath): ValuePlace | null {
    return placeOfPath(this.envelope, path)
  }

  /** What characters are about; null where no element holds them. */
  targetOf({ start, end }: Span): Target | null {
    const path = pathOfPlace(this.envelope, start, end)
    const place = path === null ? null : this.placeOf(path)
    if (place !== null) return { path, place }
    const { document } = this.envelope.source
    const element = elementAround(document, start, end)
    if (element === noElement) return null
    return {
      path: null,
      place: {
        start: document.start(element),
        end: document.end(element),
        valueStart: document.contentStart(element),
        valueEnd: document.contentEnd(element),
      },
    }
  }

  /** The bytes of the unpacked body that characters stand in. */
  bodyBytesOf({ start, end }: Span): ByteRange {
    const places = this.#places()
    return { start: places.byteAt(start), end: places.byteAt(end) }
  }

  /** The bytes of the message as sent that characters stand in; none if the body was packed. */
  wireBytesOf(characters: Span): readonly ByteRange[] {
    if (this.coding !== null) return []
    return this.#wire.wireOf(this.bodyBytesOf(characters)).map((range) => this.#behindHead(range))
  }

  /** The characters that stand in bytes of the message as sent; null for the head, or if the body was packed. */
  charactersOfWire({ start, end }: ByteRange): Span | null {
    if (this.coding !== null || start < this.headLength) return null
    return this.charactersOfBody({
      start: this.#wire.bodyAt(start - this.headLength),
      end: this.#wire.bodyAt(Math.max(start, end - 1) - this.headLength) + 1,
    })
  }

  /** The characters that stand in bytes of the unpacked body. */
  charactersOfBody({ start, end }: ByteRange): Span {
    const places = this.#places()
    const last = Math.max(start, end - 1)
    const from = places.characterAt(start)
    let to = places.characterAt(last) + 1
    // A character beyond the first 65,536 is two units of the text, and a byte is never half of it.
    if (/[\ud800-\udbff]/.test(this.text[to - 1] ?? '')) to++
    return { start: from, end: Math.min(to, this.text.length) }
  }

  #decodedText(): ReturnType<typeof decodeXmlBytes> {
    this.#decoded ??= decodeXmlBytes(this.body, this.#charset)
    return this.#decoded
  }

  #places(): ReturnType<typeof textBytes> {
    this.#characters ??= textBytes(this.body, this.#decodedText())
    return this.#characters
  }

  #behindHead({ start, end }: ByteRange): ByteRange {
    return { start: start + this.headLength, end: end + this.headLength }
  }
}

/** Reads a message from its bytes; what packed it is undone first. */
export async function readSource(bytes: Uint8Array, unpack: Unpack): Promise<MessageSource> {
  const { head, body } = splitMessage(bytes)
  const parsed = parseHead(head)
  const codings = parsed === null ? [] : contentCodings(parsed)
  if (codings.length === 0 || body.length === 0) return new MessageSource(bytes, null)
  // Without content codings in the head the chunk framing alone is taken off.
  let unpacked = decodeBody({ head, body }, (_coding, packed) => packed).bytes
  try {
    for (const coding of codings.toReversed()) unpacked = await unpack(coding.replace(/^x-/, ''), unpacked)
    return new MessageSource(bytes, { body: unpacked, problem: null })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return new MessageSource(bytes, { body: new Uint8Array(), problem: why })
  }
}
