import { structs, text } from '../../../tree/rpc-values.js'
import { repeatedPlace } from '../../member.js'
import type { EnvelopeRule } from '../../rule.js'

export const installWithoutUuid: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['ChangeDUState'],
  id: 'install-without-uuid',
  severity: 'info',
  title: 'A deployment unit is installed without a UUID.',
  reference: 'cwmp-1-2.xsd InstallOpStruct (UUID is optional since its corrigendum of July 2011)',
  explanation:
    'Without a UUID the CPE makes one of the vendor and the name of the deployment unit. CPEs built before the corrigendum of 2011 require it and answer with a fault. Give one if the installation is refused.',
  wrong:
    '<cwmp:ChangeDUState><Operations xsi:type="cwmp:InstallOpStruct"><URL>http://files.example/unit</URL></Operations><CommandKey>k</CommandKey></cwmp:ChangeDUState>',
  right:
    '<cwmp:ChangeDUState><Operations xsi:type="cwmp:InstallOpStruct"><URL>http://files.example/unit</URL><UUID>2c3b1a7e-9d1f-5e6a-8b2c-0123456789ab</UUID></Operations><CommandKey>k</CommandKey></cwmp:ChangeDUState>',
  check: (envelope, report) => {
    for (const [index, operation] of structs(envelope.decoded['Operations']).entries()) {
      if (text(operation['$type']) !== 'InstallOpStruct' || text(operation['UUID']).trim() !== '') continue
      report('The installation has no UUID.', repeatedPlace(envelope, 'Operations', index))
      return
    }
  },
}
