import { remove } from '../../edits.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const illegalCharacterReference: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'illegal-character-reference',
  severity: 'error',
  title: 'A numeric reference to a character that XML 1.0 forbids.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation:
    'Escaping a control character as `&#2;` does not help: XML 1.0 has no way at all to carry it, and' +
    ' strict parsers refuse the message. The value in the device holds a byte that is no text, often ' +
    'from a log or from a damaged configuration. Find the parameter, set it to something sane, and ' +
    'ask the vendor to encode binary values as base64 or hex.',
  wrong: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.Description</Name>
  <Value xsi:type="xsd:string">Lab&#2;</Value>
</ParameterValueStruct>`,
  right: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.Description</Name>
  <Value xsi:type="xsd:string">Lab</Value>
</ParameterValueStruct>`,
  covers: ['field-5'],
  fix: (place) => remove('Take the reference out: XML cannot carry this character', place),
}
