import { insertAt, replaceWith } from '../../edits.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const malformedAttribute: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'malformed-attribute',
  severity: 'error',
  title: 'An attribute without quotes, value or equals sign.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation:
    'Attributes need a name, `=` and a value in quotes; a strict parser refuses the message ' +
    "otherwise. Unquoted values are legal HTML, so the message may have been written by a web page's " +
    'code, or have been damaged on its way through one. Compare with the raw bytes of a capture of ' +
    'your own before you blame the device.',
  wrong: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.UpTime</Name>
  <Value xsi:type=xsd:unsignedInt>4711</Value>
</ParameterValueStruct>`,
  right: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.UpTime</Name>
  <Value xsi:type="xsd:unsignedInt">4711</Value>
</ParameterValueStruct>`,
  fix: (place, { source: { document } }) => {
    const { text } = document
    const unquoted = /^([^\s=]+)\s*=\s*([^"'\s<>&]+)$/.exec(
      text.slice(place.offset, place.offset + place.length),
    )
    if (unquoted !== null)
      return replaceWith('Put the value in quotes', place, `${unquoted[1] ?? ''}="${unquoted[2] ?? ''}"`)
    const before = text.charAt(place.offset - 1)
    const touches = place.length === 1 && (before === '"' || before === "'")
    return touches ? insertAt('Put a space between the attributes', place.offset, ' ') : null
  },
}
