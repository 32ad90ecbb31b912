import type { ScalarType, StructType } from './definition.js'
import { arrayOf, defaulting, field, struct, text } from './definition.js'

/** Types that several families use (cwmp-1-2.xsd, Generic Type Definitions). */

export const commandKey = defaulting('CommandKey', text(32))
export const parameterKey = defaulting('ParameterKey', text(32))

/** A parameter name or a path. */
export const parameterName = text(256)

export const objectName: ScalarType = {
  kind: 'scalar',
  type: 'string',
  maxLength: 256,
  pattern: { expression: /^.*\.$/, meaning: 'end with a dot' },
}

const parameterValueStruct: StructType = {
  kind: 'struct',
  name: 'ParameterValueStruct',
  fields: [field('Name', parameterName), field('Value', { kind: 'typed-value' })],
  countsAsParameter: true,
}

export const parameterValueList = field('ParameterList', arrayOf(parameterValueStruct))

/** `1 Firmware Upgrade Image`, `3 Vendor Configuration File 2`, `X 00D09E Modem firmware`. */
export const fileType: ScalarType = {
  kind: 'scalar',
  type: 'string',
  maxLength: 64,
  pattern: {
    expression: /^(?:[1-9]\d*(?: \S+)+|X \S+ .+)$/,
    meaning: 'look like "1 Firmware Upgrade Image" or "X <OUI or vendor> <name>"',
  },
}

export const uuid: ScalarType = {
  kind: 'scalar',
  type: 'string',
  pattern: {
    expression: /^[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}$/,
    meaning: 'be a UUID (8-4-4-4-12 hexadecimal digits)',
  },
}

/** 0 (no fault), these codes, those kept for extensions and those of vendors. */
export const faultCode = (...codes: readonly string[]): ScalarType => ({
  kind: 'scalar',
  type: 'unsignedInt',
  enumeration: ['0', ...codes],
  ranges: [
    [9033, 9799],
    [9800, 9899],
  ],
})

export const transferFaultStruct = struct(
  'FaultStruct',
  field(
    'FaultCode',
    faultCode(
      ...['9001', '9002', '9010', '9011', '9012', '9014', '9015', '9016', '9017', '9018', '9019', '9020'],
    ),
  ),
  defaulting('FaultString', text(256)),
)
