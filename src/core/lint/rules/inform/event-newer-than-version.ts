import { standardEvent } from './event-codes.js'
import { eventsOf } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const eventNewerThanVersion: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'event-newer-than-version',
  severity: 'warning',
  title: 'An event is newer than the CWMP version of its message.',
  reference: 'cwmp-1-0.xsd, cwmp-1-1.xsd and cwmp-1-2.xsd EventCodeType',
  explanation:
    'Event 10 came with CWMP 1.1, 11 and 12 with 1.2, 13 and 14 with 1.4. The message speaks an older version, in which the list of events is closed; an ACS of that version refuses or overlooks the event. A device that speaks 1.4 says so by the header SupportedCWMPVersions.',
  wrong:
    '<soap-env:Envelope xmlns:soap-env="http://schemas.xmlsoap.org/soap/envelope/" xmlns:soap-enc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0"><soap-env:Header><cwmp:ID soap-env:mustUnderstand="1">1</cwmp:ID></soap-env:Header><soap-env:Body><cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[1]"><EventStruct><EventCode>10 AUTONOMOUS TRANSFER COMPLETE</EventCode><CommandKey></CommandKey></EventStruct></Event></cwmp:Inform></soap-env:Body></soap-env:Envelope>',
  right:
    '<soap-env:Envelope xmlns:soap-env="http://schemas.xmlsoap.org/soap/envelope/" xmlns:soap-enc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:cwmp="urn:dslforum-org:cwmp-1-1"><soap-env:Header><cwmp:ID soap-env:mustUnderstand="1">1</cwmp:ID></soap-env:Header><soap-env:Body><cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[1]"><EventStruct><EventCode>10 AUTONOMOUS TRANSFER COMPLETE</EventCode><CommandKey></CommandKey></EventStruct></Event></cwmp:Inform></soap-env:Body></soap-env:Envelope>',
  check: (envelope, report) => {
    const version = envelope.cwmpVersion
    if (version === null) return
    for (const { code, place } of eventsOf(envelope) ?? []) {
      const since = standardEvent(code)?.since
      if (since === undefined || since <= version) continue
      report(`${code} is an event of CWMP ${since}, but the message speaks CWMP ${version}.`, place)
    }
  },
}
