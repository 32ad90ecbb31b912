import type { RpcDefinition } from './definition.js'
import { arrayOf, dateTime, defaulting, field, struct, text, unsignedInt } from './definition.js'
import { commandKey, parameterValueList } from './shared-types.js'

const deviceIdStruct = struct(
  'DeviceIdStruct',
  field('Manufacturer', text(64)),
  field('OUI', {
    kind: 'scalar',
    type: 'string',
    maxLength: 6,
    pattern: { expression: /^[0-9A-F]{6}$/, meaning: 'be six hexadecimal digits in capitals' },
  }),
  defaulting('ProductClass', text(64)),
  field('SerialNumber', text(64)),
)

const eventStruct = struct(
  'EventStruct',
  field('EventCode', {
    kind: 'scalar',
    type: 'string',
    maxLength: 64,
    pattern: {
      expression: /^(?:\d+(?: \S+)+|M \S+|X \S+ .+)$/,
      meaning: 'look like "2 PERIODIC" or "M Reboot"',
    },
  }),
  commandKey,
)

/** How a session begins, and the deprecated web kick (TR-069a6 A.3.3, A.4.2). */
export const informRpcs: readonly RpcDefinition[] = [
  {
    method: 'Inform',
    reference: 'TR-069a6 A.3.3.1',
    sender: 'cpe',
    since: '1.0',
    meaning: 'Opens a session: who the CPE is, why it calls, and its most important parameters.',
    required: true,
    request: [
      field('DeviceId', deviceIdStruct),
      field('Event', arrayOf(eventStruct, { maxItems: 64 })),
      defaulting('MaxEnvelopes', unsignedInt, '1'),
      field('CurrentTime', dateTime),
      defaulting('RetryCount', unsignedInt, '0'),
      parameterValueList,
    ],
    response: [defaulting('MaxEnvelopes', unsignedInt, '1')],
  },
  {
    method: 'Kicked',
    reference: 'TR-069a6 A.4.2.1',
    sender: 'cpe',
    since: '1.0',
    meaning: 'Passes on what a user’s browser sent to the KickURL.',
    required: false,
    deprecated: true,
    request: [
      field('Command', text(32)),
      defaulting('Referer', text(64)),
      defaulting('Arg', text(256)),
      field('Next', text(1024)),
    ],
    response: [field('NextURL', text(1024))],
  },
]
