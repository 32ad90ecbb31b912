/**
 * The part of a device id that people know the CPE by: the ProductClass, or the SerialNumber where there is none.
 * The id is `OUI-ProductClass-SerialNumber`, each part percent-encoded.
 */
export function productClassOf(deviceId: string | null): string {
  if (deviceId === null) return ''
  const [, productClass, serialNumber] = deviceId.split('-')
  const part = productClass || serialNumber || deviceId
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
