import { rpcPlace } from '../../member.js'
import { quoted } from '../../place.js'
import type { SessionRule } from '../../rule.js'

export const requestInAnotherNamespace: SessionRule = {
  kind: 'session',
  of: ['request'],
  id: 'request-in-another-namespace',
  severity: 'warning',
  title: 'A request is in another CWMP namespace than the InformResponse.',
  reference: 'practice: ACSs wrote their requests in a fixed namespace; CPEs dropped the connection',
  explanation:
    'With Inform and InformResponse the version of CWMP is settled for the session, and all later messages are written in its namespace. A side that changes it mixes two versions: the receiver may not recognise the RPC.',
  wrong:
    'ACS  200 InformResponse  xmlns:cwmp="urn:dslforum-org:cwmp-1-2"\nCPE  POST (empty)\nACS  200 Reboot  xmlns:cwmp="urn:dslforum-org:cwmp-1-0"',
  right:
    'ACS  200 InformResponse  xmlns:cwmp="urn:dslforum-org:cwmp-1-2"\nCPE  POST (empty)\nACS  200 Reboot  xmlns:cwmp="urn:dslforum-org:cwmp-1-2"',
  covers: ['acs-5'],
  turn: ({ kind, envelope }, report, { informResponse }) => {
    if (kind !== 'request' || envelope === null || envelope.rpc === 'Inform') return
    const { namespace } = envelope
    const settled = informResponse?.namespace ?? null
    if (namespace === null || settled === null || namespace === settled) return
    report(
      `${envelope.rpc ?? 'The request'} is in the namespace ${quoted(namespace)}, the InformResponse was in ${quoted(settled)}.`,
      rpcPlace(envelope),
    )
  },
}
