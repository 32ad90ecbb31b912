import { headerPlace } from '../../member.js'
import { quoted } from '../../place.js'
import type { SessionRule } from '../../rule.js'

export const cwmpIdNotEchoed: SessionRule = {
  kind: 'session',
  of: ['response', 'fault'],
  id: 'cwmp-id-not-echoed',
  severity: 'error',
  title: 'An answer does not carry the cwmp:ID of its request.',
  reference: 'TR-069a6 table 4',
  explanation:
    'Response and fault repeat the ID of their request, in the same header. A strict peer refuses an answer with another ID, or none, as belonging to something else; ours pairs it by its method, as only one request is open at a time. The ID is an opaque text: it must come back as it was, also where it has spaces or letters.',
  wrong: 'ACS  200 GetParameterValues  cwmp:ID 5\nCPE  POST GetParameterValuesResponse  cwmp:ID 1',
  right: 'ACS  200 GetParameterValues  cwmp:ID 5\nCPE  POST GetParameterValuesResponse  cwmp:ID 5',
  covers: ['cpe-22'],
  turn: ({ direction, kind, envelope }, report, track) => {
    if ((kind !== 'response' && kind !== 'fault') || envelope === null) return
    const asked = direction === 'cpe-to-acs' ? track.askedByAcs : track.askedByCpe
    if (asked === null || asked.cwmpId === null) return
    const { id } = envelope.header
    if (id === asked.cwmpId || (kind === 'response' && envelope.rpc !== asked.rpc)) return
    const carried = id === undefined ? 'no cwmp:ID' : `the cwmp:ID ${quoted(id)}`
    report(
      `The answer to ${asked.rpc ?? 'the request'} carries ${carried}; the request had ${quoted(asked.cwmpId)}.`,
      headerPlace(envelope, 'ID'),
    )
  },
}
