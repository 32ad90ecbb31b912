import { replaceWith } from '../../edits.js'
import { quoted } from '../../place.js'
import { deviceIdPart } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const wrongOui: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'wrong-oui',
  severity: 'warning',
  title: 'The OUI is not six hexadecimal digits in capitals.',
  reference: 'cwmp-1-2.xsd DeviceIdStruct (OUI)',
  explanation:
    'The OUI is part of what identifies a device: six digits, letters as capitals, no separators. An ACS that checks refuses the Inform; one that does not keeps 00a859 and 00A859 as two devices, and a user name made from it may not match. Enter the device under the spelling it uses.',
  wrong:
    '<cwmp:Inform><DeviceId><Manufacturer>Example</Manufacturer><OUI>00a859</OUI><ProductClass>Gateway</ProductClass><SerialNumber>A1B2C3</SerialNumber></DeviceId></cwmp:Inform>',
  right:
    '<cwmp:Inform><DeviceId><Manufacturer>Example</Manufacturer><OUI>00A859</OUI><ProductClass>Gateway</ProductClass><SerialNumber>A1B2C3</SerialNumber></DeviceId></cwmp:Inform>',
  covers: ['cpe-12'],
  check: (envelope, report) => {
    const oui = deviceIdPart(envelope, 'OUI')
    if (oui === null || /^[0-9A-F]{6}$/.test(oui.text)) return
    const digits = oui.text.trim().replace(/[:-]/g, '').toUpperCase()
    const isSure = /^[0-9A-F]{6}$/.test(digits)
    report(
      oui.text.trim() === ''
        ? 'The OUI is empty.'
        : `The OUI is ${quoted(oui.text)}; it is to be six hexadecimal digits in capitals.`,
      oui.place,
      ...(isSure ? [replaceWith(`Write ${digits}`, oui.place, digits)] : []),
    )
  },
}
