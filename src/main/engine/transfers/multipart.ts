import type { Readable } from 'node:stream'
import { TransferError } from './transfer-error.js'

/** The one file of a form (RFC 7578), as it arrives. */
export interface FormFile {
  /** As its sender calls it; empty: it has no name. */
  readonly name: string
  readonly content: AsyncIterable<Buffer>
}

/** Longest head of a part, in bytes. */
const longestHead = 16 * 1024
/** Bytes of other parts that are read and thrown away. */
const mostPassedOver = 1024 * 1024

/** The boundary of a multipart/form-data body; null: the body is none. Throws where it should have one. */
export function boundaryOf(contentType: string | undefined): string | null {
  if (!/^\s*multipart\/form-data\b/i.test(contentType ?? '')) return null
  const read = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(contentType ?? '')
  const boundary = read?.[1] ?? read?.[2]
  if (boundary === undefined)
    throw new TransferError('UNPROCESSABLE_CONTENT', 'The form has no boundary in its Content-Type.')
  return boundary
}

/**
 * Finds the first part of a form that is a file, holding no more than a piece of it. Other parts are passed over. Throws a
 * `TransferError` where there is no file or the form breaks off.
 */
export async function readFormFile(body: Readable, boundary: string): Promise<FormFile> {
  const pieces = partsOf(body, boundary)
  const passed = createPassedOver()
  for (;;) {
    const { value: piece, done } = await pieces.next()
    if (done === true) throw broken('There is no file in the form.')
    if (piece.kind === 'part' && /;\s*filename\*?=/i.test(piece.disposition))
      return { name: nameOf(piece.disposition), content: contentOf(pieces) }
    passed(piece)
  }
}

/** A stream's chunk as bytes. */
export const bytesOf = (chunk: unknown): Uint8Array =>
  chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk))

type Piece =
  | { readonly kind: 'part'; readonly disposition: string }
  | { readonly kind: 'content'; readonly bytes: Buffer }

async function* contentOf(pieces: AsyncGenerator<Piece, void>): AsyncGenerator<Buffer> {
  let ended = false
  const passed = createPassedOver()
  for await (const piece of pieces) {
    ended ||= piece.kind === 'part'
    if (ended) passed(piece)
    else if (piece.kind === 'content') yield piece.bytes
  }
}

/** Counts what is not kept, so that a form cannot go on for ever. */
function createPassedOver(): (piece: Piece) => void {
  let bytes = 0
  return (piece) => {
    bytes += piece.kind === 'part' ? piece.disposition.length + 64 : piece.bytes.length
    if (bytes > mostPassedOver) throw broken('The form holds too much beside its file.')
  }
}

async function* partsOf(body: Readable, boundary: string): AsyncGenerator<Piece, void> {
  // The first delimiter may stand at the very beginning, without the line end that belongs to it.
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  let held: Buffer = Buffer.from('\r\n')
  const source = body.iterator({ destroyOnReturn: false })
  async function more(): Promise<void> {
    const next: IteratorResult<unknown> = await source.next()
    if (next.done === true) throw broken('The form breaks off before its end.')
    held = Buffer.concat([held, bytesOf(next.value)])
  }
  let inPart = false
  for (;;) {
    // Content up to the next delimiter; the end of what is held may be the beginning of one.
    for (;;) {
      const end = held.indexOf(delimiter)
      const sure = end < 0 ? Math.max(0, held.length - delimiter.length) : end
      if (inPart && sure > 0) yield { kind: 'content', bytes: held.subarray(0, sure) }
      held = held.subarray(sure)
      if (end >= 0) break
      await more()
    }
    held = held.subarray(delimiter.length)
    while (held.length < 2) await more()
    if (held.subarray(0, 2).toString('latin1') === '--') return
    let headEnd = held.indexOf('\r\n\r\n')
    while (headEnd < 0) {
      if (held.length > longestHead) throw broken('The head of a part of the form is too long.')
      await more()
      headEnd = held.indexOf('\r\n\r\n')
    }
    const head = held.subarray(0, headEnd).toString('utf8')
    // The line end of the empty line stays: in a part without content it belongs to the next delimiter.
    held = held.subarray(headEnd + 2)
    while (held.length < delimiter.length) await more()
    if (!held.subarray(0, delimiter.length).equals(delimiter)) held = held.subarray(2)
    inPart = true
    yield { kind: 'part', disposition: /^content-disposition:(.*)$/im.exec(head)?.[1] ?? '' }
  }
}

function nameOf(disposition: string): string {
  const extended = /;\s*filename\*=utf-8''([^;\s]+)/i.exec(disposition)?.[1]
  if (extended !== undefined) {
    try {
      return decodeURIComponent(extended)
    } catch {
      // Escapes that make no text: the plain name serves.
    }
  }
  const plain = /;\s*filename=(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(disposition)
  return (plain?.[1] ?? plain?.[2] ?? '').replace(/\\(["\\])/g, '$1')
}

const broken = (message: string): TransferError => new TransferError('UNPROCESSABLE_CONTENT', message)
