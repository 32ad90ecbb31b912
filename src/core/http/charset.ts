import { header } from './head.js'
import type { HttpHead } from './message.js'

/** What the Content-Type of a message says of its character set. */
export function charsetOf(head: Pick<HttpHead, 'headers'> | null): string | undefined {
  const contentType = head === null ? undefined : header(head, 'content-type')
  return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? '')?.[1]
}
