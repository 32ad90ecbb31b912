import { reportArguments } from '../../argument-defects.js'
import type { EnvelopeRule } from '../../rule.js'

export const emptyArgument: EnvelopeRule = {
  kind: 'envelope',
  id: 'empty-argument',
  severity: 'warning',
  title: 'An argument is empty where a number, a boolean or a time is due.',
  reference: 'cwmp-1-2.xsd (xs:int, xs:unsignedInt, xs:boolean, xs:dateTime)',
  explanation:
    'An empty text is no number, boolean or dateTime. Many receivers read it as 0, false or unknown; ' +
    'a strict one refuses the message, and a CPE answers 9003. One ACS leaves Notification empty when' +
    ' only the access list is to change: the schema wants a value even then, and 0 does no harm, ' +
    'because it is ignored. For an unknown time write 0001-01-01T00:00:00Z.',
  wrong: `<cwmp:SetParameterAttributes>
  <ParameterList soap-enc:arrayType="cwmp:SetParameterAttributesStruct[1]">
    <SetParameterAttributesStruct>
      <Name>Device.DeviceInfo.SoftwareVersion</Name>
      <NotificationChange>0</NotificationChange>
      <Notification></Notification>
      <AccessListChange>1</AccessListChange>
      <AccessList soap-enc:arrayType="xsd:string[0]"/>
    </SetParameterAttributesStruct>
  </ParameterList>
</cwmp:SetParameterAttributes>`,
  right: `<cwmp:SetParameterAttributes>
  <ParameterList soap-enc:arrayType="cwmp:SetParameterAttributesStruct[1]">
    <SetParameterAttributesStruct>
      <Name>Device.DeviceInfo.SoftwareVersion</Name>
      <NotificationChange>0</NotificationChange>
      <Notification>0</Notification>
      <AccessListChange>1</AccessListChange>
      <AccessList soap-enc:arrayType="xsd:string[0]"/>
    </SetParameterAttributesStruct>
  </ParameterList>
</cwmp:SetParameterAttributes>`,
  covers: ['acs-13'],
  of: ['request', 'response'],
  check: (envelope, report) => reportArguments('empty-argument', envelope, report),
}
