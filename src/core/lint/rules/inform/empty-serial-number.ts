import { deviceIdPart } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const emptySerialNumber: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'empty-serial-number',
  severity: 'error',
  title: 'The SerialNumber of the device is empty.',
  reference:
    'practice: servers tell devices apart by OUI, ProductClass and SerialNumber; an empty one makes all of a kind the same',
  explanation:
    'A device is identified by OUI, ProductClass and SerialNumber together. With an empty SerialNumber all devices of this kind are one to the ACS: each session overwrites what the one before it told. The device was perhaps never given its number in the factory.',
  wrong:
    '<cwmp:Inform><DeviceId><Manufacturer>Example</Manufacturer><OUI>00D09E</OUI><ProductClass>Gateway</ProductClass><SerialNumber></SerialNumber></DeviceId></cwmp:Inform>',
  right:
    '<cwmp:Inform><DeviceId><Manufacturer>Example</Manufacturer><OUI>00D09E</OUI><ProductClass>Gateway</ProductClass><SerialNumber>A1B2C3</SerialNumber></DeviceId></cwmp:Inform>',
  check: (envelope, report) => {
    const serial = deviceIdPart(envelope, 'SerialNumber')
    if (serial === null || serial.text.trim() !== '') return
    report('The SerialNumber in DeviceId is empty.', serial.place)
  },
}
