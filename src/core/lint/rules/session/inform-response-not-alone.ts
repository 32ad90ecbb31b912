import type { SessionRule } from '../../rule.js'

export const informResponseNotAlone: SessionRule = {
  kind: 'session',
  from: 'acs-to-cpe',
  of: ['response'],
  rpcs: ['Inform'],
  id: 'inform-response-not-alone',
  severity: 'error',
  title: 'The InformResponse does not come alone.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'The ACS has put another envelope behind its InformResponse. A message carries one envelope, and the ACS must not ask before the CPE has sent something else; most CPEs read the first envelope only, others refuse both. Send the request in the answer to the empty POST.',
  wrong: 'CPE  POST Inform\nACS  200 InformResponse + GetParameterValues',
  right: 'CPE  POST Inform\nACS  200 InformResponse\nCPE  POST (empty)\nACS  200 GetParameterValues',
  turn: ({ direction, kind, envelope }, report) => {
    if (direction !== 'acs-to-cpe' || kind !== 'response' || envelope?.rpc !== 'Inform') return
    const second = envelope.issues.find(({ rule }) => rule === 'several-envelopes')
    if (second !== undefined) report('Another envelope follows the InformResponse.', second)
  },
}
