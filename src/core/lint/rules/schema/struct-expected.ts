import type { ReadingRuleDefinition } from '../../rule.js'

export const structExpected: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'struct-expected',
  severity: 'error',
  title: 'Text where a structure is due.',
  reference: 'cwmp-1-2.xsd TransferCompleteFaultStruct and the other structs',
  explanation:
    'Where the schema has a struct with fields there is plain text, such as `0` for a FaultStruct. A ' +
    'receiver finds no FaultCode in it and may take a transfer that went well for a failed one, and ' +
    'start it again and again. Read `0` as "no fault" for now, and ask the vendor for the fields.',
  wrong: `<cwmp:TransferComplete>
  <CommandKey>fw-7</CommandKey>
  <FaultStruct>0</FaultStruct>
  <StartTime>2026-11-22T10:00:00Z</StartTime>
  <CompleteTime>2026-11-22T10:05:00Z</CompleteTime>
</cwmp:TransferComplete>`,
  right: `<cwmp:TransferComplete>
  <CommandKey>fw-7</CommandKey>
  <FaultStruct><FaultCode>0</FaultCode><FaultString></FaultString></FaultStruct>
  <StartTime>2026-11-22T10:00:00Z</StartTime>
  <CompleteTime>2026-11-22T10:05:00Z</CompleteTime>
</cwmp:TransferComplete>`,
  covers: ['cpe-41'],
}
