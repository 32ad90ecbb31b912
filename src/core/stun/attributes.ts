import { latin1, utf8, utf8OrLatin1 } from '../http/text.js'
import type { StunAttribute } from './message.js'

/** Attributes that are spoken here, by the names of RFC 3489, RFC 5389 and TR-069a6 Annex G. */
export const stunAttribute = {
  mappedAddress: 0x0001,
  responseAddress: 0x0002,
  changeRequest: 0x0003,
  sourceAddress: 0x0004,
  changedAddress: 0x0005,
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  unknownAttributes: 0x000a,
  reflectedFrom: 0x000b,
  xorMappedAddress: 0x0020,
  software: 0x8022,
  fingerprint: 0x8028,
  connectionRequestBinding: 0xc001,
  bindingChange: 0xc002,
} as const

const names: ReadonlyMap<number, string> = new Map([
  [stunAttribute.mappedAddress, 'MAPPED-ADDRESS'],
  [stunAttribute.responseAddress, 'RESPONSE-ADDRESS'],
  [stunAttribute.changeRequest, 'CHANGE-REQUEST'],
  [stunAttribute.sourceAddress, 'SOURCE-ADDRESS'],
  [stunAttribute.changedAddress, 'CHANGED-ADDRESS'],
  [stunAttribute.username, 'USERNAME'],
  [stunAttribute.messageIntegrity, 'MESSAGE-INTEGRITY'],
  [stunAttribute.errorCode, 'ERROR-CODE'],
  [stunAttribute.unknownAttributes, 'UNKNOWN-ATTRIBUTES'],
  [stunAttribute.reflectedFrom, 'REFLECTED-FROM'],
  [stunAttribute.xorMappedAddress, 'XOR-MAPPED-ADDRESS'],
  [stunAttribute.software, 'SOFTWARE'],
  [stunAttribute.fingerprint, 'FINGERPRINT'],
  [stunAttribute.connectionRequestBinding, 'CONNECTION-REQUEST-BINDING'],
  [stunAttribute.bindingChange, 'BINDING-CHANGE'],
])

/** The name of an attribute, or its number. */
export const attributeName = (type: number): string =>
  names.get(type) ?? `0x${type.toString(16).padStart(4, '0')}`

/** Unknown ones below it must not be passed over (RFC 3489 11.2, RFC 5389 15). */
export const isComprehensionRequired = (type: number): boolean => type < 0x8000

/** What CONNECTION-REQUEST-BINDING says, trailing space included (TR-069a6 Annex G). */
const bindingMark = 'dslforum.org/TR-111 '

export const connectionRequestBinding = (): StunAttribute => ({
  type: stunAttribute.connectionRequestBinding,
  value: utf8(bindingMark),
})

/** Whether the value marks the socket of connection requests; some stacks leave the trailing space out. */
export const marksConnectionRequests = (value: Uint8Array): boolean =>
  latin1(value).replace(/[\0 ]+$/, '') === bindingMark.trimEnd()

/** An address of a datagram. */
export interface UdpAddress {
  /** IP address, IPv6 without brackets. */
  readonly host: string
  readonly port: number
}

/** `host:port`, IPv6 in brackets. */
export const udpAddressText = ({ host, port }: UdpAddress): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`

/** MAPPED-ADDRESS and its kin (RFC 3489 11.2.1). Null: the host is no IP address. */
export function addressValue({ host, port }: UdpAddress): Uint8Array | null {
  const address = host.includes(':') ? ipv6Bytes(host) : ipv4Bytes(host)
  return address === null
    ? null
    : Uint8Array.from([0, address.length === 4 ? 1 : 2, port >> 8, port & 255, ...address])
}

export function readAddress(value: Uint8Array): UdpAddress | null {
  const family = value[1]
  const address = value.subarray(4)
  const port = ((value[2] ?? 0) << 8) | (value[3] ?? 0)
  if (family === 1 && address.length === 4) return { host: address.join('.'), port }
  if (family !== 2 || address.length !== 16) return null
  const groups = Array.from({ length: 8 }, (_unused, at) =>
    (((address[2 * at] ?? 0) << 8) | (address[2 * at + 1] ?? 0)).toString(16),
  )
  return { host: groups.join(':'), port }
}

/** XOR-MAPPED-ADDRESS (RFC 5389 15.2) from and to the plain value: the same both ways. */
export function xorAddress(value: Uint8Array, transactionId: Uint8Array): Uint8Array {
  return value.map((byte, at) => (at < 2 ? byte : byte ^ (transactionId[at < 4 ? at - 2 : at - 4] ?? 0)))
}

/** ERROR-CODE (RFC 3489 11.2.9). */
export const errorCodeValue = (code: number, reason: string): Uint8Array =>
  Uint8Array.from([0, 0, Math.floor(code / 100), code % 100, ...utf8(padText(reason))])

/** Classic STUN knows no padding: a reason has a length that is a multiple of four. */
const padText = (text: string): string => text.padEnd(Math.ceil(text.length / 4) * 4)

export function readErrorCode(value: Uint8Array): { readonly code: number; readonly reason: string } | null {
  const [, , hundreds, rest] = value
  if (hundreds === undefined || rest === undefined) return null
  return { code: (hundreds & 7) * 100 + rest, reason: utf8OrLatin1(value.subarray(4)).trimEnd() }
}

/** Text of USERNAME; older stacks fill it up to four bytes. */
export const readText = (value: Uint8Array): string => utf8OrLatin1(value).replace(/\0+$/, '')

export const textValue = (text: string): Uint8Array => utf8(text)

/** What CHANGE-REQUEST asks for: an answer from another address or port (RFC 3489 11.2.4). */
export function readChangeRequest(value: Uint8Array): { readonly address: boolean; readonly port: boolean } {
  const flags = value[3] ?? 0
  return { address: (flags & 4) !== 0, port: (flags & 2) !== 0 }
}

function ipv4Bytes(host: string): number[] | null {
  const parts = host.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null
  return parts.map(Number)
}

function ipv6Bytes(host: string): number[] | null {
  const [plain = ''] = host.split('%')
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(plain)
  const dotted = tail === null ? [] : ipv4Bytes(tail[2] ?? '')
  if (dotted === null) return null
  const head = tail === null ? plain : (tail[1] ?? '').replace(/([^:]):$/, '$1')
  const halves = head.split('::')
  if (halves.length > 2) return null
  const [front = [], back = []] = halves.map(groupsOf)
  if (front.concat(back).some((group) => Number.isNaN(group))) return null
  const missing = 8 - front.length - back.length - dotted.length / 2
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null
  const groups = [...front, ...Array.from({ length: missing }, () => 0), ...back]
  return [...groups.flatMap((group) => [group >> 8, group & 255]), ...dotted]
}

const groupsOf = (text: string): number[] =>
  text === ''
    ? []
    : text
        .split(':')
        .map((group) => (/^[0-9a-f]{1,4}$/i.test(group) ? Number.parseInt(group, 16) : Number.NaN))
