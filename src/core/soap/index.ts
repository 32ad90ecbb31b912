export type { DecodeOptions } from './decode.js'
export { decodeEnvelope, decodeEnvelopes } from './decode.js'
export { defaultWriteStyle, encodeEnvelope } from './encode.js'
export type {
  CwmpFault,
  CwmpVersion,
  DecodedEnvelope,
  EnvelopePrefixes,
  EnvelopeSource,
  OutgoingMessage,
  ParameterFault,
  RpcStruct,
  RpcValue,
  SoapHeader,
  WriteStyle,
} from './message.js'
export { cwmpNamespace } from './namespaces.js'
export { checkRaw, encodeRaw, rawMethod, type RawRequest } from './raw-request.js'
export type { Issue, ReadingRule } from './issues.js'
export {
  elementAround,
  pathOfPlace,
  placeOfPath,
  valuesOf,
  type ValuePath,
  type ValuePlace,
} from './places.js'
export type { VersionAnswer } from './version.js'
export { answerVersion, cwmpVersions, versionHeard } from './version.js'
