import { reportArguments } from '../../argument-defects.js'
import type { EnvelopeRule } from '../../rule.js'

export const whiteSpaceInName: EnvelopeRule = {
  kind: 'envelope',
  id: 'white-space-in-name',
  severity: 'warning',
  title: 'A parameter name with white space in it or around it.',
  reference:
    'practice: captures that went through a web page have line breaks inside names; white space in strings is significant',
  explanation:
    'Names are compared character by character, so `Device.DeviceInfo. UpTime` and a name with a line' +
    ' break around it are parameters nobody has: a CPE answers 9005, an ACS stores a second one ' +
    'beside the real one. Pretty-printing senders do it, and captures copied out of a web page or a ' +
    'mail. In the second case get the message from the wire.',
  wrong: `<cwmp:GetParameterValues>
  <ParameterNames soap-enc:arrayType="xsd:string[1]">
    <string>
      Device.DeviceInfo.
    </string>
  </ParameterNames>
</cwmp:GetParameterValues>`,
  right: `<cwmp:GetParameterValues>
  <ParameterNames soap-enc:arrayType="xsd:string[1]">
    <string>Device.DeviceInfo.</string>
  </ParameterNames>
</cwmp:GetParameterValues>`,
  covers: ['cpe-44'],
  of: ['request', 'response'],
  check: (envelope, report) => reportArguments('white-space-in-name', envelope, report),
}
