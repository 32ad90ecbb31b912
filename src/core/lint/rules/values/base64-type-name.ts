import { replaceWith } from '../../edits.js'
import { nameText } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { typePlace } from '../../value-types.js'

export const base64TypeName: ParameterRule = {
  kind: 'parameter',
  id: 'base64-type-name',
  severity: 'warning',
  title: 'A value is declared as xsd:base64, which XML Schema does not have.',
  reference: 'practice: xsd:base64 occurs in device dumps; XML Schema calls the type base64Binary',
  explanation:
    'The SOAP encoding has a type base64, XML Schema has base64Binary; xsd:base64 is neither. A receiver that validates refuses it, most others read it. Have the sender write xsd:base64Binary.',
  wrong:
    '<ParameterValueStruct><Name>Device.X_00D09E_Key</Name><Value xsi:type="xsd:base64">QUJD</Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.X_00D09E_Key</Name><Value xsi:type="xsd:base64Binary">QUJD</Value></ParameterValueStruct>',
  check: (parameter, report, envelope) => {
    if (parameter.type !== 'xsd:base64') return
    const place = typePlace(envelope, parameter)
    const written = envelope.source.document.text.slice(place.offset, place.offset + place.length)
    report(
      `${nameText(parameter.name)} is declared as xsd:base64; XML Schema calls the type base64Binary.`,
      place,
      replaceWith('Declare it as base64Binary', place, written.replace(/base64$/, 'base64Binary')),
    )
  },
}
