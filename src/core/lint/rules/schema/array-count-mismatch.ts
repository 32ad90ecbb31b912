import { replaceWith } from '../../edits.js'
import { elementAround } from '../../../soap/index.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const arrayCountMismatch: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'array-count-mismatch',
  severity: 'warning',
  title: 'The arrayType count is not the number of members.',
  reference: 'practice: CPEs count wrongly, and a simulator sends the count 16 whatever it lists',
  explanation:
    'Receivers either ignore the count or trust it: one that trusts it reads too few members, or ' +
    "waits for some that never come and refuses the message. It is a bug in the sender's counting, " +
    'often an off-by-one or a fixed number. If parameters seem to be missing at the ACS, this is why;' +
    ' what is shown here are all that were sent.',
  wrong: `<cwmp:GetParameterValuesResponse>
  <ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[3]">
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
  covers: ['cpe-3', 'field-8'],
  fix: (place, { source: { document } }) => {
    const members = document.children(elementAround(document, place.offset)).length
    const right = document.text
      .slice(place.offset, place.offset + place.length)
      .replace(/\[[^\]]*\]/, `[${members}]`)
    return replaceWith(`Write ${right}`, place, right)
  },
}
