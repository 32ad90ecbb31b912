import { headerValues } from '../../../http/index.js'
import type { SessionRule } from '../../rule.js'

export const credentialsRefused: SessionRule = {
  kind: 'session',
  from: 'acs-to-cpe',
  id: 'credentials-refused',
  severity: 'error',
  title: 'The ACS refuses the credentials of the CPE.',
  reference: 'TR-069a6 3.4.5',
  explanation:
    'The ACS answers 401 again though the CPE has answered its challenge: the session has failed. Compare ManagementServer.Username and Password with what the ACS expects. Where they are right, look whether the CPE has changed its connection in between: some ACSs bind the nonce to it, and some CPEs reconnect after every 401.',
  wrong: 'CPE  POST Inform\nACS  401\nCPE  POST Inform  Authorization: Digest …\nACS  401',
  right: 'CPE  POST Inform\nACS  401\nCPE  POST Inform  Authorization: Digest …\nACS  200 InformResponse',
  covers: ['field-14'],
  turn: ({ direction, head }, report, { lastPost, refusals, reconnects }) => {
    if (direction !== 'acs-to-cpe' || head?.status !== 401 || refusals === 0) return
    if (lastPost?.authorized !== true) return
    // The nonce has run out: the credentials are right (RFC 7616 3.3).
    if (headerValues(head, 'www-authenticate').some((value) => /\bstale\s*=\s*"?true/i.test(value))) return
    const moved = reconnects > 0 ? ' It had changed its connection after the challenge.' : ''
    report(`The ACS answers 401 to the credentials of the CPE.${moved}`)
  },
}
