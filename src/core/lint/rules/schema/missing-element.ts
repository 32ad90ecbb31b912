import type { ReadingRuleDefinition } from '../../rule.js'

export const missingElement: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'missing-element',
  severity: 'error',
  title: 'A required element is missing.',
  reference: 'cwmp-1-2.xsd (minOccurs 1)',
  explanation:
    'The schema wants the element even where it says nothing: a CommandKey that is not used is sent ' +
    'empty. A validating receiver refuses the message, and a CPE answers a request without it with ' +
    '9003 or works with whatever its memory held. Add the element, empty if need be.',
  wrong: `<cwmp:Reboot>
</cwmp:Reboot>`,
  right: `<cwmp:Reboot>
  <CommandKey></CommandKey>
</cwmp:Reboot>`,
  covers: ['cpe-4'],
}
