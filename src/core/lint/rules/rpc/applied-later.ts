import { text } from '../../../tree/rpc-values.js'
import { argumentPlace } from '../../member.js'
import type { EnvelopeRule } from '../../rule.js'

export const appliedLater: EnvelopeRule = {
  kind: 'envelope',
  of: ['response'],
  rpcs: ['SetParameterValues', 'AddObject', 'DeleteObject'],
  id: 'applied-later',
  severity: 'info',
  title: 'The change is accepted, but not applied yet.',
  reference: 'cwmp-1-2.xsd SetParameterValuesResponse (Status)',
  explanation:
    'Status 1 says that the CPE has stored the change and applies it later, mostly with a restart after the session. Until then it may report the old values. Read the parameter again in the next session before you conclude that the change was lost.',
  wrong: '<cwmp:SetParameterValuesResponse><Status>1</Status></cwmp:SetParameterValuesResponse>',
  right: '<cwmp:SetParameterValuesResponse><Status>0</Status></cwmp:SetParameterValuesResponse>',
  check: (envelope, report) => {
    if (text(envelope.decoded['Status']).trim() !== '1') return
    report('Status is 1: the change is applied after the session.', argumentPlace(envelope, 'Status'))
  },
}
