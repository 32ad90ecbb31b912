import { header, headerValues, type HttpHead } from '../../../http/index.js'
import { noElement } from '../../../xml/index.js'
import type { Subject } from '../../subject.js'

/** Which side of HTTP a message is; rules of HTTP ask nothing else of direction and kind. */

/** A POST of the CPE, the only request it makes. */
export function postOf({ head }: Subject): HttpHead | null {
  return head?.method === 'POST' ? head : null
}

/** The ACS's answer to a POST. */
export function acsAnswerOf({ head, direction, answered }: Subject): HttpHead | null {
  if (head?.status === undefined || direction === 'cpe-to-acs') return null
  return answered === undefined || answered?.method === 'POST' ? head : null
}

/** The CPE's answer to a connection request. */
export function connectionRequestAnswerOf({ head, direction }: Subject): HttpHead | null {
  return head?.status !== undefined && direction === 'cpe-to-acs' ? head : null
}

/** Whether there is an envelope, however damaged. */
export function hasEnvelope({ envelope }: Subject): boolean {
  return envelope !== null && (envelope.ok || envelope.source.envelope !== noElement)
}

/** Whether a header that is a list has an item, compared without case. */
export function lists(head: HttpHead, name: string, item: string): boolean {
  return headerValues(head, name)
    .flatMap((value) => value.split(','))
    .some((listed) => listed.trim().toLowerCase() === item)
}

/** Type and charset of the Content-Type, in lower case. */
export function contentTypeOf(
  head: HttpHead,
): { readonly type: string; readonly charset: string | null } | null {
  const value = header(head, 'content-type')
  if (value === undefined) return null
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(value)?.[1]
  return { type: value.replace(/;.*$/s, '').trim().toLowerCase(), charset: charset?.toLowerCase() ?? null }
}

/** A header's value as it may be shown: short, and without what could act on a terminal. */
export function shown(value: string): string {
  const clean = value.replace(/[^\x20-\x7e\u00a0-\u{10ffff}]/gu, '?')
  return clean.length > 60 ? `${clean.slice(0, 60)}…` : clean
}
