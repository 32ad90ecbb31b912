import { reportArguments } from '../../argument-defects.js'
import type { EnvelopeRule } from '../../rule.js'

export const argumentType: EnvelopeRule = {
  kind: 'envelope',
  id: 'argument-type',
  severity: 'error',
  title: 'An argument is not of its type.',
  reference: 'cwmp-1-2.xsd (xs:int, xs:unsignedInt, xs:boolean, xs:dateTime)',
  explanation:
    'The text is no number, boolean, time or base64, whichever the schema wants here. A CPE answers ' +
    'such a request with 9003; an ACS that cannot read an answer may drop the whole of it. `true` and' +
    ' `1` are booleans, `yes` and `TRUE` are not.',
  wrong: `<cwmp:GetParameterNames>
  <ParameterPath>Device.</ParameterPath>
  <NextLevel>yes</NextLevel>
</cwmp:GetParameterNames>`,
  right: `<cwmp:GetParameterNames>
  <ParameterPath>Device.</ParameterPath>
  <NextLevel>1</NextLevel>
</cwmp:GetParameterNames>`,
  of: ['request', 'response'],
  check: (envelope, report) => reportArguments('argument-type', envelope, report),
}
