import type { Field, RpcDefinition, ScalarType } from './definition.js'
import {
  arrayOf,
  boolean,
  dateTime,
  defaulting,
  field,
  int,
  oneOf,
  struct,
  text,
  unsignedInt,
} from './definition.js'
import { commandKey, fileType, transferFaultStruct } from './shared-types.js'

const fileUrl = field('URL', text(256))
const username = defaulting('Username', text(256))
const password = defaulting('Password', text(256))
/** 0: unknown. */
const fileSize = defaulting('FileSize', unsignedInt, '0')
const targetFileName = defaulting('TargetFileName', text(256))
const delaySeconds = defaulting('DelaySeconds', unsignedInt, '0')
const state = field('State', oneOf('int', '1', '2', '3'))

/** 0: done and applied; 1: a TransferComplete follows. */
const transferResponse: readonly Field[] = [
  field('Status', oneOf('int', '0', '1')),
  field('StartTime', dateTime),
  field('CompleteTime', dateTime),
]

const windowMode: ScalarType = {
  ...fileType,
  pattern: { expression: /^(?:[1-9]\d*(?: \S+)+|X \S+ .+)$/, meaning: 'look like "1 At Any Time"' },
}

const timeWindowStruct = struct(
  'TimeWindowStruct',
  field('WindowStart', unsignedInt),
  field('WindowEnd', unsignedInt),
  field('WindowMode', windowMode),
  defaulting('UserMessage', text(256)),
  field('MaxRetries', int),
)

const queuedTransferStruct = struct('QueuedTransferStruct', commandKey, state)

const allQueuedTransferStruct = struct(
  'AllQueuedTransferStruct',
  commandKey,
  state,
  field('IsDownload', boolean),
  field('FileType', fileType),
  field('FileSize', unsignedInt),
  field('TargetFileName', text(256)),
)

/** Files to and from the CPE (TR-069a6 A.3.2, A.3.3, A.4). */
export const transferRpcs: readonly RpcDefinition[] = [
  {
    method: 'Download',
    reference: 'TR-069a6 A.3.2.8',
    sender: 'acs',
    since: '1.0',
    meaning: 'Tells the CPE to fetch a file, such as a new firmware, and to apply it.',
    required: true,
    request: [
      commandKey,
      field('FileType', fileType),
      fileUrl,
      username,
      password,
      fileSize,
      targetFileName,
      delaySeconds,
      defaulting('SuccessURL', text(256)),
      defaulting('FailureURL', text(256)),
    ],
    response: transferResponse,
  },
  {
    method: 'Upload',
    reference: 'TR-069a6 A.4.1.5',
    sender: 'acs',
    since: '1.0',
    meaning: 'Tells the CPE to send a file, such as its log, to a server.',
    required: false,
    request: [commandKey, field('FileType', fileType), fileUrl, username, password, delaySeconds],
    response: transferResponse,
  },
  {
    method: 'ScheduleDownload',
    reference: 'TR-069a6 A.4.1.8',
    sender: 'acs',
    since: '1.2',
    meaning: 'Tells the CPE to fetch a file within one of two time windows.',
    required: false,
    request: [
      commandKey,
      field('FileType', fileType),
      fileUrl,
      username,
      password,
      fileSize,
      targetFileName,
      field('TimeWindowList', arrayOf(timeWindowStruct, { minItems: 1, maxItems: 2 })),
    ],
    response: [],
  },
  {
    method: 'CancelTransfer',
    reference: 'TR-069a6 A.4.1.9',
    sender: 'acs',
    since: '1.2',
    meaning: 'Calls off a transfer that was asked for before, by its CommandKey.',
    required: false,
    request: [commandKey],
    response: [],
  },
  {
    method: 'GetQueuedTransfers',
    reference: 'TR-069a6 A.4.1.1',
    sender: 'acs',
    since: '1.0',
    meaning: 'Asks which transfers the CPE still has to do (replaced by GetAllQueuedTransfers).',
    required: false,
    deprecated: true,
    request: [],
    response: [field('TransferList', arrayOf(queuedTransferStruct, { maxItems: 16 }))],
  },
  {
    method: 'GetAllQueuedTransfers',
    reference: 'TR-069a6 A.4.1.7',
    sender: 'acs',
    since: '1.1',
    meaning: 'Asks which transfers the CPE still has to do, its own ones too.',
    required: false,
    request: [],
    response: [field('TransferList', arrayOf(allQueuedTransferStruct, { maxItems: 16 }))],
  },
  {
    method: 'TransferComplete',
    reference: 'TR-069a6 A.3.3.2',
    sender: 'cpe',
    since: '1.0',
    meaning: 'Reports that a transfer the ACS asked for has ended, well or with a fault.',
    required: true,
    request: [
      commandKey,
      field('FaultStruct', transferFaultStruct),
      field('StartTime', dateTime),
      field('CompleteTime', dateTime),
    ],
    response: [],
  },
  {
    method: 'AutonomousTransferComplete',
    reference: 'TR-069a6 A.3.3.3',
    sender: 'cpe',
    since: '1.1',
    meaning: 'Reports that a transfer nobody at the ACS asked for has ended.',
    required: true,
    request: [
      defaulting('AnnounceURL', text(1024)),
      defaulting('TransferURL', text(1024)),
      field('IsDownload', boolean),
      field('FileType', fileType),
      fileSize,
      targetFileName,
      field('FaultStruct', transferFaultStruct),
      field('StartTime', dateTime),
      field('CompleteTime', dateTime),
    ],
    response: [],
  },
  {
    method: 'RequestDownload',
    reference: 'TR-069a6 A.4.2.2',
    sender: 'cpe',
    since: '1.0',
    meaning: 'The CPE asks to be sent a file by a Download.',
    required: false,
    request: [
      field('FileType', fileType),
      field(
        'FileTypeArg',
        arrayOf(struct('ArgStruct', field('Name', text(64)), field('Value', text(256))), { maxItems: 16 }),
      ),
    ],
    response: [],
  },
]
