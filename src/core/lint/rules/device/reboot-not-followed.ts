import { hasEvent, openingInformOf } from '../../informs.js'
import { argumentPlace } from '../../member.js'
import { quoted } from '../../place.js'
import type { SessionRule } from '../../rule.js'

export const rebootNotFollowed: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'reboot-not-followed',
  severity: 'warning',
  title: 'The CPE agreed to restart, and the next Inform tells of no restart.',
  reference: 'cwmp-1-2.xsd EventCodeType (1 BOOT, M Reboot)',
  explanation:
    'After a Reboot the next Inform has 1 BOOT, and M Reboot with the CommandKey. Here the session with the Reboot was completed, and the next one tells of neither: the CPE has not restarted, or it has and does not say so. Look at its UpTime.',
  wrong: 'ACS  200 Reboot\nCPE  POST RebootResponse\nACS  204\n…\nCPE  POST Inform  2 PERIODIC',
  right: 'ACS  200 Reboot\nCPE  POST RebootResponse\nACS  204\n…\nCPE  POST Inform  1 BOOT, M Reboot',
  turn: (turn, report, track) => {
    const envelope = openingInformOf(turn, track)
    const { device } = track
    const before = device?.before(track) ?? null
    if (envelope === null || device === null || before === null || before.outcome !== 'completed') return
    if (hasEvent(envelope, '1 BOOT') || hasEvent(envelope, '0 BOOTSTRAP')) return
    for (const { session, commandKey } of device.reboots.values()) {
      if (session !== before.id) continue
      report(
        `The Reboot with the CommandKey ${quoted(commandKey)} was answered in the session before, and this Inform has no 1 BOOT.`,
        argumentPlace(envelope, 'Event'),
      )
    }
  },
}
