import { structs, text } from '../../../tree/rpc-values.js'
import { repeatedPlace } from '../../member.js'
import type { EnvelopeRule } from '../../rule.js'

/** Success, what the schema lists, what it leaves for later, and vendors' own. */
function isForUnits(code: string): boolean {
  if (/^0+$/.test(code)) return true
  const number = /^\d{4}$/.test(code) ? Number(code) : 0
  return (
    [9001, 9003, 9012, 9013].includes(number) ||
    (number >= 9015 && number <= 9018) ||
    (number >= 9022 && number <= 9899)
  )
}

export const duFaultCode: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['DUStateChangeComplete', 'AutonomousDUStateChangeComplete'],
  id: 'du-fault-code',
  severity: 'warning',
  title: 'An operation on a deployment unit ended with a fault code that is not for them.',
  reference: 'cwmp-1-2.xsd DeploymentUnitCPEFaultCodeType',
  explanation:
    'A result may tell 0 (done), 9001, 9003, 9012, 9013, 9015 to 9018, 9022 to 9032, and codes of the vendor. A validating ACS refuses the message with another one, and the event never goes away.',
  wrong:
    '<cwmp:DUStateChangeComplete><Results><UUID></UUID><DeploymentUnitRef></DeploymentUnitRef><Version></Version><CurrentState>Failed</CurrentState><Resolved>0</Resolved><ExecutionUnitRefList></ExecutionUnitRefList><StartTime>2026-11-22T10:00:00Z</StartTime><CompleteTime>2026-11-22T10:01:00Z</CompleteTime><Fault><FaultCode>9008</FaultCode></Fault></Results><CommandKey>k</CommandKey></cwmp:DUStateChangeComplete>',
  right:
    '<cwmp:DUStateChangeComplete><Results><UUID></UUID><DeploymentUnitRef></DeploymentUnitRef><Version></Version><CurrentState>Failed</CurrentState><Resolved>0</Resolved><ExecutionUnitRefList></ExecutionUnitRefList><StartTime>2026-11-22T10:00:00Z</StartTime><CompleteTime>2026-11-22T10:01:00Z</CompleteTime><Fault><FaultCode>9023</FaultCode></Fault></Results><CommandKey>k</CommandKey></cwmp:DUStateChangeComplete>',
  check: (envelope, report) => {
    for (const [index, result] of structs(envelope.decoded['Results']).entries()) {
      const code = text(structs(result['Fault'])[0]?.['FaultCode']).trim()
      if (!/^\d+$/.test(code) || isForUnits(code)) continue
      report(
        `The FaultCode ${code.slice(0, 12)} is not one of those for deployment units.`,
        repeatedPlace(envelope, 'Results', index),
      )
      return
    }
  },
}
