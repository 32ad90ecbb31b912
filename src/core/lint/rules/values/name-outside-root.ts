import { nameText } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { namePlace } from '../../value-types.js'

export const nameOutsideRoot: ParameterRule = {
  kind: 'parameter',
  id: 'name-outside-root',
  severity: 'warning',
  title: 'A parameter name begins with neither Device. nor InternetGatewayDevice.',
  reference: 'TR-106 (root objects)',
  explanation:
    'Every parameter of a CPE stands below one root object, Device or InternetGatewayDevice, in just this spelling. A name outside belongs to no data model; a server ignores it or keeps it where nobody looks. If the first letter is all that differs, the firmware has it in the wrong case.',
  wrong:
    '<ParameterValueStruct><Name>VoiceService.1.Enable</Name><Value xsi:type="xsd:boolean">1</Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.Services.VoiceService.1.Enable</Name><Value xsi:type="xsd:boolean">1</Value></ParameterValueStruct>',
  check: (parameter, report, envelope) => {
    const { name } = parameter
    if (name.startsWith('Device.') || name.startsWith('InternetGatewayDevice.')) return
    // Said by malformed-parameter-name.
    if (name === '' || name.startsWith('.') || /^\s/.test(name)) return
    report(`${nameText(name)} is not below Device. or InternetGatewayDevice.`, namePlace(envelope, parameter))
  },
}
