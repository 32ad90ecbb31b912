import { retryCountOf } from '../../../sessions/inform-facts.js'
import { openingInformOf } from '../../informs.js'
import { argumentPlace } from '../../member.js'
import type { SessionRule } from '../../rule.js'

export const retryCountGrows: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'retry-count-grows',
  severity: 'error',
  title: 'Session after session of this CPE fails.',
  reference: 'cwmp-1-2.xsd Inform (RetryCount)',
  explanation:
    'RetryCount says how often the CPE has tried to deliver these events before. It has risen here for several sessions in a row, so none of them has succeeded for the CPE, whatever the ACS thinks. Look where each of them ends: the last message before is the one the CPE does not get over.',
  wrong:
    'CPE  POST Inform  RetryCount 4  …  (fails)\nCPE  POST Inform  RetryCount 5  …  (fails)\nCPE  POST Inform  RetryCount 6',
  right: 'CPE  POST Inform  RetryCount 1  …\nACS  204\nCPE  POST Inform  RetryCount 0',
  covers: ['cpe-15', 'field-13'],
  turn: (turn, report, track) => {
    const envelope = openingInformOf(turn, track)
    if (envelope === null || track.device === null) return
    const now = retryCountOf(envelope.decoded)
    const [first, second] = track.device.sessions.slice(-2)
    if (now === null || first === undefined || second === undefined) return
    if (first.retryCount === null || second.retryCount === null) return
    if (now < 3 || now <= second.retryCount || second.retryCount <= first.retryCount) return
    report(
      `RetryCount is ${String(now)}, after ${String(first.retryCount)} and ${String(second.retryCount)} in the sessions before.`,
      argumentPlace(envelope, 'RetryCount'),
    )
  },
}
