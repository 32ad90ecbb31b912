export {
  addressValue,
  attributeName,
  connectionRequestBinding,
  errorCodeValue,
  marksConnectionRequests,
  readAddress,
  readErrorCode,
  readText,
  stunAttribute,
  textValue,
  udpAddressText,
  xorAddress,
  type UdpAddress,
} from './attributes.js'
export { readBindingAnswer, writeBindingRequest, type BindingAnswer, type BindingRequest } from './client.js'
export { checkIntegrity, signStunMessage, type HmacSha1 } from './integrity.js'
export {
  attribute,
  hasMagicCookie,
  readStunMessage,
  stunType,
  transactionIdWithCookie,
  writeStunMessage,
  type StunAttribute,
  type StunMessage,
} from './message.js'
export { answerStun, type StunBinding, type StunReply, type StunServerFacts } from './server.js'
