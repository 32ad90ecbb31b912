import type { RpcDefinition } from './definition.js'
import { field, oneOf } from './definition.js'
import { objectName, parameterKey } from './shared-types.js'

const status = field('Status', oneOf('int', '0', '1'))

/** Creating and removing rows of tables (TR-069a6 A.3.2). */
export const objectRpcs: readonly RpcDefinition[] = [
  {
    method: 'AddObject',
    reference: 'TR-069a6 A.3.2.6',
    sender: 'acs',
    since: '1.0',
    meaning: 'Creates an instance of a table; the CPE says which number it got.',
    required: true,
    request: [field('ObjectName', objectName), parameterKey],
    response: [
      field('InstanceNumber', { kind: 'scalar', type: 'unsignedInt', minimum: 1, maximum: 4_294_967_295 }),
      status,
    ],
  },
  {
    method: 'DeleteObject',
    reference: 'TR-069a6 A.3.2.7',
    sender: 'acs',
    since: '1.0',
    meaning: 'Removes an instance of a table and everything below it.',
    required: true,
    request: [field('ObjectName', objectName), parameterKey],
    response: [status],
  },
]
