import type { EnvelopeSource } from '../soap/message.js'
import type { XmlElement } from '../xml/index.js'
import { noElement } from '../xml/index.js'

const cwmpHeaders: ReadonlySet<string> = new Set([
  'ID',
  'HoldRequests',
  'NoMoreRequests',
  'SessionTimeout',
  'SupportedCWMPVersions',
  'UseCWMPVersion',
])

/** The headers of CWMP in an envelope, in order, by their local names. */
export function headerElements({
  document,
  header,
}: EnvelopeSource): readonly { readonly name: string; readonly element: XmlElement }[] {
  if (header === noElement) return []
  return document
    .children(header)
    .map((element) => ({ name: document.localName(element), element }))
    .filter(({ name }) => cwmpHeaders.has(name))
}
