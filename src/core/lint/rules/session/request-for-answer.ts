import { rpcPlace } from '../../member.js'
import type { SessionRule } from '../../rule.js'

export const requestForAnswer: SessionRule = {
  kind: 'session',
  from: 'acs-to-cpe',
  of: ['request'],
  id: 'request-for-answer',
  severity: 'error',
  title: 'The ACS sends a request where the answer to the CPE is due.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'The HTTP response to a request of the CPE carries its answer and nothing else; the ACS asks only after an empty POST or after an answer of the CPE. The CPE finds no InformResponse, or no TransferCompleteResponse, and ends the session or sends the same event again and again.',
  wrong: 'CPE  POST Inform\nACS  200 GetParameterValues',
  right: 'CPE  POST Inform\nACS  200 InformResponse\nCPE  POST (empty)\nACS  200 GetParameterValues',
  turn: ({ direction, kind, envelope }, report, { askedByCpe }) => {
    if (direction !== 'acs-to-cpe' || kind !== 'request' || envelope === null || askedByCpe === null) return
    report(
      `The ACS sends ${envelope.rpc ?? 'a request'} where ${askedByCpe.rpc ?? 'the '}Response is due.`,
      rpcPlace(envelope),
    )
  },
}
