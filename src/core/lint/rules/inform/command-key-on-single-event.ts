import { quoted } from '../../place.js'
import { standardEvent } from './event-codes.js'
import { eventsOf } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const commandKeyOnSingleEvent: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'command-key-on-single-event',
  severity: 'warning',
  title: 'An event that has no CommandKey carries one.',
  reference:
    'practice: a key on the wrong event leaves the ACS without it (GenieACS issue 194 is the reverse case)',
  explanation:
    'Only M events carry the CommandKey of the command they answer; for events with a number it is empty. An ACS looks for its key at M Download, M Reboot and the like, and does not find it if the device puts it elsewhere.',
  wrong:
    '<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[2]"><EventStruct><EventCode>7 TRANSFER COMPLETE</EventCode><CommandKey>update-7</CommandKey></EventStruct><EventStruct><EventCode>M Download</EventCode><CommandKey>update-7</CommandKey></EventStruct></Event></cwmp:Inform>',
  right:
    '<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[2]"><EventStruct><EventCode>7 TRANSFER COMPLETE</EventCode><CommandKey></CommandKey></EventStruct><EventStruct><EventCode>M Download</EventCode><CommandKey>update-7</CommandKey></EventStruct></Event></cwmp:Inform>',
  covers: ['field-12'],
  check: (envelope, report) => {
    for (const { code, commandKey, keyPlace } of eventsOf(envelope) ?? []) {
      if (commandKey === null || commandKey.trim() === '' || standardEvent(code) === null) continue
      report(`${code} carries the CommandKey ${quoted(commandKey)}; it has none.`, keyPlace)
    }
  },
}
