import { replaceWith } from '../../edits.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const malformedEndTag: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'malformed-end-tag',
  severity: 'error',
  title: 'An end tag with something but its name in it.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation:
    'An end tag is `</`, the name and `>`; attributes belong into the start tag. In traffic off the ' +
    'wire a strict parser refuses it. In captures copied out of a web page or a mail it is usually ' +
    'the copying that did it, together with line breaks inside names: get the message from the wire ' +
    'before you go on.',
  wrong: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.Description</Name>
  <Value xsi:type="xsd:string">Lab</Value xsi:type="xsd:string">
</ParameterValueStruct>`,
  right: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.Description</Name>
  <Value xsi:type="xsd:string">Lab</Value>
</ParameterValueStruct>`,
  covers: ['cpe-44'],
  fix: (place, { source: { document } }) => {
    const written = document.text.slice(place.offset, place.offset + place.length)
    const name = /^<\/([\p{L}\p{N}_:.-]+)(?=\s|$)/u.exec(written)?.[1]
    return name === undefined ? null : replaceWith('Leave only the name', place, `</${name}>`)
  },
}
