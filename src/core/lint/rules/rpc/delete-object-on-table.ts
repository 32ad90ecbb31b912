import { text } from '../../../tree/rpc-values.js'
import { argumentPlace } from '../../member.js'
import { nameText } from '../../quote.js'
import type { EnvelopeRule } from '../../rule.js'

export const deleteObjectOnTable: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['DeleteObject'],
  id: 'delete-object-on-table',
  severity: 'error',
  title: 'DeleteObject does not name an instance.',
  reference: 'cwmp-1-2.xsd DeleteObject (ObjectName)',
  explanation:
    'DeleteObject removes one instance and takes its path with the number and a dot at the end; everything below goes with it. To the path of a table the CPE answers fault 9005: a whole table cannot be emptied by one call.',
  wrong:
    '<cwmp:DeleteObject><ObjectName>Device.NAT.PortMapping.</ObjectName><ParameterKey></ParameterKey></cwmp:DeleteObject>',
  right:
    '<cwmp:DeleteObject><ObjectName>Device.NAT.PortMapping.3.</ObjectName><ParameterKey></ParameterKey></cwmp:DeleteObject>',
  check: (envelope, report) => {
    const name = text(envelope.decoded['ObjectName'])
    if (name === '' || /\.(?:\d+|\[[^\]]*\])\.?$/.test(name)) return
    report(`${nameText(name)} is not the path of an instance.`, argumentPlace(envelope, 'ObjectName'))
  },
}
