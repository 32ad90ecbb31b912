import { quoted } from '../../place.js'
import type { SessionRule } from '../../rule.js'

const standard = /^urn:dslforum-org:cwmp-1-[012]$/

export const namespaceRefused: SessionRule = {
  kind: 'session',
  from: 'acs-to-cpe',
  id: 'namespace-refused',
  severity: 'error',
  title: 'The ACS ends the session for a CWMP namespace it does not know.',
  reference:
    'practice: an ACS ended every session whose namespace it had not in its list ("Unrecognized CWMP version")',
  explanation:
    'The CPE writes a CWMP namespace that is none of the three the standard has, and the ACS refuses its message. Versions 1.3 and 1.4 use the namespace of 1.2, so `cwmp-1-3` and `cwmp-1-4` are mistakes of the CPE; an ACS should take them all the same. Configure the CPE for another version of CWMP, or teach the ACS its namespace.',
  wrong: 'CPE  POST Inform  xmlns:cwmp="urn:dslforum-org:cwmp-1-4"\nACS  400 Unrecognized CWMP version',
  right: 'CPE  POST Inform  xmlns:cwmp="urn:dslforum-org:cwmp-1-2"\nACS  200 InformResponse',
  covers: ['acs-4'],
  turn: ({ direction, head, kind, envelope }, report, { lastPost }) => {
    const namespace = lastPost?.namespace ?? null
    if (direction !== 'acs-to-cpe' || namespace === null || standard.test(namespace)) return
    const status = head?.status ?? 0
    const refused =
      (status >= 400 && status !== 401) || (kind === 'fault' && envelope?.fault?.code !== '8005')
    if (!refused) return
    const how = kind === 'fault' ? `fault ${envelope?.fault?.code ?? ''}` : String(status)
    report(`The ACS answers ${how} to a message in the namespace ${quoted(namespace)}.`)
  },
}
