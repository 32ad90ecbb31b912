import {
  connectionRequestBinding,
  readAddress,
  readErrorCode,
  stunAttribute,
  textValue,
  xorAddress,
  addressValue,
  type UdpAddress,
} from './attributes.js'
import { signStunMessage, type HmacSha1 } from './integrity.js'
import {
  attribute,
  hasMagicCookie,
  readStunMessage,
  stunType,
  writeStunMessage,
  type StunAttribute,
} from './message.js'

export interface BindingRequest {
  readonly transactionId: Uint8Array
  /** The socket is the one connection requests are awaited on. */
  readonly forConnectionRequests: boolean
  /** The public address has changed. */
  readonly changed: boolean
  /** Where the answer is to go, if not to where the request comes from. */
  readonly responseAddress?: UdpAddress
  /** Only once the server has asked for them with 401 (TR-069a6 Annex G). */
  readonly credentials: { readonly username: string; readonly password: string } | null
}

/** The Binding Request a CPE sends. */
export function writeBindingRequest(request: BindingRequest, hmac: HmacSha1): Uint8Array {
  const attributes: StunAttribute[] = []
  const elsewhere = request.responseAddress && addressValue(request.responseAddress)
  if (elsewhere) attributes.push({ type: stunAttribute.responseAddress, value: elsewhere })
  if (request.forConnectionRequests) attributes.push(connectionRequestBinding())
  if (request.changed) attributes.push({ type: stunAttribute.bindingChange, value: new Uint8Array() })
  const { credentials, transactionId } = request
  const message = { type: stunType.bindingRequest, transactionId, attributes }
  if (credentials === null) return writeStunMessage(message)
  attributes.push({ type: stunAttribute.username, value: textValue(credentials.username) })
  return signStunMessage(message, textValue(credentials.password), !hasMagicCookie(message), hmac)
}

/** What a server said to a Binding Request. */
export type BindingAnswer =
  | { readonly type: 'mapped'; readonly transactionId: Uint8Array; readonly address: UdpAddress }
  | {
      readonly type: 'refused'
      readonly transactionId: Uint8Array
      readonly code: number
      readonly reason: string
    }

/** Reads a server's answer; null: it is none that can be used. */
export function readBindingAnswer(bytes: Uint8Array): BindingAnswer | null {
  const message = readStunMessage(bytes)
  if (typeof message === 'string') return null
  const { transactionId } = message
  if (message.type === stunType.bindingError) {
    const error = readErrorCode(attribute(message, stunAttribute.errorCode) ?? new Uint8Array())
    return error && { type: 'refused', transactionId, ...error }
  }
  if (message.type !== stunType.bindingResponse) return null
  const hidden = attribute(message, stunAttribute.xorMappedAddress)
  const value = hidden ? xorAddress(hidden, transactionId) : attribute(message, stunAttribute.mappedAddress)
  const address = value && readAddress(value)
  return address && { type: 'mapped', transactionId, address }
}
