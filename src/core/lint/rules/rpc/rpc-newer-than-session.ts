import { rpcTable } from '../../../rpc/index.js'
import { rpcPlace } from '../../member.js'
import type { SessionRule } from '../../rule.js'

export const rpcNewerThanSession: SessionRule = {
  kind: 'session',
  of: ['request'],
  id: 'rpc-newer-than-session',
  severity: 'error',
  title: 'The RPC is newer than the CWMP version of the session.',
  reference: 'cwmp-1-2.xsd (RPCs that cwmp-1-0.xsd and cwmp-1-1.xsd do not have)',
  explanation:
    'Inform and InformResponse have settled a version of CWMP that does not have this RPC, so the receiver must answer "method not supported" (9000 or 8000). Use the older way (Download in place of ScheduleDownload, GetQueuedTransfers in place of GetAllQueuedTransfers), or ask GetRPCMethods whether the device has it all the same.',
  wrong: 'CPE  POST Inform  xmlns:cwmp="urn:dslforum-org:cwmp-1-0"\n…\nACS  200 ScheduleDownload',
  right: 'CPE  POST Inform  xmlns:cwmp="urn:dslforum-org:cwmp-1-0"\n…\nACS  200 Download',
  turn: ({ kind, envelope, direction }, report, { version, device }) => {
    if (kind !== 'request' || envelope === null || envelope.rpc === null || version === null) return
    const since = rpcTable.get(envelope.rpc)?.since
    // Versions of one digit each compare as texts.
    if (since === undefined || since <= version) return
    if (direction === 'acs-to-cpe' && device?.methods?.has(envelope.rpc) === true) return
    report(`${envelope.rpc} came with CWMP ${since}; this session speaks ${version}.`, rpcPlace(envelope))
  },
}
