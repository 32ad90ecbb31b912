import { hasEvent, openingInformOf } from '../../informs.js'
import { argumentPlace } from '../../member.js'
import { quoted } from '../../place.js'
import type { SessionRule } from '../../rule.js'

export const bootWithoutMethodEvent: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'boot-without-method-event',
  severity: 'warning',
  title: 'The restart that was ordered is reported without M Reboot.',
  reference: 'cwmp-1-2.xsd EventCodeType (1 BOOT, M Reboot)',
  explanation:
    'A restart by Reboot is told by 1 BOOT and by M Reboot with the CommandKey of the order. Without the second an ACS cannot tell it from a power failure, and may wait for ever for its order to end.',
  wrong: 'ACS  200 Reboot  CommandKey k\n…\nCPE  POST Inform  1 BOOT',
  right: 'ACS  200 Reboot  CommandKey k\n…\nCPE  POST Inform  1 BOOT, M Reboot (CommandKey k)',
  turn: (turn, report, track) => {
    const envelope = openingInformOf(turn, track)
    const { device } = track
    const before = device?.before(track) ?? null
    if (envelope === null || device === null || before === null || before.outcome !== 'completed') return
    if (!hasEvent(envelope, '1 BOOT') || hasEvent(envelope, 'M Reboot') || hasEvent(envelope, '0 BOOTSTRAP'))
      return
    for (const { session, commandKey } of device.reboots.values()) {
      if (session !== before.id) continue
      report(
        `The Reboot with the CommandKey ${quoted(commandKey)} has happened, and the Inform has no M Reboot.`,
        argumentPlace(envelope, 'Event'),
      )
    }
  },
}
