import { nameText, quotedValue } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { sets, valuePlace } from '../../value-types.js'

/** `Completed` stands in older data models (TR-143, Device:2 before 2.17) where newer ones have `Complete`. */
const states = /^(?:None|Requested|Canceled|Complete|Completed|Error|Error_\w+|X_.+)$/

export const unknownDiagnosticsState: ParameterRule = {
  kind: 'parameter',
  id: 'unknown-diagnostics-state',
  severity: 'warning',
  title: 'A DiagnosticsState is none of its values.',
  reference: 'Device:2.17 DiagnosticsState',
  explanation:
    'A test is None, Requested, Canceled, Complete (in older data models Completed), Error, or Error_ with the reason. A server that waits for the end of a test does not recognise this one and waits for ever. Read the results after 8 DIAGNOSTICS COMPLETE, whatever the state says.',
  wrong:
    '<ParameterValueStruct><Name>Device.IP.Diagnostics.IPPing.DiagnosticsState</Name><Value xsi:type="xsd:string">Finished</Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>InternetGatewayDevice.DownloadDiagnostics.DiagnosticsState</Name><Value xsi:type="xsd:string">Completed</Value></ParameterValueStruct>',
  check: (parameter, report, envelope) => {
    const { name, value } = parameter
    if (name.charCodeAt(name.length - 1) !== lastLetter || !name.endsWith('.DiagnosticsState')) return
    if (value === null || value === '' || sets(envelope) || states.test(value)) return
    report(
      `${nameText(name)} is ${quotedValue(name, value)}, which is no state of a test.`,
      valuePlace(envelope, parameter),
    )
  },
}

/** Of DiagnosticsState. Most names end otherwise, and this is asked of every parameter. */
const lastLetter = 0x65
