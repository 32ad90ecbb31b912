import { describe, expect, it } from 'vitest'
import { storyOf } from '../../../../src/main/engine/transfers/story.js'
import type { StoredTransfer, TransferRequest } from '../../../../src/main/engine/workspace/types.js'

const minute = 60_000
const start = Date.parse('2026-11-22T10:00:00.000Z')
const iso = (after: number) => new Date(start + after).toISOString()

const taken: NonNullable<StoredTransfer['order']> = {
  rpcId: 'r1',
  method: 'Download',
  state: 'done',
  sentAt: iso(0),
  endedAt: iso(0),
  status: '1',
  fault: null,
  delaySeconds: 0,
  calledOff: false,
}
const ordered: StoredTransfer = {
  id: 't1',
  deviceId: 'A--1',
  direction: 'download',
  order: taken,
  commandKey: 'k',
  fileType: '1 Firmware Upgrade Image',
  fileId: 'f1',
  fileName: 'f.bin',
  url: 'http://192.0.2.1:7567/files/x',
  token: 'x',
  ours: true,
  access: null,
  maxBytes: null,
  createdAt: iso(0),
  bytes: 0,
  total: 100,
  covered: [],
  startedAt: null,
  fetchedAt: null,
  endedAt: null,
  transferComplete: null,
  requests: [],
}
const request: TransferRequest = {
  id: 'q1',
  at: iso(0),
  method: 'GET',
  remote: '192.0.2.7:1000',
  range: null,
  bytes: 40,
  status: 200,
  durationMs: 5,
  result: 'cut-off',
  detail: 'The client hung up before it had all of it.',
}
const well = { faultCode: '0', faultString: '', messageId: 'm1', at: iso(1) }

describe('a transfer', () => {
  it.each<[string, Partial<StoredTransfer>, number, string, boolean, RegExp]>([
    [
      'waits in the queue',
      { order: { ...taken, state: 'queued' } },
      0,
      'ordered',
      false,
      /waits in the queue/,
    ],
    ['is out', { order: { ...taken, state: 'sent' } }, 0, 'ordered', false, /has not answered yet/],
    [
      'is refused',
      { order: { ...taken, state: 'failed', fault: { code: '9013', string: 'Unsupported' } } },
      0,
      'failed',
      false,
      /^The Download failed: fault 9013 Unsupported\.$/,
    ],
    ['is not due', { order: { ...taken, delaySeconds: 90 } }, 0, 'ordered', false, /waits 90 s more/],
    ['is due', {}, minute, 'ordered', false, /has not asked for the URL yet/],
    [
      'is never fetched',
      {},
      11 * minute,
      'ordered',
      true,
      /11 min ago and never asked for http:.*Check that it can reach/,
    ],
    ['is not served here', { ours: false }, 60 * minute, 'ordered', false, /is not served here/],
    [
      'broke off',
      { requests: [request], bytes: 40 },
      0,
      'ordered',
      false,
      /Not fetched whole yet: 40 of 100 bytes\. The last request: The client hung up/,
    ],
    [
      'goes on',
      { requests: [{ ...request, result: null, durationMs: null }], bytes: 40 },
      0,
      'running',
      false,
      /40 of 100 bytes/,
    ],
    ['is fetched', { fetchedAt: iso(0) }, minute, 'fetched', false, /TransferComplete has not come yet\./],
    [
      'is never reported',
      { fetchedAt: iso(0) },
      20 * minute,
      'fetched',
      true,
      /has not come yet, 20 min later\. Look whether/,
    ],
    ['is reported', { fetchedAt: iso(0), transferComplete: well }, 0, 'complete', false, /reported success/],
    [
      'is reported and was never fetched',
      { transferComplete: well },
      0,
      'complete',
      true,
      /but the file was never fetched here/,
    ],
    [
      'is reported and was fetched in part',
      { transferComplete: well, bytes: 40 },
      0,
      'complete',
      true,
      /never fetched whole: 40 of 100/,
    ],
    [
      'is done at once',
      { order: { ...taken, status: '0' }, fetchedAt: iso(0) },
      0,
      'complete',
      false,
      /Status 0/,
    ],
    [
      'is done at once and was never fetched',
      { order: { ...taken, status: '0' } },
      0,
      'complete',
      true,
      /But the file was never fetched here/,
    ],
    [
      'failed and nobody came',
      { transferComplete: { ...well, faultCode: '9015', faultString: 'no contact' } },
      0,
      'failed',
      false,
      /fault 9015 \(no contact\).*No request for it reached/,
    ],
    [
      'failed after all of it',
      { fetchedAt: iso(0), transferComplete: { ...well, faultCode: '9018' } },
      0,
      'failed',
      false,
      /fault 9018.*was fetched whole/,
    ],
    [
      'is cancelled',
      { order: { ...taken, state: 'cancelled' } },
      0,
      'cancelled',
      false,
      /cancelled before it was sent/,
    ],
    ['is called off', { order: { ...taken, calledOff: true } }, 0, 'cancelled', false, /CancelTransfer/],
    [
      'has no order',
      { order: null, deviceId: null, fetchedAt: iso(0) },
      0,
      'fetched',
      true,
      /for whom no order is known/,
    ],
  ])('that %s says so', (_what, changes, after, state, odd, sentence) => {
    const story = storyOf({ ...ordered, ...changes }, start + after)
    expect(story).toMatchObject({ state, odd })
    expect(story.sentence).toMatch(sentence)
    expect(story.sentence).toMatch(/[.]$/)
  })
})
