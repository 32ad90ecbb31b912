import { quoted } from '../../place.js'
import { readWholeNumber } from '../../value-types.js'
import { argumentOf } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const wrongRetryCount: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'wrong-retry-count',
  severity: 'error',
  title: 'RetryCount is no number.',
  reference: 'cwmp-1-2.xsd Inform (RetryCount, unsignedInt)',
  explanation:
    'RetryCount says how often the device failed to deliver this session, in digits. A receiver that checks refuses the Inform. Have the firmware corrected.',
  wrong: '<cwmp:Inform><RetryCount>-1</RetryCount></cwmp:Inform>',
  right: '<cwmp:Inform><RetryCount>0</RetryCount></cwmp:Inform>',
  check: (envelope, report) => {
    const retries = argumentOf(envelope, 'RetryCount')
    if (retries === null || readWholeNumber(retries.text.trim(), 'unsignedInt') === 'fits') return
    report(
      retries.text.trim() === ''
        ? 'RetryCount is empty.'
        : `RetryCount is ${quoted(retries.text)}, which is no count.`,
      retries.place,
    )
  },
}
