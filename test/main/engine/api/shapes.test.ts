import { describe, expect, it } from 'vitest'
import { rpcShape, rpcSummaryShape } from '../../../../src/main/engine/api/shapes.js'
import type { QueuedRpc } from '../../../../src/main/engine/workspace/types.js'

const rpcWith = (parameters: number): QueuedRpc => ({
  id: 'r1',
  deviceId: 'd',
  method: 'GetParameterValues',
  arguments: { ParameterNames: ['Device.'] },
  state: 'done',
  result: {
    ParameterList: Array.from({ length: parameters }, (_, index) => ({
      Name: `Device.X.${index}`,
      Value: '',
      Type: 'xsd:string',
    })),
  },
  messageIds: ['m.1.r'],
  createdAt: '2026-11-22T12:00:00.000Z',
  endedAt: '2026-11-22T12:00:01.000Z',
})

describe('RPC in lists and events', () => {
  it('has a result that is small', () => {
    expect(rpcSummaryShape(rpcWith(600))).toEqual(rpcShape(rpcWith(600)))
  })

  it('leaves a large result to who asks for the RPC, and keeps everything else', () => {
    const { result, ...rest } = rpcShape(rpcWith(20_000))
    expect(result?.['ParameterList']).toHaveLength(20_000)
    expect(rpcSummaryShape(rpcWith(20_000))).toEqual(rest)
  })
})
