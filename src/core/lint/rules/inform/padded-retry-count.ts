import { replaceWith } from '../../edits.js'
import { quoted } from '../../place.js'
import { argumentOf } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const paddedRetryCount: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'padded-retry-count',
  severity: 'info',
  title: 'RetryCount is written with leading zeros.',
  reference: 'practice: RetryCount 00 and 05 occur in captures',
  explanation:
    'XML Schema reads 05 as 5, so every receiver that takes it for a number understands it. One that compares texts does not see that "00" is the first attempt.',
  wrong: '<cwmp:Inform><RetryCount>00</RetryCount></cwmp:Inform>',
  right: '<cwmp:Inform><RetryCount>0</RetryCount></cwmp:Inform>',
  covers: ['cpe-15'],
  check: (envelope, report) => {
    const retries = argumentOf(envelope, 'RetryCount')
    if (retries === null || !/^0\d+$/.test(retries.text.trim())) return
    const plain = retries.text.trim().replace(/^0+(?=\d)/, '')
    report(
      `RetryCount is ${quoted(retries.text)}, with leading zeros.`,
      retries.place,
      replaceWith(`Write ${plain}`, retries.place, plain),
    )
  },
}
