import { quoted } from '../../place.js'
import type { ParameterRule } from '../../rule.js'
import { namePlace } from '../../value-types.js'

export const malformedParameterName: ParameterRule = {
  kind: 'parameter',
  id: 'malformed-parameter-name',
  severity: 'error',
  title: 'A parameter name cannot be one.',
  reference:
    'practice: captures with ".ExternalIPAddress" and with line breaks inside names; names are dotted paths (TR-106)',
  explanation:
    'A name is a path of segments with a dot between them: letters, digits, "_", "-" and %-escapes, an instance number, or an alias in brackets. This one has an empty segment, white space or another character that names do not have. The value cannot be assigned to a parameter; the recording may also have been damaged on its way.',
  wrong:
    '<ParameterValueStruct><Name>.ExternalIPAddress</Name><Value xsi:type="xsd:string">192.0.2.7</Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.NAT.PortMapping.[cpe-web].X_EXAMPLE-COM_Tag%20</Name><Value xsi:type="xsd:string">a</Value></ParameterValueStruct>',
  covers: ['cpe-14', 'cpe-44'],
  check: (parameter, report, envelope) => {
    const { name } = parameter
    // What is that long is no name whatever is in it, and its length has a rule of its own.
    if (usual.test(name) || name.length > 1024) return
    const problem = problemOf(name)
    if (problem === null) return
    report(
      name === '' ? 'A parameter has an empty name.' : `The parameter name ${quoted(name)} ${problem}.`,
      namePlace(envelope, parameter),
    )
  },
}

/** Nearly every name, at the price of one pass. */
const usual = /^[A-Za-z_][\w%-]*(?:\.[\w%-]+)*\.?$/

function problemOf(name: string): string | null {
  if (name === '') return 'is empty'
  if (name.startsWith('.')) return 'begins with a dot'
  // What stands in brackets is an alias, which may have any character.
  const path = name.replace(/(?<=^|\.)\[[^\]]+\](?=\.|$)/g, 'alias')
  if (/\s/.test(path) || /[\r\n]/.test(name)) return 'has white space in it'
  if (path.includes('..')) return 'has an empty segment'
  const odd = /[^\p{L}\p{N}_.%-]/u.exec(path)?.[0]
  return odd === undefined ? null : `has the character ${JSON.stringify(odd)} in it`
}
