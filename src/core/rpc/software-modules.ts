import type { Field, RpcDefinition } from './definition.js'
import { boolean, dateTime, field, oneOf, optional, repeated, struct, text, url } from './definition.js'
import { faultCode, uuid } from './shared-types.js'

const optionalCommandKey = optional('CommandKey', text(32))
const username = optional('Username', text(256))
const password = optional('Password', text(256))

const installOpStruct = struct(
  'InstallOpStruct',
  field('URL', url(1024)),
  optional('UUID', uuid),
  username,
  password,
  optional('ExecutionEnvRef', text(256)),
)
const updateOpStruct = struct(
  'UpdateOpStruct',
  optional('UUID', uuid),
  optional('Version', text(32)),
  optional('URL', url(1024)),
  username,
  password,
)
const uninstallOpStruct = struct(
  'UninstallOpStruct',
  field('UUID', uuid),
  optional('Version', text(32)),
  optional('ExecutionEnvRef', text(256)),
)

const faultStruct = struct(
  'DeploymentUnitFaultStruct',
  field(
    'FaultCode',
    faultCode(
      ...['9001', '9003', '9012', '9013', '9015', '9016', '9017', '9018'],
      ...['9022', '9023', '9024', '9025', '9026', '9027', '9028', '9029', '9030', '9031', '9032'],
    ),
  ),
  optional('FaultString', text()),
)

const resultFields: readonly Field[] = [
  field('UUID', uuid),
  field('DeploymentUnitRef', text()),
  field('Version', text(32)),
  field('CurrentState', oneOf('string', 'Installed', 'Uninstalled', 'Failed')),
  field('Resolved', boolean),
  field('ExecutionUnitRefList', text()),
  field('StartTime', dateTime),
  field('CompleteTime', dateTime),
  field('Fault', faultStruct),
]

/** Software modules: deployment units come and go (cwmp-1-2.xsd). */
export const softwareModuleRpcs: readonly RpcDefinition[] = [
  {
    method: 'ChangeDUState',
    reference: 'cwmp-1-2.xsd ChangeDUState',
    sender: 'acs',
    since: '1.2',
    meaning: 'Tells the CPE to install, update or uninstall software modules.',
    required: false,
    request: [
      repeated('Operations', {
        kind: 'choice',
        structs: [installOpStruct, updateOpStruct, uninstallOpStruct],
      }),
      optionalCommandKey,
    ],
    response: [],
  },
  {
    method: 'DUStateChangeComplete',
    reference: 'cwmp-1-2.xsd DUStateChangeComplete',
    sender: 'cpe',
    since: '1.2',
    meaning: 'Reports how the operations of a ChangeDUState ended.',
    required: false,
    request: [repeated('Results', struct('OpResultStruct', ...resultFields)), optionalCommandKey],
    response: [],
  },
  {
    method: 'AutonomousDUStateChangeComplete',
    reference: 'cwmp-1-2.xsd AutonomousDUStateChangeComplete',
    sender: 'cpe',
    since: '1.2',
    meaning: 'Reports that software modules changed without the ACS having asked for it.',
    required: false,
    request: [
      repeated(
        'Results',
        struct('AutonOpResultStruct', ...resultFields, field('OperationPerformed', text())),
      ),
    ],
    response: [],
  },
]
