import { headerPlace } from '../../member.js'
import { quoted } from '../../place.js'
import type { SessionRule } from '../../rule.js'

export const cwmpIdUnasked: SessionRule = {
  kind: 'session',
  of: ['response', 'fault'],
  id: 'cwmp-id-unasked',
  severity: 'warning',
  title: 'An answer carries a cwmp:ID though its request had none.',
  reference: 'TR-069a6 table 4',
  explanation:
    'Where a request has no ID its answer should have none: the header must be understood, and a CPE that never writes one may not know it. Most take it. If sessions of this device end after the InformResponse, answer it without an ID.',
  wrong: 'CPE  POST Inform\nACS  200 InformResponse  cwmp:ID 1',
  right: 'CPE  POST Inform\nACS  200 InformResponse',
  turn: ({ direction, kind, envelope }, report, track) => {
    if ((kind !== 'response' && kind !== 'fault') || envelope === null) return
    const asked = direction === 'cpe-to-acs' ? track.askedByAcs : track.askedByCpe
    const { id } = envelope.header
    if (asked === null || asked.cwmpId !== null || id === undefined) return
    report(
      `The answer carries the cwmp:ID ${quoted(id)}; ${asked.rpc ?? 'its request'} had none.`,
      headerPlace(envelope, 'ID'),
    )
  },
}
