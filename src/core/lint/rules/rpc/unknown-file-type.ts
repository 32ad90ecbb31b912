import { text } from '../../../tree/rpc-values.js'
import { argumentPlace } from '../../member.js'
import { quoted } from '../../place.js'
import type { EnvelopeRule } from '../../rule.js'

const downloads =
  /^(?:1 Firmware Upgrade Image|2 Web Content|3 Vendor Configuration File|4 Tone File|5 Ringer File|6 Stored Firmware Image)$/
const uploads =
  /^(?:1 Vendor Configuration File|2 Vendor Log File|3 Vendor Configuration File [1-9]\d*|4 Vendor Log File [1-9]\d*)$/
/** One list for both directions, with the number 4 twice. */
const merged =
  /^(?:1 Firmware Upgrade Image|2 Web Content|3 Vendor Configuration File|4 Vendor Log File|4 Tone File|5 Ringer File|6 (?:Stored Firmware Image|Vendor Configuration File [1-9]\d*)|7 Vendor Log File [1-9]\d*)$/

const known: ReadonlyMap<string, RegExp> = new Map([
  ['Download', downloads],
  ['ScheduleDownload', downloads],
  ['RequestDownload', downloads],
  ['Upload', uploads],
  ['AutonomousTransferComplete', merged],
])

export const unknownFileType: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: [...known.keys()],
  id: 'unknown-file-type',
  severity: 'warning',
  title: 'The FileType is none of the standard ones.',
  reference: 'cwmp-1-2.xsd DownloadFileType, UploadFileType, TransferFileType',
  explanation:
    'The type is a fixed text, number and words together, and the numbers mean something else in Download than in Upload. CPEs compare the whole text and answer 9003 to another one. A type of a vendor begins with "X ", followed by its OUI or name.',
  wrong:
    '<cwmp:Download><CommandKey>k</CommandKey><FileType>1 Firmware Image</FileType><URL>http://files.example/f</URL><Username></Username><Password></Password><FileSize>0</FileSize><TargetFileName></TargetFileName><DelaySeconds>0</DelaySeconds><SuccessURL></SuccessURL><FailureURL></FailureURL></cwmp:Download>',
  right:
    '<cwmp:Download><CommandKey>k</CommandKey><FileType>1 Firmware Upgrade Image</FileType><URL>http://files.example/f</URL><Username></Username><Password></Password><FileSize>0</FileSize><TargetFileName></TargetFileName><DelaySeconds>0</DelaySeconds><SuccessURL></SuccessURL><FailureURL></FailureURL></cwmp:Download>',
  check: (envelope, report) => {
    const { rpc, decoded } = envelope
    const types = known.get(rpc ?? '')
    const type = text(decoded['FileType'])
    // What has not even the form of a type is said by the rule on patterns.
    if (types === undefined || types.test(type) || !/^[1-9]\d*(?: \S+)+$/.test(type)) return
    report(`${quoted(type)} is no standard file type of ${rpc ?? ''}.`, argumentPlace(envelope, 'FileType'))
  },
}
