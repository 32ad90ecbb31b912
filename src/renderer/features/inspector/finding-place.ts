import type { Finding } from '../../../contract/index.js'
import type { Span } from '../../state/message-place.js'
import type { XmlLayout } from './xml-layout.js'

/** The characters a finding is about; null when it is about no place. */
export function spanOf({ offset, length = 0 }: Finding): Span | null {
  return offset === undefined ? null : { start: offset, end: offset + length }
}

/** Characters of the source where they are in what is shown; never empty, so that there is something to see. */
export function shownSpan({ start, end }: Span, layout: XmlLayout): Span {
  const from = layout.offsetOf(start)
  // The end is where the last character ends, not where the next one begins: between them a line may have been broken.
  const to = end > start ? layout.offsetOf(end - 1) + 1 : from
  return { start: from, end: Math.max(from + 1, to) }
}
