/** The parts of a device id `OUI-ProductClass-SerialNumber`; null if the text is no such id. */
export function partsOfDeviceId(
  id: string,
): { readonly oui: string; readonly productClass: string; readonly serialNumber: string } | null {
  const [oui, productClass, serialNumber, ...rest] = id.split('-')
  if (oui === undefined || productClass === undefined || serialNumber === undefined || rest.length > 0)
    return null
  try {
    return {
      oui: decodeURIComponent(oui),
      productClass: decodeURIComponent(productClass),
      serialNumber: decodeURIComponent(serialNumber),
    }
  } catch {
    return null
  }
}
