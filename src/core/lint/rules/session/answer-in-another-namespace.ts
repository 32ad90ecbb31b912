import { parseCwmpVersion } from '../../../soap/version.js'
import { cwmpNamespace, type DecodedEnvelope } from '../../../soap/index.js'
import type { TurnFacts } from '../../../sessions/track.js'
import { rpcPlace } from '../../member.js'
import { quoted } from '../../place.js'
import type { SessionRule } from '../../rule.js'

export const answerInAnotherNamespace: SessionRule = {
  kind: 'session',
  of: ['response', 'fault'],
  id: 'answer-in-another-namespace',
  severity: 'error',
  title: 'An answer is in another CWMP namespace than its request.',
  reference:
    'practice: ACSs answered in a fixed namespace (1.0, or cwmp-1-3 to a CWMP 1.4 device); CPEs dropped the connection',
  explanation:
    'The namespace says which version of CWMP a message is written in, and an answer is written in that of its request, unless the two have agreed on another version by SupportedCWMPVersions and UseCWMPVersion. A CPE that checks it does not recognise the answer and drops the connection. Versions 1.2, 1.3 and 1.4 share the namespace cwmp-1-2.',
  wrong:
    'CPE  POST Inform  xmlns:cwmp="urn:dslforum-org:cwmp-1-2"\nACS  200 InformResponse  xmlns:cwmp="urn:dslforum-org:cwmp-1-0"',
  right:
    'CPE  POST Inform  xmlns:cwmp="urn:dslforum-org:cwmp-1-2"\nACS  200 InformResponse  xmlns:cwmp="urn:dslforum-org:cwmp-1-2"',
  covers: ['acs-1', 'acs-5'],
  turn: ({ direction, kind, envelope }, report, track) => {
    if ((kind !== 'response' && kind !== 'fault') || envelope === null) return
    const asked = direction === 'cpe-to-acs' ? track.askedByAcs : track.askedByCpe
    const { namespace } = envelope
    if (asked === null || namespace === null || asked.namespace === null) return
    if (namespace === asked.namespace || isAgreed(envelope, asked)) return
    report(
      `The answer to ${asked.rpc ?? 'the request'} is in the namespace ${quoted(namespace)}, the request was in ${quoted(asked.namespace)}.`,
      rpcPlace(envelope),
    )
  },
}

/** The InformResponse names another version out of those offered, and is written in it. */
function isAgreed({ header, namespace, rpc }: DecodedEnvelope, asked: TurnFacts): boolean {
  const offered = asked.header.supportedCwmpVersions
  if (rpc !== 'Inform' || offered === undefined || header.useCwmpVersion === undefined) return false
  const version = parseCwmpVersion(header.useCwmpVersion)
  return version !== null && offered.includes(version) && cwmpNamespace(version) === namespace
}
