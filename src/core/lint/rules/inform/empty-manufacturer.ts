import { deviceIdPart } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const emptyManufacturer: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'empty-manufacturer',
  severity: 'info',
  title: 'The Manufacturer of the device is empty.',
  reference: 'cwmp-1-2.xsd DeviceIdStruct (Manufacturer)',
  explanation:
    'Manufacturer is for people: it does not identify the device, but lists and searches show it. The OUI tells who made it all the same.',
  wrong:
    '<cwmp:Inform><DeviceId><Manufacturer></Manufacturer><OUI>00D09E</OUI><ProductClass>Gateway</ProductClass><SerialNumber>A1B2C3</SerialNumber></DeviceId></cwmp:Inform>',
  right:
    '<cwmp:Inform><DeviceId><Manufacturer>Example</Manufacturer><OUI>00D09E</OUI><ProductClass>Gateway</ProductClass><SerialNumber>A1B2C3</SerialNumber></DeviceId></cwmp:Inform>',
  check: (envelope, report) => {
    const manufacturer = deviceIdPart(envelope, 'Manufacturer')
    if (manufacturer === null || manufacturer.text.trim() !== '') return
    report('The Manufacturer in DeviceId is empty.', manufacturer.place)
  },
}
