import { reportArguments } from '../../argument-defects.js'
import type { EnvelopeRule } from '../../rule.js'

export const argumentRange: EnvelopeRule = {
  kind: 'envelope',
  id: 'argument-range',
  severity: 'error',
  title: 'A number is outside the range of the schema.',
  reference: 'cwmp-1-2.xsd (xs:int, xs:unsignedInt, minInclusive)',
  explanation:
    'The number does not fit: an instance number begins at 1, and an unsignedInt is neither negative ' +
    'nor above 4294967295. A receiver refuses it or stores something else. A value of 4294967295 or ' +
    '-1 from a CPE is usually an error code that nobody checked: look at what the device did just ' +
    'before.',
  wrong: `<cwmp:AddObjectResponse>
  <InstanceNumber>0</InstanceNumber>
  <Status>0</Status>
</cwmp:AddObjectResponse>`,
  right: `<cwmp:AddObjectResponse>
  <InstanceNumber>1</InstanceNumber>
  <Status>0</Status>
</cwmp:AddObjectResponse>`,
  of: ['request', 'response'],
  check: (envelope, report) => reportArguments('argument-range', envelope, report),
}
