import { text } from '../../../tree/rpc-values.js'
import type { SessionRule } from '../../rule.js'
import { declarationFix } from './never-proceeds.js'

export const requestLeftUnanswered: SessionRule = {
  kind: 'session',
  id: 'request-left-unanswered',
  severity: 'error',
  title: 'The session ends without an answer to the last request of the ACS.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'The CPE fell silent or hung up over this request: it takes too long, the CPE crashed on it, or could not read it. Whether it was carried out is not known. Ask for less at once; if the request comes without an XML declaration, or asks for the empty path, try the quirk that is offered.',
  wrong: 'ACS  200 GetParameterNames\n     (nothing more)',
  right: 'ACS  200 GetParameterNames\nCPE  POST GetParameterNamesResponse\nACS  204',
  covers: ['acs-8', 'cpe-28', 'field-1', 'field-2'],
  end: ({ outcome, askedByAcs }, report) => {
    if (askedByAcs === null || outcome === null) return
    if (outcome === 'completed' || outcome === 'interrupted') return
    const { rpc } = askedByAcs
    const wholeTree = rpc === 'GetParameterNames' && text(askedByAcs.arguments['ParameterPath']) === ''
    report(
      `The session ended without an answer to ${rpc ?? 'a request of the ACS'}${wholeTree ? ' of the empty path' : ''}.`,
      null,
      wholeTree
        ? { kind: 'quirk', title: 'Name the root in place of the empty path', quirk: { emptyPath: 'root' } }
        : askedByAcs.declared === false
          ? declarationFix(false)
          : undefined,
    )
  },
}
