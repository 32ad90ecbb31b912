import type { Fix } from '../../finding.js'
import type { SessionRule } from '../../rule.js'

/** How a session ends whose CPE fell silent or walked away. */
const gone = new Set(['timeout', 'connection-closed', 'superseded'])

export const neverProceeds: SessionRule = {
  kind: 'session',
  id: 'never-proceeds',
  severity: 'error',
  title: 'After the InformResponse nothing more comes.',
  reference:
    'practice: CPEs that could not read the InformResponse repeated their Inform for weeks, RetryCount above 1000',
  explanation:
    'The CPE has got its InformResponse and then neither asks nor sends its empty POST: it could not read the answer, or refused it. It will send the same Inform again and again. Known causes are an XML declaration too many or too few, another CWMP namespace than in the Inform, and a cookie or header the CPE does not stand; try the quirk offered here, then the others.',
  wrong: 'CPE  POST Inform\nACS  200 InformResponse\n     (nothing more)',
  right: 'CPE  POST Inform\nACS  200 InformResponse\nCPE  POST (empty)\nACS  204',
  covers: ['acs-8', 'field-1', 'field-13'],
  end: ({ outcome, informResponse, lastPost, holdRequests }, report) => {
    if (outcome === null || !gone.has(outcome) || informResponse === null) return
    if (lastPost?.rpc !== 'Inform') return
    const namespaces =
      informResponse.namespace === lastPost.namespace
        ? ''
        : ' The namespace of the InformResponse is not that of the Inform.'
    const held = holdRequests ? ' The InformResponse holds requests back.' : ''
    report(
      `The CPE sends nothing after the InformResponse, not even an empty POST.${namespaces}${held}`,
      null,
      declarationFix(informResponse.declared),
    )
  },
}

/** The other way of beginning a message. */
export function declarationFix(declared: boolean | null): Fix {
  return {
    kind: 'quirk',
    title:
      declared === true
        ? 'Write messages without an XML declaration'
        : 'Write messages with an XML declaration',
    quirk: { xmlDeclaration: declared !== true },
  }
}
