import { replaceWith } from '../../edits.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const rawLessThan: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'raw-less-than',
  severity: 'error',
  title: 'A `<` inside an attribute value or before no tag. It should be `&lt;`.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation:
    'A bare `<` begins a tag wherever it stands, so a strict parser refuses the message, and a ' +
    'tolerant one may swallow what follows. The writer does not escape values. Change the value on ' +
    'the device for now, and report it to the vendor.',
  wrong: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.Description</Name>
  <Value xsi:type="xsd:string">RSSI < -70 dBm</Value>
</ParameterValueStruct>`,
  right: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.Description</Name>
  <Value xsi:type="xsd:string">RSSI &lt; -70 dBm</Value>
</ParameterValueStruct>`,
  fix: (place) => replaceWith('Write &lt;', place, '&lt;'),
}
