import { replaceWith } from '../../edits.js'
import { quoted } from '../../place.js'
import { argumentOf } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const maxEnvelopes: EnvelopeRule = {
  kind: 'envelope',
  of: ['request', 'response'],
  rpcs: ['Inform'],
  id: 'max-envelopes',
  severity: 'warning',
  title: 'MaxEnvelopes is not 1.',
  reference:
    'practice: 0 ("unlimited" in old versions) and 2 occur in captures; receivers treat every value as 1',
  explanation:
    'One envelope in one HTTP message is all CWMP has had since Amendment 1, and MaxEnvelopes is always 1. Receivers ignore another value; nothing needs to be done, but a peer that really sends two envelopes loses the second.',
  wrong: '<cwmp:Inform><MaxEnvelopes>2</MaxEnvelopes></cwmp:Inform>',
  right: '<cwmp:Inform><MaxEnvelopes>1</MaxEnvelopes></cwmp:Inform>',
  covers: ['cpe-4', 'cpe-6'],
  check: (envelope, report) => {
    const max = argumentOf(envelope, 'MaxEnvelopes')
    if (max === null || /^0*1$/.test(max.text.trim())) return
    report(
      `MaxEnvelopes is ${quoted(max.text)}; it is to be 1.`,
      max.place,
      replaceWith('Write 1', max.place, '1'),
    )
  },
}
