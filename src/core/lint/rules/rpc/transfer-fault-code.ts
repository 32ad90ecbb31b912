import { structs, text } from '../../../tree/rpc-values.js'
import { argumentPlace } from '../../member.js'
import type { EnvelopeRule } from '../../rule.js'

/** Success, what the schema lists, what it leaves for later, and vendors' own. */
function isForTransfers(code: string): boolean {
  if (/^0+$/.test(code)) return true
  const number = /^\d{4}$/.test(code) ? Number(code) : 0
  if (number === 9013) return false
  return (
    [9001, 9002].includes(number) || (number >= 9010 && number <= 9020) || (number >= 9033 && number <= 9899)
  )
}

export const transferFaultCode: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['TransferComplete', 'AutonomousTransferComplete'],
  id: 'transfer-fault-code',
  severity: 'warning',
  title: 'The transfer ended with a fault code that is not for transfers.',
  reference: 'cwmp-1-2.xsd TransferCompleteCPEFaultCodeType',
  explanation:
    'TransferComplete may tell 0 (done), 9001, 9002, 9010 to 9012, 9014 to 9020, and codes of the vendor. Others belong into the answer to Download: 9013 (protocol not supported), for instance, is known before the transfer begins. A validating ACS refuses the message, and the event never goes away.',
  wrong:
    '<cwmp:TransferComplete><CommandKey>k</CommandKey><FaultStruct><FaultCode>9013</FaultCode><FaultString>Unsupported protocol</FaultString></FaultStruct><StartTime>2026-11-22T10:00:00Z</StartTime><CompleteTime>2026-11-22T10:01:00Z</CompleteTime></cwmp:TransferComplete>',
  right:
    '<cwmp:TransferComplete><CommandKey>k</CommandKey><FaultStruct><FaultCode>9016</FaultCode><FaultString>File not accessible</FaultString></FaultStruct><StartTime>2026-11-22T10:00:00Z</StartTime><CompleteTime>2026-11-22T10:01:00Z</CompleteTime></cwmp:TransferComplete>',
  check: (envelope, report) => {
    const [fault] = structs(envelope.decoded['FaultStruct'])
    const code = text(fault?.['FaultCode']).trim()
    if (!/^\d+$/.test(code) || isForTransfers(code)) return
    report(
      `The FaultCode ${code.slice(0, 12)} is not one of those for transfers.`,
      argumentPlace(envelope, 'FaultStruct', 'FaultCode'),
    )
  },
}
