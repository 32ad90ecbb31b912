import type { ReadingRuleDefinition } from '../../rule.js'

export const undecodableBytes: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'undecodable-bytes',
  severity: 'error',
  title: "Bytes that the message's charset does not allow. They are kept and shown as U+FFFD.",
  reference: 'practice: a device dump holds the byte 0xFF inside values that were said to be UTF-8',
  explanation:
    'The bytes are no text in the charset the message names, so a strict parser refuses the message, ' +
    'and a tolerant one shows `�`. Either the charset is wrong (ISO-8859-1 text sent as UTF-8), or ' +
    'the value is memory the device never initialised. Look at the bytes: single ones above 0x7F ' +
    'between letters mean ISO-8859-1, runs of 0xFF mean an empty flash.',
  wrong: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.Description</Name>
  <Value xsi:type="xsd:string">Living room \\xFF\\xFF</Value>
</ParameterValueStruct>`,
  right: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.Description</Name>
  <Value xsi:type="xsd:string">Living room</Value>
</ParameterValueStruct>`,
  covers: ['cpe-18'],
}
