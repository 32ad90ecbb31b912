import { replaceWith } from '../../edits.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const rawAmpersand: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'raw-ampersand',
  severity: 'error',
  title: 'An `&` that begins no reference. It should be `&amp;`.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation:
    'A bare `&` makes the document malformed, and a strict receiver refuses all of it. It comes from ' +
    'values that were put into the message without escaping: URLs with several query arguments, ' +
    'SSIDs, passphrases. Find the value on the device and take the `&` out of it for now; the vendor ' +
    'must escape what it sends. Expect the device to have the same trouble with `<`.',
  wrong: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.Description</Name>
  <Value xsi:type="xsd:string">Tom & Jerry</Value>
</ParameterValueStruct>`,
  right: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.Description</Name>
  <Value xsi:type="xsd:string">Tom &amp; Jerry</Value>
</ParameterValueStruct>`,
  covers: ['cpe-20'],
  fix: (place) => replaceWith('Write &amp;', place, '&amp;'),
}
