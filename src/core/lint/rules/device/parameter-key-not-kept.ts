import { structs, text } from '../../../tree/rpc-values.js'
import { openingInformOf } from '../../informs.js'
import { membersOf } from '../../member.js'
import { quoted } from '../../place.js'
import type { SessionRule } from '../../rule.js'

export const parameterKeyNotKept: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'parameter-key-not-kept',
  severity: 'warning',
  title: 'The CPE does not report the ParameterKey that was set last.',
  reference: 'Device:2.17 Device.ManagementServer.ParameterKey',
  explanation:
    'The CPE stores the ParameterKey of the last change that succeeded and reports it in every Inform, so that an ACS sees whether its settings are still there. This one reports another: it does not store the key, has lost it with a restart, or another server has changed it. An ACS that relies on it configures the device again with every session.',
  wrong:
    'ACS  200 SetParameterValues  ParameterKey 7\nCPE  POST SetParameterValuesResponse\n…\nCPE  POST Inform  ManagementServer.ParameterKey (empty)',
  right:
    'ACS  200 SetParameterValues  ParameterKey 7\nCPE  POST SetParameterValuesResponse\n…\nCPE  POST Inform  ManagementServer.ParameterKey 7',
  covers: ['field-18'],
  turn: (turn, report, track) => {
    const envelope = openingInformOf(turn, track)
    const set = track.device?.parameterKey ?? null
    if (envelope === null || set === null) return
    if (envelope.cut === true || isReset(envelope.decoded['Event'])) return
    const reported = structs(envelope.decoded['ParameterList']).find((member) =>
      text(member['Name']).endsWith('.ManagementServer.ParameterKey'),
    )
    if (reported === undefined || text(reported['Value']) === set) return
    const name = text(reported['Name'])
    const place = membersOf(envelope, 'ParameterList')
    let found = null
    for (const member of place) if (member.name === name) found ??= member.place
    report(`ParameterKey is ${quoted(text(reported['Value']))}; the last one set was ${quoted(set)}.`, found)
  },
}

/** With a factory reset the key is empty. */
function isReset(event: Parameters<typeof structs>[0]): boolean {
  return structs(event).some((member) => text(member['EventCode']).trim() === '0 BOOTSTRAP')
}
