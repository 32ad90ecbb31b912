import { header, headerValues } from './head.js'
import type { HttpHead } from './message.js'

/** Where a message's body ends (RFC 9112 6.3). `broken`: the head contradicts itself, nobody can tell. */
export type Framing =
  | { readonly kind: 'none' }
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'chunked' }
  | { readonly kind: 'until-close' }
  | { readonly kind: 'broken' }

/**
 * Says how a message's body is framed. `requestMethod` is the method a response answers: a response to
 * HEAD has no body whatever its head says.
 */
export function framingOf(head: HttpHead, requestMethod?: string): Framing {
  const { status } = head
  if (status !== undefined) {
    const tunnel = requestMethod === 'CONNECT' && status >= 200 && status < 300
    if (status < 200 || status === 204 || status === 304 || requestMethod === 'HEAD' || tunnel) {
      return { kind: 'none' }
    }
  }
  const coding = header(head, 'transfer-encoding')
  if (coding !== undefined && coding.toLowerCase().trim() !== 'identity') {
    if (transferCodings(head).at(-1) === 'chunked') return { kind: 'chunked' }
    return status === undefined ? { kind: 'broken' } : { kind: 'until-close' }
  }
  const lengths = new Set(
    headerValues(head, 'content-length')
      .flatMap((value) => value.split(','))
      .map(trim),
  )
  const [length] = lengths
  if (length === undefined) return status === undefined ? { kind: 'none' } : { kind: 'until-close' }
  if (lengths.size > 1 || !/^\d{1,15}$/.test(length)) return { kind: 'broken' }
  return { kind: 'length', length: Number(length) }
}

/** Transfer codings in the order they were applied. */
export function transferCodings(head: HttpHead): readonly string[] {
  return listed(header(head, 'transfer-encoding')).filter((coding) => coding !== 'identity')
}

/** Content codings in the order they were applied. */
export function contentCodings(head: HttpHead): readonly string[] {
  return listed(header(head, 'content-encoding')).filter((coding) => coding !== 'identity')
}

/** Size on a chunk's first line; extensions are ignored. Null: not a chunk size. */
export function chunkSize(line: string): number | null {
  const size = /^[ \t]*([0-9A-Fa-f]{1,12})[ \t]*(?:;.*)?$/.exec(line)?.[1]
  return size === undefined ? null : Number.parseInt(size, 16)
}

function listed(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((item) => item.trim().toLowerCase())
    .filter((item) => item !== '')
}

function trim(text: string): string {
  return text.trim()
}
