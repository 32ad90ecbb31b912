import { hasEvent, openingInformOf } from '../../informs.js'
import { argumentPlace } from '../../member.js'
import { quoted } from '../../place.js'
import type { SessionRule } from '../../rule.js'
import { secondsText } from '../../seconds.js'

/** A device may be late by so much before it is worth a word, in microseconds. */
const patience = 60_000_000

export const scheduledInformMissing: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'scheduled-inform-missing',
  severity: 'warning',
  title: 'The session that ScheduleInform ordered has not come.',
  reference: 'cwmp-1-2.xsd EventCodeType (3 SCHEDULED, M ScheduleInform)',
  explanation:
    'The CPE agreed to open a session at that time, and the event 3 SCHEDULED is kept over failed sessions and restarts. The time is over, and the Inform that comes now does not tell of it. Use a connection request for this device.',
  wrong: 'ACS  200 ScheduleInform  DelaySeconds 60\n…\nCPE  POST Inform  2 PERIODIC  (an hour later)',
  right:
    'ACS  200 ScheduleInform  DelaySeconds 60\n…\nCPE  POST Inform  3 SCHEDULED, M ScheduleInform  (60 s later)',
  turn: (turn, report, track) => {
    const envelope = openingInformOf(turn, track)
    const { device } = track
    if (envelope === null || device === null) return
    if (hasEvent(envelope, '3 SCHEDULED') || hasEvent(envelope, '0 BOOTSTRAP')) return
    for (const { checked, dueAt, commandKey } of device.informs.values()) {
      if (checked || turn.at <= dueAt + patience) continue
      report(
        `3 SCHEDULED for the CommandKey ${quoted(commandKey)} was due ${secondsText(turn.at - dueAt)} ago, and this Inform does not have it.`,
        argumentPlace(envelope, 'Event'),
      )
    }
  },
}
