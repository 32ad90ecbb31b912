import { describe, expect, it } from 'vitest'
import { rpcTable } from '../../../src/core/rpc/index.js'

describe('the table of RPCs', () => {
  it('has all 27 of CWMP', () => {
    expect([...rpcTable.keys()].sort()).toEqual(
      [
        'AddObject AutonomousDUStateChangeComplete AutonomousTransferComplete CancelTransfer ChangeDUState',
        'DUStateChangeComplete DeleteObject Download FactoryReset GetAllQueuedTransfers GetOptions',
        'GetParameterAttributes GetParameterNames GetParameterValues GetQueuedTransfers GetRPCMethods Inform',
        'Kicked Reboot RequestDownload ScheduleDownload ScheduleInform SetParameterAttributes',
        'SetParameterValues SetVouchers TransferComplete Upload',
      ]
        .join(' ')
        .split(' '),
    )
  })

  it('says who sends each and since when', () => {
    const since = (version: string): string[] =>
      [...rpcTable.values()].filter((rpc) => rpc.since === version).map((rpc) => rpc.method)
    expect(since('1.1').sort()).toEqual(['AutonomousTransferComplete', 'GetAllQueuedTransfers'])
    expect(since('1.2')).toHaveLength(5)
    expect([...rpcTable.values()].filter((rpc) => rpc.sender === 'cpe')).toHaveLength(7)
    expect([...rpcTable.values()].filter((rpc) => rpc.sender === 'both').map((rpc) => rpc.method)).toEqual([
      'GetRPCMethods',
    ])
  })
})
