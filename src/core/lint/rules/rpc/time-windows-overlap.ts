import { argumentPlace } from '../../member.js'
import type { EnvelopeRule } from '../../rule.js'
import { timeWindows } from './time-windows.js'

export const timeWindowsOverlap: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['ScheduleDownload'],
  id: 'time-windows-overlap',
  severity: 'error',
  title: 'The time windows overlap.',
  reference: 'cwmp-1-2.xsd TimeWindowList',
  explanation:
    'ScheduleDownload takes one or two windows that do not overlap; else the CPE answers fault 9003. Both count from the receipt of the request, the second one too.',
  wrong:
    '<cwmp:ScheduleDownload><CommandKey>k</CommandKey><FileType>1 Firmware Upgrade Image</FileType><URL>http://files.example/f</URL><Username></Username><Password></Password><FileSize>0</FileSize><TargetFileName></TargetFileName><TimeWindowList soap-enc:arrayType="cwmp:TimeWindowStruct[2]"><TimeWindowStruct><WindowStart>0</WindowStart><WindowEnd>3600</WindowEnd><WindowMode>3 When Idle</WindowMode><UserMessage></UserMessage><MaxRetries>0</MaxRetries></TimeWindowStruct><TimeWindowStruct><WindowStart>1800</WindowStart><WindowEnd>7200</WindowEnd><WindowMode>1 At Any Time</WindowMode><UserMessage></UserMessage><MaxRetries>0</MaxRetries></TimeWindowStruct></TimeWindowList></cwmp:ScheduleDownload>',
  right:
    '<cwmp:ScheduleDownload><CommandKey>k</CommandKey><FileType>1 Firmware Upgrade Image</FileType><URL>http://files.example/f</URL><Username></Username><Password></Password><FileSize>0</FileSize><TargetFileName></TargetFileName><TimeWindowList soap-enc:arrayType="cwmp:TimeWindowStruct[2]"><TimeWindowStruct><WindowStart>0</WindowStart><WindowEnd>3600</WindowEnd><WindowMode>3 When Idle</WindowMode><UserMessage></UserMessage><MaxRetries>0</MaxRetries></TimeWindowStruct><TimeWindowStruct><WindowStart>3600</WindowStart><WindowEnd>7200</WindowEnd><WindowMode>1 At Any Time</WindowMode><UserMessage></UserMessage><MaxRetries>0</MaxRetries></TimeWindowStruct></TimeWindowList></cwmp:ScheduleDownload>',
  check: (envelope, report) => {
    const windows = timeWindows(envelope.decoded).toSorted((left, right) => left.start - right.start)
    for (const [index, window] of windows.entries()) {
      const next = windows[index + 1]
      if (next === undefined || next.start >= window.end) continue
      report(
        `The window from ${String(next.start)} s begins before the one until ${String(window.end)} s has ended.`,
        argumentPlace(envelope, 'TimeWindowList'),
      )
      return
    }
  },
}
