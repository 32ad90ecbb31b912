import { nameText } from '../../quote.js'
import { quoted } from '../../place.js'
import type { ParameterRule } from '../../rule.js'
import { declaredType, typePlace } from '../../value-types.js'

export const unknownValueType: ParameterRule = {
  kind: 'parameter',
  id: 'unknown-value-type',
  severity: 'error',
  title: 'A value declares a type that CWMP parameters do not have.',
  reference:
    'practice: xsd:json and a bare "xsd:" from devices killed a server; the schemas name no such type',
  explanation:
    'Parameters are string, int, unsignedInt, long, unsignedLong, boolean, dateTime, base64Binary, hexBinary or decimal. Servers have been seen to drop the whole message, or to crash, over a type such as xsd:json or a bare "xsd:". Have the device declare the type of its data model; for a structured text that is xsd:string.',
  wrong:
    '<ParameterValueStruct><Name>Device.X_00D09E_State</Name><Value xsi:type="xsd:json">{}</Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.X_00D09E_State</Name><Value xsi:type="xsd:string">{}</Value></ParameterValueStruct>',
  covers: ['field-7'],
  check: (parameter, report, envelope) => {
    if (parameter.type === null || declaredType(parameter.type) !== null) return
    report(
      `${nameText(parameter.name)} is declared as ${quoted(parameter.type)}, which is no type of a parameter.`,
      typePlace(envelope, parameter),
    )
  },
}
