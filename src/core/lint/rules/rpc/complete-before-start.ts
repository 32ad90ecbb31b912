import { text } from '../../../tree/rpc-values.js'
import { argumentPlace } from '../../member.js'
import type { EnvelopeRule } from '../../rule.js'

export const completeBeforeStart: EnvelopeRule = {
  kind: 'envelope',
  rpcs: ['TransferComplete', 'AutonomousTransferComplete', 'Download', 'Upload'],
  id: 'complete-before-start',
  severity: 'warning',
  title: 'The transfer was complete before it began.',
  reference: 'cwmp-1-2.xsd TransferComplete (StartTime, CompleteTime)',
  explanation:
    'CompleteTime lies before StartTime. As a rule the clock of the device was set in between, often because it had none before the restart. Do not compute durations from these times.',
  wrong:
    '<cwmp:TransferComplete><CommandKey>k</CommandKey><FaultStruct><FaultCode>0</FaultCode><FaultString></FaultString></FaultStruct><StartTime>2026-11-22T10:00:00Z</StartTime><CompleteTime>1970-01-01T00:01:00Z</CompleteTime></cwmp:TransferComplete>',
  right:
    '<cwmp:TransferComplete><CommandKey>k</CommandKey><FaultStruct><FaultCode>0</FaultCode><FaultString></FaultString></FaultStruct><StartTime>2026-11-22T10:00:00Z</StartTime><CompleteTime>2026-11-22T10:01:00Z</CompleteTime></cwmp:TransferComplete>',
  check: (envelope, report) => {
    const start = timeOf(text(envelope.decoded['StartTime']))
    const complete = timeOf(text(envelope.decoded['CompleteTime']))
    if (start === null || complete === null || complete >= start) return
    report('CompleteTime lies before StartTime.', argumentPlace(envelope, 'CompleteTime'))
  },
}

/** Null: unknown, relative to the start of the device, or without a zone. */
function timeOf(written: string): number | null {
  if (/^0/.test(written.trim()) || !/(?:Z|[+-]\d\d:\d\d)$/.test(written.trim())) return null
  const time = Date.parse(written.trim())
  return Number.isNaN(time) ? null : time
}
