import { replaceWith } from '../../edits.js'
import { nameText } from '../../quote.js'
import { quoted } from '../../place.js'
import type { ParameterRule } from '../../rule.js'
import { rightTypeName, typePlace } from '../../value-types.js'

export const wrongCaseValueType: ParameterRule = {
  kind: 'parameter',
  id: 'wrong-case-value-type',
  severity: 'warning',
  title: 'A value declares its type in the wrong case.',
  reference: 'practice: xsd:unsignedint and xsd:Int occur in captures; names in XML are case-sensitive',
  explanation:
    'XML Schema knows unsignedInt, not unsignedint. A receiver that validates refuses the message, one that looks types up treats the value as text. Most servers read it all the same; have the firmware corrected.',
  wrong:
    '<ParameterValueStruct><Name>Device.DeviceInfo.UpTime</Name><Value xsi:type="xsd:unsignedint">5</Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.DeviceInfo.UpTime</Name><Value xsi:type="xsd:unsignedInt">5</Value></ParameterValueStruct>',
  covers: ['cpe-23'],
  check: (parameter, report, envelope) => {
    const { type } = parameter
    if (type === null) return
    const right = rightTypeName(type)
    if (right === null) return
    const place = typePlace(envelope, parameter)
    const written = envelope.source.document.text.slice(place.offset, place.offset + place.length)
    const prefix = written.slice(0, written.lastIndexOf(':') + 1)
    report(
      `${nameText(parameter.name)} is declared as ${quoted(written)}; the type is called ${right}.`,
      place,
      replaceWith(`Call the type ${right}`, place, prefix + right),
    )
  },
}
