import { headerPlace } from '../../member.js'
import { quoted } from '../../place.js'
import type { SessionRule } from '../../rule.js'

export const cwmpIdReused: SessionRule = {
  kind: 'session',
  of: ['request'],
  id: 'cwmp-id-reused',
  severity: 'info',
  title: 'Two requests of a session have the same cwmp:ID.',
  reference: 'TR-069a6 table 4',
  explanation:
    'The ID is there to tell requests apart, and this side uses one for several. As only one request is open at a time nothing is lost, but an answer that comes late can be taken for another.',
  wrong:
    'ACS  200 GetParameterNames  cwmp:ID 1\nCPE  POST GetParameterNamesResponse  cwmp:ID 1\nACS  200 GetParameterValues  cwmp:ID 1',
  right:
    'ACS  200 GetParameterNames  cwmp:ID 1\nCPE  POST GetParameterNamesResponse  cwmp:ID 1\nACS  200 GetParameterValues  cwmp:ID 2',
  turn: ({ direction, kind, envelope }, report, track) => {
    if (kind !== 'request' || envelope === null || track.again !== null || track.reusedIds > 0) return
    const { id } = envelope.header
    const before =
      id === undefined ? undefined : (direction === 'cpe-to-acs' ? track.cpeIds : track.acsIds).get(id)
    if (id === undefined || before === undefined) return
    report(
      `${envelope.rpc ?? 'The request'} has the cwmp:ID ${quoted(id)}, which ${before} had before.`,
      headerPlace(envelope, 'ID'),
    )
  },
}
