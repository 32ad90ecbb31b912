import type { SessionRule } from '../../rule.js'

export const faultRefused: SessionRule = {
  kind: 'session',
  id: 'fault-refused',
  severity: 'error',
  title: 'The ACS answers a fault of the CPE with an HTTP error.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'A fault is a proper answer to a request of the ACS, and the session goes on after it: the ACS sends its next request or 204. An HTTP error ends the session as failed, so the CPE retries all of it, and the reason for the fault is lost. Mostly the ACS does not understand the prefix or the form of the fault.',
  wrong: 'ACS  200 SetParameterValues  cwmp:ID 5\nCPE  POST Fault 9003  cwmp:ID 5\nACS  400 Bad Request',
  right: 'ACS  200 SetParameterValues  cwmp:ID 5\nCPE  POST Fault 9003  cwmp:ID 5\nACS  204',
  covers: ['acs-11', 'cpe-38'],
  turn: ({ direction, head }, report, { lastPost }) => {
    const status = head?.status ?? 0
    if (direction !== 'acs-to-cpe' || status < 400 || status === 401 || lastPost?.kind !== 'fault') return
    report(`The ACS answers ${String(status)} to fault ${lastPost.faultCode ?? ''} of the CPE.`)
  },
}
