import { insertAt } from '../../edits.js'
import { elementAround } from '../../../soap/index.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const missingEndTag: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'missing-end-tag',
  severity: 'error',
  title: 'An element that is never closed; the reader closed it where its parent ended.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation:
    'Every element needs its end tag; without it a strict parser refuses the message at the next end ' +
    'tag. Here the element was closed where its parent ends, so what stands behind it may appear ' +
    'inside it. Look at the place: either the writer forgot the tag, or a piece of the message was ' +
    'lost on its way.',
  wrong: `<cwmp:GetParameterNames>
  <ParameterPath>Device.</ParameterPath>
  <NextLevel>0
</cwmp:GetParameterNames>`,
  right: `<cwmp:GetParameterNames>
  <ParameterPath>Device.</ParameterPath>
  <NextLevel>0</NextLevel>
</cwmp:GetParameterNames>`,
  fix: (place, { source: { document } }) => {
    const element = elementAround(document, place.offset)
    // With elements in it nobody knows which of them still belong to it.
    if (document.hasChildren(element)) return null
    const name = document.qualifiedName(element)
    const from = document.contentStart(element)
    const text = document.text.slice(from, document.contentEnd(element))
    return insertAt(`Write </${name}>`, from + text.trimEnd().length, `</${name}>`)
  },
}
