import { deviceIdOf, type DeviceIdentity } from '../../../core/dialog/index.js'

/**
 * The names a device may go by: `OUI-ProductClass-SerialNumber` and `OUI-SerialNumber`, percent-encoded as TR-069a6 3.4.4
 * wants it or as it stands in the Inform. Upper case in the OUI.
 */
export function namesOf(identity: DeviceIdentity): readonly string[] {
  const { oui, productClass, serialNumber } = identity
  const upper = oui.toUpperCase()
  const encoded = (parts: readonly string[]): string => parts.map(encodeUnreserved).join('-')
  const names = [
    [upper, productClass, serialNumber].join('-'),
    encoded([upper, productClass, serialNumber]),
    deviceIdOf({ ...identity, oui: upper }),
    [upper, serialNumber].join('-'),
    encoded([upper, serialNumber]),
  ]
  return [...new Set(names)]
}

/** Whether a name is one of a device's own; the hex digits of the OUI may be in either case. */
export function isNameOf(name: string, identity: DeviceIdentity): boolean {
  const { length } = identity.oui
  return namesOf(identity).includes(name.slice(0, length).toUpperCase() + name.slice(length))
}

/** Everything but the unreserved characters of RFC 3986. */
function encodeUnreserved(part: string): string {
  return encodeURIComponent(part.toWellFormed()).replace(
    /[!*'()]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
