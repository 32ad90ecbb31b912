import { standardEvent } from './event-codes.js'
import { eventsOf } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const eventWithoutMethodEvent: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'event-without-method-event',
  needsWhole: true,
  severity: 'warning',
  title: 'An event comes without the M event that belongs to it.',
  reference: 'practice: 7 TRANSFER COMPLETE without the CommandKey of its download (GenieACS issue 194)',
  explanation:
    '3 SCHEDULED comes with M ScheduleInform, 7 TRANSFER COMPLETE with M Download, M ScheduleDownload or M Upload, 11 DU STATE CHANGE COMPLETE with M ChangeDUState: they carry the CommandKey. Without it the ACS learns only from the request that follows which of its commands this is about, or never.',
  wrong:
    '<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[1]"><EventStruct><EventCode>7 TRANSFER COMPLETE</EventCode><CommandKey></CommandKey></EventStruct></Event></cwmp:Inform>',
  right:
    '<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[2]"><EventStruct><EventCode>7 TRANSFER COMPLETE</EventCode><CommandKey></CommandKey></EventStruct><EventStruct><EventCode>M Upload</EventCode><CommandKey>log-3</CommandKey></EventStruct></Event></cwmp:Inform>',
  covers: ['field-12'],
  check: (envelope, report) => {
    const events = eventsOf(envelope) ?? []
    const codes = new Set(events.map(({ code }) => code))
    for (const { code, place } of events) {
      const partners = standardEvent(code)?.comesWith
      if (partners === undefined || partners.some((partner) => codes.has(partner))) continue
      report(`${code} is there without ${listed(partners)}, which carries the CommandKey.`, place)
    }
  },
}

const listed = (names: readonly string[]): string =>
  names.length === 1 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.slice(-1).join('')}`
