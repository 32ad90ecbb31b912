export {
  addressValue,
  connectionRequestBinding,
  readAddress,
  readErrorCode,
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
  readStunMessage,
  stunType,
  transactionIdWithCookie,
  writeStunMessage,
  type StunAttribute,
  type StunMessage,
} from './message.js'
export { answerStun, type StunBinding, type StunReply, type StunServerFacts } from './server.js'
