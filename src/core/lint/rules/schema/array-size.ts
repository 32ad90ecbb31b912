import { reportArguments } from '../../argument-defects.js'
import type { EnvelopeRule } from '../../rule.js'

export const arraySize: EnvelopeRule = {
  kind: 'envelope',
  id: 'array-size',
  severity: 'error',
  title: 'A list has more or fewer members than the schema allows.',
  reference: 'cwmp-1-2.xsd (minOccurs and maxOccurs of list members)',
  explanation:
    'A list of parameter names has at least one, an Event list at most 64, a TransferList at most 16,' +
    ' a TimeWindowList one or two. CPEs answer a GetParameterValues without names with 9003, or with ' +
    'everything they have. If an ACS sends such a list, it computed one and found nothing: it should ' +
    'not have asked.',
  wrong: `<cwmp:GetParameterValues>
  <ParameterNames soap-enc:arrayType="xsd:string[0]"/>
</cwmp:GetParameterValues>`,
  right: `<cwmp:GetParameterValues>
  <ParameterNames soap-enc:arrayType="xsd:string[1]">
    <string>Device.DeviceInfo.</string>
  </ParameterNames>
</cwmp:GetParameterValues>`,
  covers: ['acs-7'],
  of: ['request', 'response'],
  check: (envelope, report) => reportArguments('array-size', envelope, report),
}
