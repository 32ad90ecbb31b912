import { text } from '../../../tree/rpc-values.js'
import { argumentPlace } from '../../member.js'
import type { EnvelopeRule } from '../../rule.js'
import { secondsText } from '../../seconds.js'

const day = 86_400

export const longTransferDelay: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Download', 'Upload', 'ScheduleInform'],
  id: 'long-transfer-delay',
  severity: 'info',
  title: 'The order is to wait for more than a day.',
  reference: 'cwmp-1-2.xsd Download (DelaySeconds)',
  explanation:
    'DelaySeconds counts from the receipt of the request, in seconds. The CPE keeps the order over restarts, but not over a factory reset, and until then its place in the queue is taken. A large number is often meant as milliseconds or as a point in time.',
  wrong:
    '<cwmp:ScheduleInform><DelaySeconds>1764000000</DelaySeconds><CommandKey>k</CommandKey></cwmp:ScheduleInform>',
  right:
    '<cwmp:ScheduleInform><DelaySeconds>60</DelaySeconds><CommandKey>k</CommandKey></cwmp:ScheduleInform>',
  check: (envelope, report) => {
    const written = text(envelope.decoded['DelaySeconds']).trim()
    if (!/^\d{1,10}$/.test(written) || Number(written) <= day) return
    report(
      `DelaySeconds is ${written}: the CPE waits for ${secondsText(Number(written) * 1_000_000)}.`,
      argumentPlace(envelope, 'DelaySeconds'),
    )
  },
}
