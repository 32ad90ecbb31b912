import type { SessionRule } from '../../rule.js'

export const pipelinedRequest: SessionRule = {
  kind: 'session',
  id: 'pipelined-request',
  severity: 'error',
  title: 'The CPE sends a POST before the one in front of it is answered.',
  reference: 'TR-069a6 3.4.6',
  explanation:
    'CWMP forbids pipelining on a connection: what the CPE may send next depends on the answer that it has not seen yet. An ACS may refuse such a POST, drop it, or take it for the answer to a request that it has only just sent. Have the CPE wait for each answer.',
  wrong: 'CPE  POST Inform  cwmp:ID 1\nCPE  POST (empty)\nACS  200 InformResponse  cwmp:ID 1\nACS  400',
  right: 'CPE  POST Inform  cwmp:ID 1\nACS  200 InformResponse  cwmp:ID 1\nCPE  POST (empty)\nACS  204',
  from: 'cpe-to-acs',
  turn: (turn, report, { lastAnswer }) => {
    if (turn.head?.method !== 'POST') return
    if (lastAnswer === null || lastAnswer.connection !== turn.connection) return
    // The whole of it: line ends that some CPEs send behind a body are no request yet.
    if (turn.until < lastAnswer.at) {
      report('The POST was sent before the one in front of it on the same connection had its answer.')
    }
  },
}
