import type { ParameterRule } from '../../rule.js'
import { isSecretParameter } from '../../../redact/index.js'
import { contentOf } from '../../place.js'

export const passwordInClear: ParameterRule = {
  kind: 'parameter',
  id: 'password-in-clear',
  severity: 'warning',
  title: 'The CPE hands over a password in clear.',
  reference: 'Device:2.17 Device.ManagementServer.Password',
  explanation:
    'Passwords read back empty by their definitions, so that nobody gets them by asking. This ' +
    'CPE tells them: they are now in the capture, in the ACS’s database and on the network. ' +
    'Treat the capture as secret (exports are masked), change the password, and tell the ' +
    'vendor.',
  wrong: `<ParameterValueStruct><Name>Device.ManagementServer.Password</Name><Value xsi:type="xsd:string">secret</Value></ParameterValueStruct>`,
  right: `<ParameterValueStruct><Name>Device.ManagementServer.Password</Name><Value xsi:type="xsd:string"></Value></ParameterValueStruct>`,
  covers: ['cpe-47', 'field-22'],
  check: ({ name, value, valueElement }, report, { kind, rpc, source }) => {
    const told = kind === 'request' ? rpc === 'Inform' : kind === 'response' && rpc === 'GetParameterValues'
    if (!told || value === null || !isSecretParameter(name) || isMasked(value)) return
    report(
      `${shown(name)} is told in clear; it should read back empty.`,
      contentOf(source.document, valueElement),
    )
  },
}

/** Nothing, or signs that stand for something hidden. */
function isMasked(value: string): boolean {
  return /^(?:\s*|[*•xX.]+|\(?(?:null|hidden|masked)\)?)$/i.test(value)
}

function shown(name: string): string {
  return name.length > 100 ? `${name.slice(0, 100)}…` : name
}
