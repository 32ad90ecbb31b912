import type { RpcStruct } from '../soap/message.js'

/** Who a CPE says it is: the DeviceId struct of its Inform. Surrounding white space is not part of it. */
export interface DeviceIdentity {
  readonly manufacturer: string
  readonly oui: string
  readonly productClass: string
  readonly serialNumber: string
}

/**
 * Reads the DeviceId of an Inform's arguments. Null when there is no serial number: such a CPE cannot
 * be told from another. An empty OUI or ProductClass is let through, real CPEs have them.
 */
export function deviceIdentityOf(inform: RpcStruct): DeviceIdentity | null {
  const deviceId = inform['DeviceId']
  if (deviceId === undefined || typeof deviceId === 'string' || isList(deviceId)) return null
  const text = (element: string): string => {
    const value = deviceId[element]
    return typeof value === 'string' ? value.trim() : ''
  }
  const serialNumber = text('SerialNumber')
  if (serialNumber === '') return null
  return {
    manufacturer: text('Manufacturer'),
    oui: text('OUI'),
    productClass: text('ProductClass'),
    serialNumber,
  }
}

/**
 * `OUI-ProductClass-SerialNumber`; in each part everything but ASCII letters, digits, `_` and `.` is
 * percent-encoded as UTF-8, so the hyphens between the parts are the only ones. No ProductClass:
 * `OUI--SerialNumber`.
 */
export function deviceIdOf(identity: Pick<DeviceIdentity, 'oui' | 'productClass' | 'serialNumber'>): string {
  return [identity.oui, identity.productClass, identity.serialNumber].map(encodePart).join('-')
}

function encodePart(part: string): string {
  // Half a surrogate pair, as damaged input has it, would make encodeURIComponent throw.
  return encodeURIComponent(part.toWellFormed()).replace(
    /[-!~*'()]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function isList<T, L extends readonly unknown[]>(value: T | L): value is L {
  return Array.isArray(value)
}
