import type { ReadingRuleDefinition } from '../../rule.js'

export const unknownRpc: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'unknown-rpc',
  severity: 'warning',
  title: "The RPC is not one of CWMP's; it is shown as a plain tree.",
  reference: 'TR-069a6 3.5',
  explanation:
    'The receiver answers a method it does not know with fault 9000 (CPE) or 8000 (ACS), and the ' +
    "session goes on. Names are case-sensitive, so check the spelling first. A vendor's own method is" +
    ' named X_<VENDOR>_Name; whether the other side has it tells GetRPCMethods.',
  wrong: '<cwmp:ScheduleUpload><CommandKey>log</CommandKey></cwmp:ScheduleUpload>',
  right: '<cwmp:X_000000_ScheduleUpload><CommandKey>log</CommandKey></cwmp:X_000000_ScheduleUpload>',
}
