export { checkArguments } from './check.js'
export type { DecodedArguments } from './decode.js'
export { decodeArguments } from './decode.js'
export type {
  ArrayType,
  ChoiceType,
  Field,
  FieldType,
  RpcDefinition,
  ScalarType,
  SimpleType,
  StructType,
  TypedValueType,
} from './definition.js'
export { encodeArguments } from './encode.js'
export type { ReadIssue, ReadRule } from './issues.js'
export { isVendorMethod, rpcTable } from './table.js'
