import { argumentPlace } from '../../member.js'
import type { EnvelopeRule } from '../../rule.js'
import { timeWindows } from './time-windows.js'

export const timeWindowOrder: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['ScheduleDownload'],
  id: 'time-window-order',
  severity: 'error',
  title: 'A time window ends before it begins.',
  reference: 'cwmp-1-2.xsd TimeWindowStruct',
  explanation:
    'WindowStart and WindowEnd count seconds from the receipt of the request, and the end must be the greater one; else the CPE answers fault 9003. They are no times of the day.',
  wrong:
    '<cwmp:ScheduleDownload><CommandKey>k</CommandKey><FileType>1 Firmware Upgrade Image</FileType><URL>http://files.example/f</URL><Username></Username><Password></Password><FileSize>0</FileSize><TargetFileName></TargetFileName><TimeWindowList soap-enc:arrayType="cwmp:TimeWindowStruct[1]"><TimeWindowStruct><WindowStart>3600</WindowStart><WindowEnd>600</WindowEnd><WindowMode>1 At Any Time</WindowMode><UserMessage></UserMessage><MaxRetries>0</MaxRetries></TimeWindowStruct></TimeWindowList></cwmp:ScheduleDownload>',
  right:
    '<cwmp:ScheduleDownload><CommandKey>k</CommandKey><FileType>1 Firmware Upgrade Image</FileType><URL>http://files.example/f</URL><Username></Username><Password></Password><FileSize>0</FileSize><TargetFileName></TargetFileName><TimeWindowList soap-enc:arrayType="cwmp:TimeWindowStruct[1]"><TimeWindowStruct><WindowStart>600</WindowStart><WindowEnd>3600</WindowEnd><WindowMode>1 At Any Time</WindowMode><UserMessage></UserMessage><MaxRetries>0</MaxRetries></TimeWindowStruct></TimeWindowList></cwmp:ScheduleDownload>',
  check: (envelope, report) => {
    for (const { start, end } of timeWindows(envelope.decoded)) {
      if (end > start) continue
      report(
        `The window from ${String(start)} s to ${String(end)} s does not end after its start.`,
        argumentPlace(envelope, 'TimeWindowList'),
      )
    }
  },
}
