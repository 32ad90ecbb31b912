import { argumentOf, hasEvent } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const bootstrapRetried: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'bootstrap-retried',
  severity: 'info',
  title: 'A device tries again to bootstrap.',
  reference:
    'practice: RetryCount counts the failed attempts at this session, and 0 BOOTSTRAP stays until an InformResponse arrives',
  explanation:
    'This device has tried before to introduce itself, and no session came to an InformResponse. Look at its earlier attempts: refused credentials, a certificate it does not trust, an answer it cannot read. Until one succeeds it stays unmanaged.',
  wrong:
    '<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[1]"><EventStruct><EventCode>0 BOOTSTRAP</EventCode><CommandKey></CommandKey></EventStruct></Event><RetryCount>3</RetryCount></cwmp:Inform>',
  right:
    '<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[1]"><EventStruct><EventCode>0 BOOTSTRAP</EventCode><CommandKey></CommandKey></EventStruct></Event><RetryCount>0</RetryCount></cwmp:Inform>',
  check: (envelope, report) => {
    const retries = argumentOf(envelope, 'RetryCount')
    if (retries === null || !/^\d+$/.test(retries.text.trim()) || Number(retries.text) === 0) return
    if (!hasEvent(envelope, '0 BOOTSTRAP')) return
    report(`0 BOOTSTRAP is reported after ${Number(retries.text)} failed attempts.`, retries.place)
  },
}
