import { retryCountOf } from '../../../sessions/inform-facts.js'
import { hasEvent, openingInformOf } from '../../informs.js'
import { argumentPlace } from '../../member.js'
import type { SessionRule } from '../../rule.js'

export const retryCountNotReset: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'retry-count-not-reset',
  severity: 'warning',
  title: 'RetryCount is not 0 after a session that went well.',
  reference: 'cwmp-1-2.xsd Inform (RetryCount)',
  explanation:
    'RetryCount goes back to 0 with a successful session and with a restart. The session before was completed, so either the CPE does not reset its counter, or it counts that session as failed: it may not have got the last answer, or not have liked it (204 in place of 200, or the other way round).',
  wrong: 'CPE  POST Inform  RetryCount 2  …\nACS  204\nCPE  POST Inform  RetryCount 3',
  right: 'CPE  POST Inform  RetryCount 2  …\nACS  204\nCPE  POST Inform  RetryCount 0',
  covers: ['cpe-15', 'field-20'],
  turn: (turn, report, track) => {
    const envelope = openingInformOf(turn, track)
    const before = track.device?.before(track) ?? null
    if (envelope === null || before === null || before.outcome !== 'completed') return
    const now = retryCountOf(envelope.decoded)
    if (now === null || now === 0) return
    report(
      `RetryCount is ${String(now)}${hasEvent(envelope, '1 BOOT') ? ' after a restart' : ''}, though the session before was completed.`,
      argumentPlace(envelope, 'RetryCount'),
    )
  },
}
