import { readWholeNumber } from '../../value-types.js'
import { argumentOf } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const largeRetryCount: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'large-retry-count',
  severity: 'warning',
  title: 'A device has failed many times to deliver its session.',
  reference:
    'practice: RetryCount 942 and 1485 and growing, from devices that never go on after the InformResponse',
  explanation:
    'RetryCount grows with each session that fails and goes back to 0 with one that succeeds; after ten failures the device waits up to one and a half hours in between. Look at where its sessions end: often after the InformResponse, which the device cannot read (other namespace, other cwmp:ID, cookie or missing XML declaration). Some firmware only forgets to set the count back.',
  wrong: '<cwmp:Inform><RetryCount>1485</RetryCount></cwmp:Inform>',
  right: '<cwmp:Inform><RetryCount>2</RetryCount></cwmp:Inform>',
  covers: ['cpe-15', 'field-13'],
  check: (envelope, report) => {
    const retries = argumentOf(envelope, 'RetryCount')
    if (retries === null || readWholeNumber(retries.text.trim(), 'unsignedInt') !== 'fits') return
    const count = Number(retries.text)
    if (count < many) return
    report(`RetryCount is ${count}: as many attempts at this session have failed.`, retries.place)
  },
}

/** From here on the waits do not grow any more (TR-069 retry back-off). */
const many = 10
