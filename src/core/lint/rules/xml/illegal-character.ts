import { remove } from '../../edits.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const illegalCharacter: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'illegal-character',
  severity: 'error',
  title: 'A character that XML 1.0 forbids, such as U+0002.',
  reference:
    'practice: a set-top box sent U+0002 in a value, and the XML parser of its ACS refused the message',
  explanation:
    'Control characters other than tab and line ends may not occur in XML, not even escaped. An ACS ' +
    'with a strict parser refuses the whole message, and for an Inform that means the device never ' +
    'comes through. Find the value (it is often a log, an SSID or a name somebody typed), change it ' +
    'on the device, and have the vendor filter what it sends.',
  wrong: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.Description</Name>
  <Value xsi:type="xsd:string">Living\u0002 room</Value>
</ParameterValueStruct>`,
  right: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.Description</Name>
  <Value xsi:type="xsd:string">Living room</Value>
</ParameterValueStruct>`,
  covers: ['cpe-19', 'field-5'],
  fix: (place) => remove('Take the character out: XML cannot carry it', place),
}
