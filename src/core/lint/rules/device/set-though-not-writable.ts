import { structs, text } from '../../../tree/rpc-values.js'
import { fewOf, responseTo } from '../../asked.js'
import { rpcPlace } from '../../member.js'
import { nameText } from '../../quote.js'
import type { SessionRule } from '../../rule.js'

export const setThoughNotWritable: SessionRule = {
  kind: 'session',
  of: ['response'],
  rpcs: ['SetParameterValues'],
  id: 'set-though-not-writable',
  severity: 'warning',
  title: 'The CPE sets a parameter of which it says that it cannot be set.',
  reference: 'practice: an ACS has a switch to set what devices call not writable',
  explanation:
    'GetParameterNames told Writable false for this parameter, and SetParameterValues has set it all the same. An ACS that believes the list never tries. Do not rely on Writable for this device.',
  wrong:
    'CPE  POST GetParameterNamesResponse  Device.X Writable 0\n…\nACS  200 SetParameterValues  Device.X\nCPE  POST SetParameterValuesResponse  Status 0',
  right:
    'CPE  POST GetParameterNamesResponse  Device.X Writable 1\n…\nACS  200 SetParameterValues  Device.X\nCPE  POST SetParameterValuesResponse  Status 0',
  covers: ['cpe-29', 'field-19'],
  turn: (turn, report, track) => {
    const answer = responseTo(turn, track, ['SetParameterValues'])
    const { device } = track
    if (answer === null || device === null) return
    const names = structs(answer.asked.arguments['ParameterList'])
      .map((member) => text(member['Name']))
      .filter((name) => device.parameter(name)?.writable === false)
    if (names.length === 0) return
    report(
      `The CPE has set ${fewOf(names, nameText)}, which it calls not writable.`,
      rpcPlace(answer.envelope),
    )
  },
}
