import type { RpcDefinition } from './definition.js'
import { field, unsignedInt } from './definition.js'
import { commandKey } from './shared-types.js'

/** Rebooting, resetting and calling the CPE back (TR-069a6 A.3.2, A.4.1). */
export const controlRpcs: readonly RpcDefinition[] = [
  {
    method: 'Reboot',
    reference: 'TR-069a6 A.3.2.9',
    sender: 'acs',
    since: '1.0',
    meaning: 'Tells the CPE to restart once the session has ended.',
    required: true,
    request: [commandKey],
    response: [],
  },
  {
    method: 'FactoryReset',
    reference: 'TR-069a6 A.4.1.6',
    sender: 'acs',
    since: '1.0',
    meaning: 'Puts the CPE back into the state it left the factory in.',
    required: false,
    request: [],
    response: [],
  },
  {
    method: 'ScheduleInform',
    reference: 'TR-069a6 A.4.1.2',
    sender: 'acs',
    since: '1.0',
    meaning: 'Asks the CPE to open another session after a time.',
    required: false,
    request: [
      // 0 is refused with 9003.
      field('DelaySeconds', { ...unsignedInt, minimum: 1 }),
      commandKey,
    ],
    response: [],
  },
]
