import { text } from '../../../tree/rpc-values.js'
import { argumentPlace } from '../../member.js'
import { nameText } from '../../quote.js'
import type { EnvelopeRule } from '../../rule.js'

export const addObjectOnInstance: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['AddObject'],
  id: 'add-object-on-instance',
  severity: 'error',
  title: 'AddObject names an instance in place of a table.',
  reference: 'cwmp-1-2.xsd AddObject (ObjectName)',
  explanation:
    'AddObject takes the path of the table, without an instance number behind it: the CPE chooses the number and returns it. To a path that ends with a number the CPE answers fault 9005. Where the CPE supports aliases, a name of your own in brackets may follow.',
  wrong:
    '<cwmp:AddObject><ObjectName>Device.NAT.PortMapping.1.</ObjectName><ParameterKey></ParameterKey></cwmp:AddObject>',
  right:
    '<cwmp:AddObject><ObjectName>Device.NAT.PortMapping.</ObjectName><ParameterKey></ParameterKey></cwmp:AddObject>',
  check: (envelope, report) => {
    const name = text(envelope.decoded['ObjectName'])
    if (!/\.\d+\.?$/.test(name)) return
    report(
      `${nameText(name)} is an instance; AddObject takes the table.`,
      argumentPlace(envelope, 'ObjectName'),
    )
  },
}
