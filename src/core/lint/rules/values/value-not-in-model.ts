import type { Constraint } from '../../../model/nodes.js'
import { nameText, quotedValue } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { valuePlace } from '../../value-types.js'

export const valueNotInModel: ParameterRule = {
  kind: 'parameter',
  id: 'value-not-in-model',
  severity: 'warning',
  title: 'A value is none of those its data model lists.',
  reference: 'practice: the definition in the data model that the finding names',
  explanation:
    'The data model lists the values this parameter can have, in just this spelling; a vendor may add some that begin with X_. A CPE refuses another one in SetParameterValues with fault 9007. Where a CPE reports it, a server that knows the list shows it as unknown.',
  wrong:
    '<ParameterValueStruct><Name>Device.NAT.PortMapping.1.Protocol</Name><Value xsi:type="xsd:string">tcp</Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.NAT.PortMapping.1.Protocol</Name><Value xsi:type="xsd:string">TCP</Value></ParameterValueStruct>',
  check: (parameter, report, envelope) => {
    const constraint = parameter.definition?.constraint
    const { value, name } = parameter
    if (constraint?.enumeration === undefined || value === null || allows(constraint, value)) return
    // The states of tests differ between data models; unknown-diagnostics-state knows them all.
    if (name.endsWith('.DiagnosticsState')) return
    const listed = constraint.enumeration
    const shown = `${listed.slice(0, 8).join(', ')}${listed.length > 8 ? ' and others' : ''}`
    report(
      `${nameText(name)} is ${quotedValue(name, value)}; its values are ${shown} (${parameter.definition?.source ?? ''}).`,
      valuePlace(envelope, parameter),
    )
  },
}

/** An empty value says that there is none; a vendor's own begins with X_. */
function allows({ enumeration, formerValues }: Constraint, value: string): boolean {
  return (
    enumeration?.includes(value) === true ||
    value.trim() === '' ||
    /^X_/.test(value) ||
    formerValues?.includes(value) === true
  )
}
