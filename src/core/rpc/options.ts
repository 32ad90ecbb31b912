import type { RpcDefinition } from './definition.js'
import {
  arrayOf,
  dateTime,
  defaulting,
  field,
  oneOf,
  optional,
  struct,
  text,
  unsignedInt,
} from './definition.js'

const optionStruct = struct(
  'OptionStruct',
  field('OptionName', text(64)),
  field('VoucherSN', unsignedInt),
  field('State', oneOf('unsignedInt', '0', '1', '2', '3')),
  field('Mode', oneOf('int', '0', '1', '2')),
  field('StartDate', dateTime),
  optional('ExpirationDate', dateTime),
  field('IsTransferable', oneOf('int', '0', '1')),
)

/** Vouchers and options, deprecated since Amendment 2 (TR-069a6 A.4.1). */
export const optionRpcs: readonly RpcDefinition[] = [
  {
    method: 'SetVouchers',
    reference: 'TR-069a6 A.4.1.3',
    sender: 'acs',
    since: '1.0',
    meaning: 'Enables or disables options of the CPE by signed vouchers.',
    required: false,
    deprecated: true,
    request: [
      field('VoucherList', {
        kind: 'array',
        member: 'base64',
        arrayType: 'soapenc:base64',
        item: { kind: 'scalar', type: 'base64' },
        minItems: 1,
      }),
    ],
    response: [],
  },
  {
    method: 'GetOptions',
    reference: 'TR-069a6 A.4.1.4',
    sender: 'acs',
    since: '1.0',
    meaning: 'Asks which options are set by vouchers.',
    required: false,
    deprecated: true,
    request: [defaulting('OptionName', text(64))],
    response: [field('OptionList', arrayOf(optionStruct))],
  },
]
