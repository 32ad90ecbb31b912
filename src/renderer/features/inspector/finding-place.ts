import type { Finding } from '../../../contract/index.js'
import type { XmlLayout } from './xml-layout.js'

/** Where a finding stands in the text on screen, in characters. */
export interface FindingPlace {
  readonly from: number
  readonly to: number
}

/** Places a finding, told in the source's terms, in what is shown; null when it is about no place. */
export function placeOf(finding: Finding, source: string, layout: XmlLayout): FindingPlace | null {
  const from = finding.offset ?? offsetOfLine(finding, source)
  if (from === null) return null
  const to = from + (finding.length ?? lengthOfToken(source, from))
  return { from: layout.offsetOf(from), to: Math.max(layout.offsetOf(from) + 1, layout.offsetOf(to)) }
}

function offsetOfLine(finding: Finding, source: string): number | null {
  if (finding.line === undefined) return null
  let at = 0
  for (let line = 1; line < finding.line; line++) {
    const next = source.indexOf('\n', at)
    if (next < 0) return source.length
    at = next + 1
  }
  return Math.min(source.length, at + (finding.column ?? 1) - 1)
}

/** To the end of the tag or word that begins there. */
function lengthOfToken(source: string, from: number): number {
  const rest = source.slice(from, from + 200)
  const end = /^(?:<[^>]*>?|[^<\s]+|\s+)/.exec(rest)
  return end ? end[0].length : 1
}
