import { managementServer } from '../../../sessions/device-memory.js'
import { hasEvent, openingInformOf } from '../../informs.js'
import { argumentPlace } from '../../member.js'
import type { SessionRule } from '../../rule.js'
import { secondsText } from '../../seconds.js'

export const periodicOffInterval: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'periodic-off-interval',
  severity: 'info',
  title: 'A periodic Inform comes far off its interval.',
  reference: 'Device:2.17 Device.ManagementServer.PeriodicInformInterval',
  explanation:
    'Informs with 2 PERIODIC follow each other in PeriodicInformInterval, or in a multiple of it where some were missed. This one does not fit. Either another ACS, or the device itself, has changed the interval, or its clock was set in between.',
  wrong:
    'CPE  POST Inform  2 PERIODIC  10:00:00  (PeriodicInformInterval 3600)\nCPE  POST Inform  2 PERIODIC  10:20:00',
  right:
    'CPE  POST Inform  2 PERIODIC  10:00:00  (PeriodicInformInterval 3600)\nCPE  POST Inform  2 PERIODIC  11:00:00',
  turn: (turn, report, track) => {
    const envelope = openingInformOf(turn, track)
    const { device } = track
    if (envelope === null || device === null || device.periodicAt === null) return
    if (!hasEvent(envelope, '2 PERIODIC') || hasEvent(envelope, '1 BOOT')) return
    const before = device.before(track)
    // An Inform that comes again tells of a period that is over.
    if (before === null || before.outcome !== 'completed') return
    const written = managementServer(device.parameter, 'PeriodicInformInterval')?.value?.trim() ?? ''
    const interval = /^[1-9]\d{0,8}$/.test(written) ? Number(written) * 1_000_000 : null
    if (interval === null) return
    const passed = turn.at - device.periodicAt
    const periods = Math.max(1, Math.round(passed / interval))
    if (Math.abs(passed - periods * interval) <= interval / 10 + 10_000_000) return
    report(
      `2 PERIODIC comes ${secondsText(passed)} after the last one; PeriodicInformInterval is ${written.slice(0, 12)} s.`,
      argumentPlace(envelope, 'Event'),
    )
  },
}
