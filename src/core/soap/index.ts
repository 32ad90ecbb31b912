export type { DecodeOptions } from './decode.js'
export { decodeEnvelope, decodeEnvelopes } from './decode.js'
export { encodeEnvelope } from './encode.js'
export type {
  CwmpFault,
  CwmpVersion,
  DecodedEnvelope,
  Finding,
  OutgoingMessage,
  ParameterFault,
  RpcStruct,
  RpcValue,
  Severity,
  SoapHeader,
  WriteStyle,
} from './message.js'
export { cwmpNamespace } from './namespaces.js'
export type { MessageRule, MessageRuleFacts } from './rules.js'
export { messageRules } from './rules.js'
