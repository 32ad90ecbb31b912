import { booleanOf, text } from '../../../tree/rpc-values.js'
import { argumentPlace } from '../../member.js'
import { nameText } from '../../quote.js'
import type { EnvelopeRule } from '../../rule.js'

export const nextLevelOfParameter: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['GetParameterNames'],
  id: 'next-level-of-parameter',
  severity: 'error',
  title: 'GetParameterNames asks for the next level below a parameter.',
  reference: 'cwmp-1-2.xsd GetParameterNames (NextLevel)',
  explanation:
    'A path without a dot at its end is a parameter, and nothing is below it: with NextLevel true the CPE answers fault 9003. For an object write its path with the dot; for a parameter set NextLevel to false.',
  wrong:
    '<cwmp:GetParameterNames><ParameterPath>Device.DeviceInfo</ParameterPath><NextLevel>1</NextLevel></cwmp:GetParameterNames>',
  right:
    '<cwmp:GetParameterNames><ParameterPath>Device.DeviceInfo.</ParameterPath><NextLevel>1</NextLevel></cwmp:GetParameterNames>',
  check: (envelope, report) => {
    const path = text(envelope.decoded['ParameterPath'])
    if (path === '' || path.endsWith('.') || booleanOf(envelope.decoded['NextLevel']) !== true) return
    report(
      `${nameText(path)} has no dot at its end, so it is a parameter and has no next level.`,
      argumentPlace(envelope, 'ParameterPath'),
    )
  },
}
