import type { SessionRule } from '../../rule.js'

export const cpeRequestNotAnswered: SessionRule = {
  kind: 'session',
  from: 'acs-to-cpe',
  of: ['empty'],
  id: 'cpe-request-not-answered',
  severity: 'error',
  title: 'The ACS does not answer a request of the CPE.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'A request of the CPE is answered in the HTTP response to its POST, by a response or a fault. To an empty one the CPE ends the session as failed, and sends the same again in the next: an event such as 7 TRANSFER COMPLETE then never goes away. An ACS that does not know the RPC answers fault 8000.',
  wrong: 'CPE  POST TransferComplete\nACS  204',
  right: 'CPE  POST TransferComplete\nACS  200 TransferCompleteResponse',
  turn: ({ direction, kind, head }, report, { askedByCpe }) => {
    if (direction !== 'acs-to-cpe' || kind !== 'empty' || askedByCpe === null) return
    report(
      `The ACS answers ${askedByCpe.rpc ?? 'a request'} of the CPE with nothing (HTTP status ${String(head?.status ?? '')}).`,
    )
  },
}
