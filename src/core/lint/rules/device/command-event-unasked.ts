import type { DeviceMemory } from '../../../sessions/device-memory.js'
import { eventsOf, openingInformOf } from '../../informs.js'
import { quoted } from '../../place.js'
import type { SessionRule } from '../../rule.js'

export const commandEventUnasked: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'command-event-unasked',
  severity: 'warning',
  title: 'The CPE reports the end of something that nobody ordered.',
  reference: 'cwmp-1-2.xsd EventStruct (CommandKey)',
  explanation:
    'An event such as M Reboot carries the CommandKey of the order it belongs to, and no order with this key has been seen since the device was bootstrapped. An ACS cannot tell what has ended. Either the CPE has lost or cut the key, or another server manages it as well.',
  wrong: 'ACS  200 Reboot  CommandKey upgrade-7\n…\nCPE  POST Inform  1 BOOT, M Reboot (CommandKey upgrade)',
  right:
    'ACS  200 Reboot  CommandKey upgrade-7\n…\nCPE  POST Inform  1 BOOT, M Reboot (CommandKey upgrade-7)',
  turn: (turn, report, track) => {
    const envelope = openingInformOf(turn, track)
    if (envelope === null || track.device === null || !track.device.bootstrapped) return
    for (const { code, commandKey, place } of eventsOf(envelope)) {
      const orders = ordersOf(track.device, code)
      if (orders === null || orders.forgotten || orders.has(commandKey)) continue
      report(`${code} has the CommandKey ${quoted(commandKey)}, and nothing was ordered with it.`, place)
    }
  },
}

/** Where orders are kept whose end this event tells; null: none of the ACS. */
function ordersOf(
  device: DeviceMemory,
  code: string,
): { readonly forgotten: boolean; readonly has: (key: string) => boolean } | null {
  const { transfers } = device
  switch (code) {
    case 'M Reboot':
      return device.reboots
    case 'M ScheduleInform':
      return device.informs
    case 'M ChangeDUState':
      return device.unitChanges
    case 'M Download':
    case 'M Upload':
    case 'M ScheduleDownload':
      return {
        forgotten: transfers.forgotten,
        has: (key) => transfers.get(key)?.rpc === code.slice(2),
      }
    default:
      return null
  }
}
