import { eventsOf, openingInformOf } from '../../informs.js'
import type { SessionRule } from '../../rule.js'

export const bootstrapAgain: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'bootstrap-again',
  severity: 'info',
  title: 'The CPE reports BOOTSTRAP once more.',
  reference: 'cwmp-1-2.xsd EventCodeType (0 BOOTSTRAP)',
  explanation:
    '0 BOOTSTRAP tells of the first contact, a factory reset, or a new URL of the ACS. The ACS has acknowledged one before, and ordered nothing since that would bring another. Somebody has reset the device at its button, or it does not keep its memory over a restart; its settings must be taken for lost.',
  wrong: 'CPE  POST Inform  0 BOOTSTRAP\nACS  200 InformResponse\n…\nCPE  POST Inform  0 BOOTSTRAP, 1 BOOT',
  right: 'CPE  POST Inform  0 BOOTSTRAP\nACS  200 InformResponse\n…\nCPE  POST Inform  1 BOOT',
  turn: (turn, report, track) => {
    const envelope = openingInformOf(turn, track)
    if (envelope === null || track.device === null) return
    if (!track.device.bootstrapAcknowledged || track.device.mayBootstrap) return
    for (const { code, place } of eventsOf(envelope)) {
      if (code !== '0 BOOTSTRAP') continue
      report('0 BOOTSTRAP comes again, though no factory reset and no other URL was ordered here.', place)
      return
    }
  },
}
