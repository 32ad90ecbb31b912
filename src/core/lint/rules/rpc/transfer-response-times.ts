import { text } from '../../../tree/rpc-values.js'
import { argumentPlace } from '../../member.js'
import type { EnvelopeRule } from '../../rule.js'

/** TR-106: a time that is not known. */
const unknownTime = /^0001-01-01T00:00:00/

export const transferResponseTimes: EnvelopeRule = {
  kind: 'envelope',
  of: ['response'],
  rpcs: ['Download', 'Upload'],
  id: 'transfer-response-times',
  severity: 'warning',
  title: 'The times of the answer do not fit its Status.',
  reference: 'cwmp-1-2.xsd DownloadResponse (Status, StartTime, CompleteTime)',
  explanation:
    'Status 0 says that the transfer is done and applied: then the two times say when. Status 1 says that it is still to come: then both are the Unknown Time, 0001-01-01T00:00:00Z. As it stands nobody knows whether to wait for a TransferComplete; the Status counts.',
  wrong:
    '<cwmp:DownloadResponse><Status>0</Status><StartTime>0001-01-01T00:00:00Z</StartTime><CompleteTime>0001-01-01T00:00:00Z</CompleteTime></cwmp:DownloadResponse>',
  right:
    '<cwmp:DownloadResponse><Status>1</Status><StartTime>0001-01-01T00:00:00Z</StartTime><CompleteTime>0001-01-01T00:00:00Z</CompleteTime></cwmp:DownloadResponse>',
  check: (envelope, report) => {
    const { decoded } = envelope
    const status = text(decoded['Status']).trim()
    const completed = text(decoded['CompleteTime']).trim()
    if (completed === '') return
    if (status === '0' && unknownTime.test(completed)) {
      report('Status is 0 (done), but the CompleteTime is unknown.', argumentPlace(envelope, 'CompleteTime'))
    } else if (status === '1' && !unknownTime.test(completed)) {
      report(
        'Status is 1 (still to come), but there is a CompleteTime.',
        argumentPlace(envelope, 'CompleteTime'),
      )
    }
  },
}
