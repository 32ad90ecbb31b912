import { reportArguments } from '../../argument-defects.js'
import type { EnvelopeRule } from '../../rule.js'

export const argumentEnumeration: EnvelopeRule = {
  kind: 'envelope',
  id: 'argument-enumeration',
  severity: 'error',
  title: 'A value is none of those the schema lists.',
  reference: 'cwmp-1-2.xsd (enumeration)',
  explanation:
    'The schema lists the values that are allowed here. A CPE answers a request with another one by ' +
    '9003; a Status or State that does not exist leaves the ACS in doubt about what the device did, ' +
    'so look at the device itself. Check that the number was not meant for another field.',
  wrong: `<cwmp:SetParameterValuesResponse>
  <Status>2</Status>
</cwmp:SetParameterValuesResponse>`,
  right: `<cwmp:SetParameterValuesResponse>
  <Status>1</Status>
</cwmp:SetParameterValuesResponse>`,
  of: ['request', 'response'],
  check: (envelope, report) => reportArguments('argument-enumeration', envelope, report),
}
