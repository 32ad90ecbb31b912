import { remove } from '../../edits.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const strayEndTag: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'stray-end-tag',
  severity: 'error',
  title: 'An end tag without a start tag.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation:
    'An end tag closes nothing that is open, so a strict parser refuses the message; here it was ' +
    'skipped. Either the writer closes an element twice, or the start tag was lost. If elements ' +
    'before it look incomplete, it was lost.',
  wrong: `<cwmp:GetParameterNames>
  <ParameterPath>Device.</ParameterPath>
  <NextLevel>0</NextLevel></NextLevel>
</cwmp:GetParameterNames>`,
  right: `<cwmp:GetParameterNames>
  <ParameterPath>Device.</ParameterPath>
  <NextLevel>0</NextLevel>
</cwmp:GetParameterNames>`,
  fix: (place) => remove('Take the end tag out', place),
}
