import { nameText, quotedValue } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { sets, valuePlace } from '../../value-types.js'

export const diagnosticsStateSet: ParameterRule = {
  kind: 'parameter',
  id: 'diagnostics-state-set',
  severity: 'error',
  title: 'A DiagnosticsState is set to something an ACS cannot set.',
  reference: 'Device:2.17 DiagnosticsState (all values but Requested and Canceled are read-only)',
  explanation:
    'The ACS starts a test with Requested and, where the device can, stops it with Canceled; every other state is set by the CPE. It answers fault 9007 and changes nothing. To abort a running test without Canceled, write one of its inputs.',
  wrong:
    '<cwmp:SetParameterValues><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct><Name>Device.IP.Diagnostics.IPPing.DiagnosticsState</Name><Value xsi:type="xsd:string">None</Value></ParameterValueStruct></ParameterList><ParameterKey>1</ParameterKey></cwmp:SetParameterValues>',
  right:
    '<cwmp:SetParameterValues><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct><Name>Device.IP.Diagnostics.IPPing.DiagnosticsState</Name><Value xsi:type="xsd:string">Requested</Value></ParameterValueStruct></ParameterList><ParameterKey>1</ParameterKey></cwmp:SetParameterValues>',
  check: (parameter, report, envelope) => {
    const { name, value } = parameter
    if (!sets(envelope) || value === null || !name.endsWith('.DiagnosticsState')) return
    if (value === 'Requested' || value === 'Canceled' || value.startsWith('X_')) return
    report(
      `${nameText(name)} is to be set to ${quotedValue(name, value)}; only Requested and Canceled can be set.`,
      valuePlace(envelope, parameter),
    )
  },
}
