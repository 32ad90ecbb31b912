import { structs, text } from '../../../tree/rpc-values.js'
import { repeatedPlace } from '../../member.js'
import type { EnvelopeRule } from '../../rule.js'

export const updateOfEverything: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['ChangeDUState'],
  id: 'update-of-everything',
  severity: 'info',
  title: 'ChangeDUState updates every deployment unit.',
  reference: 'cwmp-1-2.xsd UpdateOpStruct',
  explanation:
    'An update that names neither a UUID nor a URL tells the CPE to update all deployment units it has, each from where it came. Name the UUID if only one is meant.',
  wrong:
    '<cwmp:ChangeDUState><Operations xsi:type="cwmp:UpdateOpStruct"></Operations><CommandKey>k</CommandKey></cwmp:ChangeDUState>',
  right:
    '<cwmp:ChangeDUState><Operations xsi:type="cwmp:UpdateOpStruct"><UUID>2c3b1a7e-9d1f-5e6a-8b2c-0123456789ab</UUID></Operations><CommandKey>k</CommandKey></cwmp:ChangeDUState>',
  check: (envelope, report) => {
    for (const [index, operation] of structs(envelope.decoded['Operations']).entries()) {
      if (text(operation['$type']) !== 'UpdateOpStruct') continue
      if (text(operation['UUID']).trim() !== '' || text(operation['URL']).trim() !== '') continue
      report('The update names neither a UUID nor a URL.', repeatedPlace(envelope, 'Operations', index))
      return
    }
  },
}
