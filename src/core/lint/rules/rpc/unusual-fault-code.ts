import { rpcTable } from '../../../rpc/index.js'
import { askedBefore } from '../../asked.js'
import { faultCodePlace } from '../../fault-place.js'
import type { SessionRule } from '../../rule.js'

/** The codes each RPC of the ACS may be refused with; vendors' own come on top. */
const usual: ReadonlyMap<string, string> = new Map([
  ['GetRPCMethods', '9001 9002'],
  ['SetParameterValues', '9001 9002 9003 9004 9005 9006 9007 9008'],
  ['GetParameterValues', '9001 9002 9003 9004 9005'],
  ['GetParameterNames', '9001 9002 9003 9005'],
  ['SetParameterAttributes', '9001 9002 9003 9004 9005 9009'],
  ['GetParameterAttributes', '9001 9002 9003 9004 9005'],
  ['AddObject', '9001 9002 9003 9004 9005'],
  ['DeleteObject', '9001 9002 9003 9005'],
  ['Download', '9001 9002 9003 9004 9010 9012 9013 9014 9015 9016 9017 9018 9019'],
  ['Reboot', '9001 9002 9003'],
  ['ScheduleInform', '9001 9002 9003'],
  ['FactoryReset', '9001 9002 9003'],
  ['GetOptions', '9001 9002 9003'],
  ['GetQueuedTransfers', '9001 9002'],
  ['GetAllQueuedTransfers', '9001 9002'],
  ['SetVouchers', '9001 9002 9003 9004'],
  ['Upload', '9001 9002 9003 9004 9011 9012 9013'],
  ['ScheduleDownload', '9001 9002 9003 9004 9010 9013'],
  ['CancelTransfer', '9001 9021'],
  ['ChangeDUState', '9001 9002 9004'],
  ['Inform', '8001 8002 8003 8004 8005 8006'],
  ['TransferComplete', '8001 8002 8003 8004 8005'],
  ['AutonomousTransferComplete', '8001 8002 8003 8004 8005'],
  ['RequestDownload', '8001 8002 8003 8004 8005'],
  ['Kicked', '8001 8002 8003 8004 8005'],
  ['DUStateChangeComplete', '8001 8002 8003 8004 8005'],
  ['AutonomousDUStateChangeComplete', '8001 8002 8003 8004 8005'],
])

export const unusualFaultCode: SessionRule = {
  kind: 'session',
  of: ['fault'],
  id: 'unusual-fault-code',
  severity: 'info',
  title: 'The fault code is not one of those for this RPC.',
  reference: 'practice: each method has its list of fault codes, and devices use others freely',
  explanation:
    'Each RPC has its list of fault codes, and this one is not on it. Devices use others freely, so it is worth no more than a look: the code may mean something else here than in its table, and the FaultString often tells more.',
  wrong: 'ACS  200 Reboot\nCPE  POST Fault 9007',
  right: 'ACS  200 Reboot\nCPE  POST Fault 9001',
  turn: (turn, report, track) => {
    const asked = askedBefore(turn, track)
    const { envelope } = turn
    if (turn.kind !== 'fault' || envelope === null || asked === null || asked.rpc === null) return
    const code = envelope.fault?.code ?? ''
    const codes = usual.get(asked.rpc)
    // Vendor codes may always be used, and a method that is not supported is another matter.
    if (codes === undefined || !/^[89][0-7]\d\d$/.test(code) || /^[89]000$/.test(code)) return
    if (codes.split(' ').includes(code) || rpcTable.get(asked.rpc) === undefined) return
    report(
      `Fault ${code} is not one of those for ${asked.rpc} (${codes.replaceAll(' ', ', ')}).`,
      faultCodePlace(envelope),
    )
  },
}
