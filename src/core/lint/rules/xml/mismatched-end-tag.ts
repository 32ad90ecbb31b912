import { replaceWith } from '../../edits.js'
import { elementAround } from '../../../soap/index.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const mismatchedEndTag: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'mismatched-end-tag',
  severity: 'error',
  title: 'An end tag with another name than the open element.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation:
    'Start and end tag must have the same name, prefix and case included. A strict receiver refuses ' +
    'the whole message; one that goes on anyway may put the text into the wrong element. It is a ' +
    "mistake in the writer's template, so it happens every time: an ACS with such an error in " +
    'SetParameterAttributes can never set a notification.',
  wrong: `<cwmp:SetParameterAttributes>
  <ParameterList soap-enc:arrayType="cwmp:SetParameterAttributesStruct[1]">
    <SetParameterAttributesStruct>
      <Name>Device.DeviceInfo.SoftwareVersion</Name>
      <NotificationChange>1</NotificationChange>
      <Notification>2</NotificationChange>
      <AccessListChange>0</AccessListChange>
      <AccessList soap-enc:arrayType="xsd:string[0]"/>
    </SetParameterAttributesStruct>
  </ParameterList>
</cwmp:SetParameterAttributes>`,
  right: `<cwmp:SetParameterAttributes>
  <ParameterList soap-enc:arrayType="cwmp:SetParameterAttributesStruct[1]">
    <SetParameterAttributesStruct>
      <Name>Device.DeviceInfo.SoftwareVersion</Name>
      <NotificationChange>1</NotificationChange>
      <Notification>2</Notification>
      <AccessListChange>0</AccessListChange>
      <AccessList soap-enc:arrayType="xsd:string[0]"/>
    </SetParameterAttributesStruct>
  </ParameterList>
</cwmp:SetParameterAttributes>`,
  covers: ['acs-9'],
  fix: (place, { source: { document } }) => {
    const name = document.qualifiedName(elementAround(document, place.offset))
    return replaceWith(`Write </${name}>`, place, `</${name}>`)
  },
}
