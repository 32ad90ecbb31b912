/** A STUN message as it stands in a datagram (RFC 3489 11, RFC 5389 6): header and attributes, values not yet read. */
export interface StunMessage {
  readonly type: StunType
  /** Sixteen bytes; the first four are the magic cookie where the client speaks RFC 5389. */
  readonly transactionId: Uint8Array
  readonly attributes: readonly StunAttribute[]
}

export interface StunAttribute {
  readonly type: number
  /** Without padding. */
  readonly value: Uint8Array
  /** Where the attribute begins in the message; absent in one that was not read. */
  readonly offset?: number
}

/** Message types that are spoken here; the others are a number. */
export const stunType = { bindingRequest: 0x0001, bindingResponse: 0x0101, bindingError: 0x0111 } as const
export type StunType = number

const HEADER = 20
const magicCookie = [0x21, 0x12, 0xa4, 0x42] as const

/** Whether the sender speaks RFC 5389 and not the classic STUN of RFC 3489. */
export const hasMagicCookie = ({ transactionId }: Pick<StunMessage, 'transactionId'>): boolean =>
  magicCookie.every((byte, at) => transactionId[at] === byte)

/** A transaction id as RFC 5389 wants it: the cookie, then the given bytes. */
export function transactionIdWithCookie(random: Uint8Array): Uint8Array {
  const id = Uint8Array.from(random.subarray(0, 16))
  id.set(magicCookie)
  return id
}

/** The first attribute of a type; the rest of the same type count for nothing (RFC 5389 15). */
export function attribute(message: StunMessage, type: number): Uint8Array | null {
  return message.attributes.find((one) => one.type === type)?.value ?? null
}

/**
 * Reads a datagram. A string says why it is no STUN message.
 *
 * Attributes are padded to four bytes (RFC 5389 15); stacks that count the length of their TR-111 attribute wrong
 * send 19 bytes without padding, so where padding leads past the end the attributes are read without it.
 */
export function readStunMessage(bytes: Uint8Array): StunMessage | string {
  if (bytes.length < HEADER) return `it has ${bytes.length} bytes, and a STUN header has ${HEADER}`
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const type = view.getUint16(0)
  if (type > 0x3fff) return 'its first two bits are not zero'
  const end = HEADER + view.getUint16(2)
  if (end > bytes.length) return `it says it has ${end} bytes, and ${bytes.length} came`
  const attributes = readAttributes(view, end, true) ?? readAttributes(view, end, false)
  if (attributes === null) return 'its attributes do not end where its length says'
  return { type, transactionId: bytes.slice(4, HEADER), attributes }
}

function readAttributes(view: DataView, end: number, padded: boolean): StunAttribute[] | null {
  const attributes: StunAttribute[] = []
  let at = HEADER
  while (at < end) {
    if (at + 4 > end) return null
    const length = view.getUint16(at + 2)
    const next = at + 4 + (padded ? paddedLength(length) : length)
    // The padding of the last one may be missing.
    if (next > end && at + 4 + length !== end) return null
    const from = view.byteOffset + at + 4
    attributes.push({
      type: view.getUint16(at),
      value: new Uint8Array(view.buffer.slice(from, from + length)),
      offset: at,
    })
    at = next
  }
  return attributes
}

const paddedLength = (length: number): number => (length + 3) & ~3

/** Writes a message; `reserve` counts bytes into its length that the caller will add. */
export function writeStunMessage(message: StunMessage, reserve = 0): Uint8Array {
  const length = message.attributes.reduce((sum, { value }) => sum + 4 + paddedLength(value.length), 0)
  const bytes = new Uint8Array(HEADER + length)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, message.type)
  view.setUint16(2, length + reserve)
  bytes.set(message.transactionId, 4)
  let at = HEADER
  for (const { type, value } of message.attributes) {
    view.setUint16(at, type)
    view.setUint16(at + 2, value.length)
    bytes.set(value, at + 4)
    at += 4 + paddedLength(value.length)
  }
  return bytes
}
