import type { ReadingRuleDefinition } from '../../rule.js'

export const unknownElement: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'unknown-element',
  severity: 'warning',
  title: 'An element the schema does not have; it is kept.',
  reference: 'TR-069a6 3.5',
  explanation:
    'A receiver may ignore elements it does not know, or refuse the whole message for them if it ' +
    'validates. Vendors put extra children into DeviceId this way, and misspelt arguments look the ' +
    'same. Check the spelling first; if it is an extension, it belongs into a parameter or a method ' +
    "of the vendor's own.",
  wrong: `<cwmp:Reboot>
  <CommandKey>now</CommandKey>
  <DelaySeconds>5</DelaySeconds>
</cwmp:Reboot>`,
  right: `<cwmp:Reboot>
  <CommandKey>now</CommandKey>
</cwmp:Reboot>`,
  covers: ['cpe-41'],
}
