import type { Fix } from '../../finding.js'
import { argumentPlace } from '../../member.js'
import type { EnvelopeRule } from '../../rule.js'

/** Asks for the root by its name. */
export const rootInstead: Fix = {
  kind: 'quirk',
  title: 'Name the root in place of the empty path',
  quirk: { emptyPath: 'root' },
}

export const emptyParameterPath: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['GetParameterNames'],
  id: 'empty-parameter-path',
  severity: 'info',
  title: 'GetParameterNames asks for the empty path.',
  reference:
    'practice: one CPE refuses the empty path, one stalls, one crashes on it; an ACS has a switch to avoid it',
  explanation:
    'The empty path stands for the root and is allowed, but CPEs are known that answer it with a fault, stall, or crash. If the session goes wrong here, ask for the root by its name: `Device.` or `InternetGatewayDevice.`, as in the names of the Inform.',
  wrong:
    '<cwmp:GetParameterNames><ParameterPath></ParameterPath><NextLevel>1</NextLevel></cwmp:GetParameterNames>',
  right:
    '<cwmp:GetParameterNames><ParameterPath>Device.</ParameterPath><NextLevel>1</NextLevel></cwmp:GetParameterNames>',
  covers: ['cpe-28', 'field-2'],
  check: (envelope, report) => {
    if (envelope.decoded['ParameterPath'] !== '') return
    report(
      'The ParameterPath is empty; some CPEs stall on it.',
      argumentPlace(envelope, 'ParameterPath'),
      rootInstead,
    )
  },
}
