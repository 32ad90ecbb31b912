import type { RpcDefinition } from './definition.js'
import { field, stringArray } from './definition.js'

/** Which RPCs the other side knows: the one method that both sides must have (TR-069a6 A.3.1). */
export const methodRpcs: readonly RpcDefinition[] = [
  {
    method: 'GetRPCMethods',
    reference: 'TR-069a6 A.3.1.1',
    sender: 'both',
    since: '1.0',
    meaning: 'Asks the other side which RPCs it supports.',
    required: true,
    request: [],
    response: [field('MethodList', stringArray(64, { minItems: 1 }))],
  },
]
