export type { DecodeOptions } from './decode.js'
export { decodeEnvelope, decodeEnvelopes } from './decode.js'
export { encodeEnvelope } from './encode.js'
export type {
  CwmpFault,
  CwmpVersion,
  DecodedEnvelope,
  EnvelopeSource,
  OutgoingMessage,
  ParameterFault,
  RpcStruct,
  RpcValue,
  SoapHeader,
  WriteStyle,
} from './message.js'
export { cwmpNamespace } from './namespaces.js'
export type { Issue, ReadingRule } from './issues.js'
