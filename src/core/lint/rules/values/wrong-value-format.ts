import type { ValueFormat } from '../../../model/nodes.js'
import { nameText, quotedValue } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { valuePlace } from '../../value-types.js'

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|\\d?\\d)'
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`)
/** Loose: groups of hexadecimal digits with colons, the last 32 bits perhaps as IPv4. */
const ipv6 = /^(?=.*:.*:)[0-9A-Fa-f:]+(?::\d{1,3}(?:\.\d{1,3}){3})?(?:%\S+)?$/

const forms: Readonly<
  Record<ValueFormat, { readonly test: (value: string) => boolean; readonly name: string }>
> = {
  IPAddress: { test: (value) => ipv4.test(value) || ipv6.test(value), name: 'an IP address' },
  IPv4Address: { test: (value) => ipv4.test(value), name: 'an IPv4 address' },
  IPv6Address: { test: (value) => ipv6.test(value), name: 'an IPv6 address' },
  MACAddress: {
    test: (value) => /^[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}$/.test(value),
    name: 'a MAC address (six pairs of digits with colons)',
  },
  UUID: {
    test: (value) => /^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/.test(value),
    name: 'a UUID',
  },
}

export const wrongValueFormat: ParameterRule = {
  kind: 'parameter',
  id: 'wrong-value-format',
  severity: 'warning',
  title: 'A value does not have the form its data model gives it.',
  reference:
    'practice: the named type (IPAddress, MACAddress, UUID) in the data model that the finding names',
  explanation:
    'Addresses have one form each, or are empty where there is none. A CPE refuses another form in SetParameterValues with fault 9007; a server that reads it from a CPE finds no device by it. White space around the address counts, too.',
  wrong:
    '<ParameterValueStruct><Name>Device.DNS.Client.Server.1.DNSServer</Name><Value xsi:type="xsd:string">192.0.2.300</Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.DNS.Client.Server.1.DNSServer</Name><Value xsi:type="xsd:string">2001:db8::53</Value></ParameterValueStruct>',
  check: (parameter, report, envelope) => {
    const format = parameter.definition?.constraint?.format
    const { value, name } = parameter
    if (format === undefined || value === null || value === '') return
    const form = forms[format]
    if (form.test(value)) return
    report(
      `${nameText(name)} is ${quotedValue(name, value)}, which is not ${form.name} (${parameter.definition?.source ?? ''}).`,
      valuePlace(envelope, parameter),
    )
  },
}
