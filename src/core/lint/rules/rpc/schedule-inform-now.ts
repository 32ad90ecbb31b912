import { text } from '../../../tree/rpc-values.js'
import { argumentPlace } from '../../member.js'
import type { EnvelopeRule } from '../../rule.js'

export const scheduleInformNow: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['ScheduleInform'],
  id: 'schedule-inform-now',
  severity: 'error',
  title: 'ScheduleInform asks for a session in 0 seconds.',
  reference: 'cwmp-1-2.xsd ScheduleInform (DelaySeconds)',
  explanation:
    'DelaySeconds must be greater than 0; the CPE answers fault 9003. For a session as soon as possible take 1, or send a connection request after this session.',
  wrong:
    '<cwmp:ScheduleInform><DelaySeconds>0</DelaySeconds><CommandKey>k</CommandKey></cwmp:ScheduleInform>',
  right:
    '<cwmp:ScheduleInform><DelaySeconds>1</DelaySeconds><CommandKey>k</CommandKey></cwmp:ScheduleInform>',
  check: (envelope, report) => {
    if (!/^0+$/.test(text(envelope.decoded['DelaySeconds']).trim())) return
    report('DelaySeconds is 0; it must be greater.', argumentPlace(envelope, 'DelaySeconds'))
  },
}
