import { structs, text } from '../../../tree/rpc-values.js'
import { askedBefore } from '../../asked.js'
import { parameterFaultPlace } from '../../fault-place.js'
import { nameText } from '../../quote.js'
import type { SessionRule } from '../../rule.js'

export const faultForUnsetParameter: SessionRule = {
  kind: 'session',
  of: ['fault'],
  id: 'fault-for-unset-parameter',
  severity: 'warning',
  title: 'The fault names a parameter that was not to be set.',
  reference: 'cwmp-1-2.xsd SetParameterValuesFault',
  explanation:
    'A SetParameterValuesFault names a parameter of the refused request, exactly as it was written there. Under another name the ACS cannot show the reason where it belongs. The CPE probably writes its own inner name, or cuts long names.',
  wrong:
    'ACS  200 SetParameterValues  Device.WiFi.SSID.1.SSID\nCPE  POST Fault 9003  SetParameterValuesFault SSID 9007',
  right:
    'ACS  200 SetParameterValues  Device.WiFi.SSID.1.SSID\nCPE  POST Fault 9003  SetParameterValuesFault Device.WiFi.SSID.1.SSID 9007',
  turn: (turn, report, track) => {
    const { envelope } = turn
    const asked = askedBefore(turn, track)
    if (turn.kind !== 'fault' || envelope === null || asked?.rpc !== 'SetParameterValues') return
    const details = envelope.fault?.parameters ?? []
    const names = new Set(
      structs(asked.arguments['ParameterList']).map((parameter) => text(parameter['Name'])),
    )
    let told = 0
    for (const [index, { parameterName }] of details.entries()) {
      if (names.has(parameterName)) continue
      // Finding the place costs more, the more there are.
      const place = told++ < 10 ? parameterFaultPlace(envelope, index, 'ParameterName') : null
      report(`${nameText(parameterName)} is not among the parameters that were to be set.`, place)
    }
  },
}
