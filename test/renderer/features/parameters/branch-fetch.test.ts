import { describe, expect, it } from 'vitest'
import type { Rpc } from '../../../../src/contract/index.js'
import {
  fetchProgress,
  fetchRequests,
  followFetch,
} from '../../../../src/renderer/features/parameters/branch-fetch.js'

const rpc = (id: string, method: string): Rpc => ({
  id,
  deviceId: 'd',
  method,
  arguments: {},
  state: 'queued',
  messageIds: [],
  createdAt: '2026-11-22T12:00:00.000Z',
})
const fetch = {
  path: 'Device.WiFi.',
  names: rpc('n', 'GetParameterNames'),
  values: rpc('v', 'GetParameterValues'),
}

describe('fetching a branch', () => {
  it('asks for all names below, then for all values below', () => {
    expect(fetchRequests('Device.WiFi.')).toEqual([
      { method: 'GetParameterNames', arguments: { ParameterPath: 'Device.WiFi.', NextLevel: '0' } },
      { method: 'GetParameterValues', arguments: { ParameterNames: ['Device.WiFi.'] } },
    ])
  })

  it('tells how it stands, step by step', () => {
    expect(fetchProgress(fetch)).toMatchObject({ state: 'waiting' })
    const asked = followFetch(fetch, { ...fetch.names, state: 'sent' })
    expect(fetchProgress(asked)).toEqual({ state: 'running', words: 'reading names…' })
    const named = followFetch(asked, { ...fetch.names, state: 'done' })
    expect(fetchProgress(named).words).toContain('values next')
    const done = followFetch(named, { ...fetch.values, state: 'done', result: { ParameterList: ['a', 'b'] } })
    expect(fetchProgress(done)).toEqual({ state: 'done', words: '2 values fetched' })
  })

  it('says that the CPE could not be reached, and waits all the same', () => {
    expect(fetchProgress(fetch, true).words).toContain('waiting for its next Inform')
  })

  it('says what the CPE refused and what to do about it', () => {
    const failed = followFetch(fetch, {
      ...fetch.values,
      state: 'failed',
      fault: { code: '9004', string: 'Resources exceeded' },
    })
    expect(fetchProgress(failed)).toEqual({
      state: 'failed',
      words:
        'The CPE refused GetParameterValues with 9004 (Resources exceeded). The branch is too large for it: fetch a smaller one below it.',
    })
  })

  it('says when the session broke', () => {
    expect(fetchProgress(followFetch(fetch, { ...fetch.names, state: 'failed' })).words).toContain(
      'session broke',
    )
  })
})
