import fc from 'fast-check'
import type { Field, FieldType, ScalarType } from '../../../src/core/rpc/index.js'
import { isWritableText } from '../../../src/core/xml/index.js'
import type { RpcStruct, RpcValue } from '../../../src/core/soap/message.js'

/** Generates arguments that fit a definition of the RPC table, schema patterns included. */

const text = (longest: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: 'grapheme', maxLength: Math.min(longest, 24) })
    .filter((value) => isWritableText(value) && value.length <= longest)

function scalar(name: string, type: ScalarType): fc.Arbitrary<string> {
  if (type.enumeration !== undefined) return fc.constantFrom(...type.enumeration)
  switch (type.type) {
    case 'boolean':
      return fc.constantFrom('0', '1', 'true', 'false')
    case 'int':
    case 'unsignedInt':
      // Fault codes of results are an enumeration of their own.
      return name === 'FaultCode'
        ? fc.constantFrom('0', '9001', '9012')
        : fc.integer({ min: type.minimum ?? 0, max: type.maximum ?? 100 }).map(String)
    case 'dateTime':
      return fc.constantFrom('0001-01-01T00:00:00Z', '2026-11-22T10:00:00.5+01:00')
    case 'base64':
      return fc.constantFrom('Rm9v', 'AA==', '')
    case 'anyURI':
      return fc.webUrl()
    case 'string':
      return type.pattern === undefined ? text(type.maxLength ?? 24) : patterned(name)
  }
}

function patterned(name: string): fc.Arbitrary<string> {
  switch (name) {
    case 'ObjectName':
      return fc.constantFrom('Device.NAT.PortMapping.', 'InternetGatewayDevice.')
    case 'OUI':
      return fc.constantFrom('00D09E', 'AABBCC')
    case 'UUID':
      return fc.uuid()
    case 'EventCode':
      return fc.constantFrom('2 PERIODIC', 'M Reboot', '4 VALUE CHANGE')
    case 'WindowMode':
      return fc.constantFrom('1 At Any Time', '3 When Idle')
    default:
      // The one form of a file type that every RPC takes in every version of the schema.
      return fc.constantFrom('X 00D09E Modem firmware', 'X ABCDEF log')
  }
}

function value(name: string, type: FieldType): fc.Arbitrary<RpcValue> {
  switch (type.kind) {
    case 'scalar':
      return scalar(name, type)
    case 'typed-value':
      return text(100)
    case 'struct':
      return argumentsFor(type.fields)
    case 'array': {
      const item = type.item
      const items: fc.Arbitrary<RpcValue> =
        item.kind === 'struct' ? argumentsFor(item.fields) : arrayText(name, item)
      return fc.array(items, { minLength: type.minItems ?? 0, maxLength: Math.min(4, type.maxItems ?? 4) })
    }
    case 'choice':
      return fc.oneof(
        ...type.structs.map((struct) =>
          argumentsFor(struct.fields).map((made) => ({ $type: struct.name, ...made })),
        ),
      )
  }
}

/** The schema knows one entity only. */
function arrayText(name: string, type: ScalarType): fc.Arbitrary<string> {
  return name === 'AccessList' ? fc.constant('Subscriber') : scalar(name, type)
}

export function argumentsFor(fields: readonly Field[]): fc.Arbitrary<RpcStruct> {
  const entries: Record<string, fc.Arbitrary<RpcValue>> = {}
  const required: string[] = []
  for (const field of fields) {
    const one = value(field.name, field.type)
    entries[field.name] = field.repeated === true ? fc.array(one, { minLength: 1, maxLength: 3 }) : one
    if (field.optional !== true) required.push(field.name)
    if (field.type.kind === 'typed-value') {
      entries['Type'] = fc.constant('xsd:string')
      required.push('Type')
    }
  }
  return fc.record(entries, { requiredKeys: required, noNullPrototype: true })
}
