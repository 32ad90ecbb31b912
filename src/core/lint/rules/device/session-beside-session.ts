import { retryCountOf } from '../../../sessions/inform-facts.js'
import { hasEvent, openingInformOf } from '../../informs.js'
import { rpcPlace } from '../../member.js'
import type { SessionRule } from '../../rule.js'
import { secondsText } from '../../seconds.js'

/** So long a silent session may still go on, in microseconds. */
const idle = 30_000_000

export const sessionBesideSession: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'session-beside-session',
  severity: 'warning',
  title: 'The CPE opens a session while another of its sessions is open.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'A CPE has at most one session with its ACS at a time. With two, requests and answers cross, and an ACS that keeps one session for each device drops one of them. Either two processes of the device speak for it, two devices have the same serial number, or the CPE gave the other session up without closing it.',
  wrong: 'CPE  POST Inform  (session 1)\nACS  200 InformResponse\nCPE  POST Inform  (session 2, 3 s later)',
  right:
    'CPE  POST Inform  (session 1)\nACS  200 InformResponse\nCPE  POST (empty)\nACS  204\nCPE  POST Inform  (session 2)',
  turn: (turn, report, track) => {
    const envelope = openingInformOf(turn, track)
    const before = track.device?.before(track) ?? null
    if (envelope === null || before === null || before.outcome !== null || !before.accepted) return
    // The CPE counts the other session as failed, and after an HTTP error it is.
    if (before.refused || (retryCountOf(envelope.decoded) ?? 0) > 0) return
    const silence = turn.at - before.until
    // After a restart the other session cannot go on.
    if (silence > idle || hasEvent(envelope, '1 BOOT')) return
    report(
      `Another session of this CPE is open: its last message came ${secondsText(Math.max(0, silence))} ago.`,
      rpcPlace(envelope),
    )
  },
}
