import { quoted } from '../../place.js'
import { deviceIdPart } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const oddSerialNumber: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'odd-serial-number',
  severity: 'info',
  title: 'The SerialNumber does not look like one.',
  reference: 'practice: captures with IP addresses as serial numbers',
  explanation:
    'An IP address can change, and then the device is a new one to the ACS; white space gets lost in URLs, user names and scripts; "(null)" is no number at all. Nothing has to be done as long as the number stays the same and is the device\'s alone.',
  wrong:
    '<cwmp:Inform><DeviceId><Manufacturer>Example</Manufacturer><OUI>00D09E</OUI><ProductClass>Gateway</ProductClass><SerialNumber>192.168.1.1</SerialNumber></DeviceId></cwmp:Inform>',
  right:
    '<cwmp:Inform><DeviceId><Manufacturer>Example</Manufacturer><OUI>00D09E</OUI><ProductClass>Gateway</ProductClass><SerialNumber>SN-192.168</SerialNumber></DeviceId></cwmp:Inform>',
  covers: ['cpe-12'],
  check: (envelope, report) => {
    const serial = deviceIdPart(envelope, 'SerialNumber')
    if (serial === null || serial.text.trim() === '') return
    const oddity = oddities.find(({ form }) => form.test(serial.text))
    if (oddity !== undefined) report(`The SerialNumber ${quoted(serial.text)} ${oddity.what}.`, serial.place)
  },
}

const oddities: readonly { readonly form: RegExp; readonly what: string }[] = [
  { form: /\s/, what: 'has white space in it' },
  { form: /(?:^|[^\d.])(?:\d{1,3}\.){3}\d{1,3}(?:$|[^\d.])/, what: 'holds an IP address' },
  { form: /^\(?(?:null|nil|unknown|undefined|none|n\/a)\)?$/i, what: 'stands for none' },
  { form: /^0+$|^[Ff]{6,}$/, what: 'is a placeholder' },
]
