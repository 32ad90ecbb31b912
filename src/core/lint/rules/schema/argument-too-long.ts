import { reportArguments } from '../../argument-defects.js'
import type { EnvelopeRule } from '../../rule.js'

export const argumentTooLong: EnvelopeRule = {
  kind: 'envelope',
  id: 'argument-too-long',
  severity: 'warning',
  title: 'An argument is longer than the schema allows.',
  reference: 'cwmp-1-2.xsd (maxLength)',
  explanation:
    'The schema limits names and paths to 256 characters, a CommandKey or ParameterKey to 32, and so ' +
    'on. A validating receiver refuses the message; others cut the text off, and a CommandKey that ' +
    'comes back shorter then pairs with nothing. Shorten it at the sender: for a CommandKey, use a ' +
    'hash or a counter instead of a URL.',
  wrong: `<cwmp:Reboot>
  <CommandKey>nightly-reboot-2026-11-22T03:00:00Z-batch-0017</CommandKey>
</cwmp:Reboot>`,
  right: `<cwmp:Reboot>
  <CommandKey>nightly-reboot-0017</CommandKey>
</cwmp:Reboot>`,
  of: ['request', 'response'],
  check: (envelope, report) => reportArguments('argument-too-long', envelope, report),
}
