import { rpcTable } from '../../../rpc/index.js'
import { rpcPlace } from '../../member.js'
import type { EnvelopeRule } from '../../rule.js'

export const rpcInWrongDirection: EnvelopeRule = {
  kind: 'envelope',
  of: ['request', 'response'],
  id: 'rpc-in-wrong-direction',
  severity: 'error',
  title: 'The RPC belongs to the other side.',
  reference: 'cwmp-1-2.xsd (methods of the CPE, methods of the ACS)',
  explanation:
    'An ACS calls the methods of the CPE and a CPE those of the ACS; only GetRPCMethods is for both. The receiver has no such method and answers "method not supported". Either the sender mixes up the roles, or a message was recorded the wrong way round.',
  wrong: `POST /acs HTTP/1.1
Host: acs

<cwmp:Reboot><CommandKey></CommandKey></cwmp:Reboot>`,
  right: `HTTP/1.1 200 OK

<cwmp:Reboot><CommandKey></CommandKey></cwmp:Reboot>`,
  check: (envelope, report, { direction }) => {
    const sender = rpcTable.get(envelope.rpc ?? '')?.sender
    if (direction === null || sender === undefined || sender === 'both') return
    const asks = envelope.kind === 'request'
    const should = (sender === 'cpe') === asks ? 'cpe-to-acs' : 'acs-to-cpe'
    if (direction === should) return
    report(
      `${envelope.rpc ?? ''}${asks ? '' : 'Response'} is sent by the ${should === 'cpe-to-acs' ? 'CPE' : 'ACS'}, not by the ${should === 'cpe-to-acs' ? 'ACS' : 'CPE'}.`,
      rpcPlace(envelope),
    )
  },
}
