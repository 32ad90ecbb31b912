import { remove } from '../../edits.js'
import { elementAround } from '../../../soap/index.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const duplicateAttribute: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'duplicate-attribute',
  severity: 'error',
  title: 'The same attribute twice on one element.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation:
    'An element may have an attribute once; a strict parser refuses the message. It is typical of ' +
    'writers that add namespace declarations in two places. Here the first one counted. Take the ' +
    'second one out, and check that both said the same.',
  wrong: `<cwmp:GetParameterNames>
  <ParameterPath xsi:type="xsd:string" xsi:type="xsd:string">Device.</ParameterPath>
  <NextLevel>0</NextLevel>
</cwmp:GetParameterNames>`,
  right: `<cwmp:GetParameterNames>
  <ParameterPath xsi:type="xsd:string">Device.</ParameterPath>
  <NextLevel>0</NextLevel>
</cwmp:GetParameterNames>`,
  fix: (place, { source: { document } }) => {
    const written = document.text.slice(place.offset, place.offset + place.length)
    const first = document
      .attributes(elementAround(document, place.offset))
      .some(({ start, end }) => start < place.offset && document.text.slice(start, end) === written)
    return first ? remove('Take the second one out', place) : null
  },
}
