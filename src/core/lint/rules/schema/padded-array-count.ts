import { replaceWith } from '../../edits.js'
import { elementAround } from '../../../soap/index.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const paddedArrayCount: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'padded-array-count',
  severity: 'info',
  title: 'The arrayType count has leading zeros.',
  reference: 'practice: Broadcom and SmartRG firmware sends counts such as [0008]',
  explanation:
    'Some firmware fills a template of fixed width, `[0008]` for 8. Nearly all receivers read it as a' +
    ' number; one that takes a leading zero for octal stumbles over 08 and 09. Nothing to do unless ' +
    'the ACS reads fewer members than there are.',
  wrong: `<cwmp:GetParameterValuesResponse>
  <ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[0002]">
    <ParameterValueStruct><Name>Device.DeviceInfo.SoftwareVersion</Name><Value xsi:type="xsd:string">1.2</Value></ParameterValueStruct>
    <ParameterValueStruct><Name>Device.DeviceInfo.HardwareVersion</Name><Value xsi:type="xsd:string">1.2</Value></ParameterValueStruct>
  </ParameterList>
</cwmp:GetParameterValuesResponse>`,
  right: `<cwmp:GetParameterValuesResponse>
  <ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[2]">
    <ParameterValueStruct><Name>Device.DeviceInfo.SoftwareVersion</Name><Value xsi:type="xsd:string">1.2</Value></ParameterValueStruct>
    <ParameterValueStruct><Name>Device.DeviceInfo.HardwareVersion</Name><Value xsi:type="xsd:string">1.2</Value></ParameterValueStruct>
  </ParameterList>
</cwmp:GetParameterValuesResponse>`,
  covers: ['cpe-2', 'field-8'],
  fix: (place, { source: { document } }) => {
    const members = document.children(elementAround(document, place.offset)).length
    const right = document.text
      .slice(place.offset, place.offset + place.length)
      .replace(/\[[^\]]*\]/, `[${members}]`)
    return replaceWith(`Write ${right}`, place, right)
  },
}
