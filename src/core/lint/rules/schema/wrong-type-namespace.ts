import { replaceWith } from '../../edits.js'
import { prefixFor } from '../../namespaces.js'
import { isValueType, localTypeName } from '../../../rpc/value-types.js'
import { elementAround } from '../../../soap/index.js'
import { schemaNamespace } from '../../../soap/namespaces.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const wrongTypeNamespace: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'wrong-type-namespace',
  severity: 'warning',
  title: 'An xsi:type prefix that is not bound to XML Schema.',
  reference: 'TR-069a6 3.5 (XML Schema of 2001)',
  explanation:
    'The prefix in xsi:type must stand for XML Schema; `string` without prefix, or with one of ' +
    'another namespace, names a type that does not exist. Receivers that compare the text after the ' +
    'colon read it all the same; others treat the value as of unknown type or refuse it. Have the ' +
    'sender write `xsd:` and declare it.',
  wrong: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.UpTime</Name>
  <Value xsi:type="cwmp:unsignedInt">4711</Value>
</ParameterValueStruct>`,
  right: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.UpTime</Name>
  <Value xsi:type="xsd:unsignedInt">4711</Value>
</ParameterValueStruct>`,
  fix: (place, { source: { document } }) => {
    const local = localTypeName(document.text.slice(place.offset, place.offset + place.length).trim())
    const element = elementAround(document, place.offset)
    const prefix = prefixFor(document, element, (namespace) => namespace === schemaNamespace)
    if (prefix === null || !isValueType(local)) return null
    return replaceWith(`Write ${prefix}:${local}`, place, `${prefix}:${local}`)
  },
}
