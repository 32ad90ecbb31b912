import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Message } from '../../../../src/contract/index.js'
import {
  ladderMetrics,
  layOutLadder,
  phasesBetween,
} from '../../../../src/renderer/features/timeline/ladder.js'
import { moveOfKey, moveOnLadder } from '../../../../src/renderer/features/timeline/navigation.js'

const start = Date.parse('2026-11-22T12:00:00.000Z')

function message(index: number, after: number, more: Partial<Message>): Message {
  return {
    id: `m${index}`,
    sessionId: 's',
    index,
    at: new Date(start + after).toISOString(),
    direction: 'cpe-to-acs',
    kind: 'request',
    rpc: 'Inform',
    cwmpId: '1',
    pairedWith: null,
    bytes: 100,
    findings: 0,
    summary: '',
    ...more,
  }
}

const session = [
  message(0, 0, { summary: '1 BOOT' }),
  message(1, 3, { direction: 'acs-to-cpe', kind: 'response', pairedWith: 'm0' }),
  message(2, 10, { kind: 'empty', rpc: null }),
  message(3, 12, { direction: 'acs-to-cpe', rpc: 'GetParameterValues' }),
  message(4, 1232, {
    kind: 'fault',
    rpc: 'Fault',
    pairedWith: 'm3',
    fault: { code: '9005', string: 'Invalid parameter name' },
  }),
  message(5, 1240, { direction: 'acs-to-cpe', kind: 'empty', rpc: null, httpStatus: 204 }),
]

describe('the ladder of a session', () => {
  const ladder = layOutLadder(session)
  const labels = ladder.items.flatMap((item) => (item.type === 'message' ? [item.label] : []))

  it('says in words what an empty POST and a 204 mean', () => {
    expect(labels[2]).toEqual({ name: '', text: 'empty POST: the CPE hands over', tone: 'quiet' })
    expect(labels[5]).toEqual({ name: '', text: '204: session over', tone: 'quiet' })
  })

  it('does not call a 204 the end when something follows it', () => {
    const [first] = layOutLadder([{ ...session[5]!, id: 'a' }, message(9, 2000, {})]).items
    expect(first).toMatchObject({ label: { text: '204: the ACS asks nothing' } })
  })

  it('names a fault by its code and sentence', () => {
    expect(labels[4]).toEqual({ name: 'Fault 9005', text: 'Invalid parameter name', tone: 'fault' })
  })

  it('folds a long silence into one line that says who took the time', () => {
    expect(ladder.items.filter((item) => item.type === 'gap')).toMatchObject([
      { ms: 1220, who: 'cpe', cameBack: false },
    ])
  })

  it('tells a CPE that came back by itself from one that took its time', () => {
    const ladderOfTwo = layOutLadder([message(0, 0, {}), message(1, 30_000, {})])
    expect(ladderOfTwo.items[1]).toMatchObject({ type: 'gap', who: 'cpe', cameBack: true })
  })

  it('gives the turn to the ACS after the empty POST, and its 204 belongs to that turn', () => {
    expect(ladder.phases.map((phase) => phase.turn)).toEqual(['cpe', 'acs'])
    expect(ladder.phases[1]?.bottom).toBe(ladder.height)
  })

  it('gives the turn to the ACS even if all it does with it is to end the session', () => {
    const short = layOutLadder([...session.slice(0, 3), session[5]!])
    expect(short.phases.map((phase) => phase.turn)).toEqual(['cpe', 'acs'])
  })

  it('gives the turn back when the CPE asks again', () => {
    const again = layOutLadder([...session.slice(0, 5), message(5, 1300, { rpc: 'TransferComplete' })])
    expect(again.phases.map((phase) => phase.turn)).toEqual(['cpe', 'acs', 'cpe'])
  })

  it('knows pairs both ways though only the answer names its request', () => {
    expect(ladder.pairOf.get('m3')).toBe('m4')
    expect(ladder.pairOf.get('m4')).toBe('m3')
  })

  it('tells times since the message before and since the beginning', () => {
    expect(ladder.items.at(-1)).toMatchObject({ deltaMs: 8, offsetMs: 1240 })
    expect(ladder.items[0]).toMatchObject({ deltaMs: null, offsetMs: 0 })
  })

  it('shows only the phases in view', () => {
    expect(phasesBetween(ladder.phases, 0, 10).map((phase) => phase.turn)).toEqual(['cpe'])
  })

  it('is empty for a session without messages', () => {
    expect(layOutLadder([])).toMatchObject({ items: [], phases: [], height: 0 })
  })

  it('never lets lines overlap and places every message once', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            after: fc.nat(5000),
            direction: fc.constantFrom('cpe-to-acs' as const, 'acs-to-cpe' as const),
            kind: fc.constantFrom(
              'request' as const,
              'response' as const,
              'fault' as const,
              'empty' as const,
              'http' as const,
            ),
          }),
        ),
        (list) => {
          let at = 0
          const made = layOutLadder(
            list.map(({ after, ...more }, index) => message(index, (at += after), more)),
          )
          let bottom = 0
          for (const item of made.items) {
            expect(item.top).toBeGreaterThanOrEqual(bottom)
            bottom = item.top + item.height
          }
          expect(made.height).toBe(bottom)
          expect(made.itemOf.size).toBe(list.length)
          expect(made.height).toBeGreaterThanOrEqual(list.length * ladderMetrics.messageHeight)
        },
      ),
    )
  })
})

describe('moving on the ladder', () => {
  const ladder = layOutLadder(session)
  it.each([
    ['m0', 'next', 'm1'],
    ['m5', 'next', 'm5'],
    [null, 'next', 'm0'],
    [null, 'previous', 'm5'],
    ['m0', 'previous', 'm0'],
    ['m2', 'first', 'm0'],
    ['m2', 'last', 'm5'],
    ['m0', 'next-fault', 'm4'],
    ['m4', 'next-fault', null],
    ['m5', 'previous-fault', 'm4'],
    ['m4', 'previous-fault', null],
    ['m3', 'pair', 'm4'],
    ['m2', 'pair', null],
    ['m0', 'page-down', 'm3'],
    ['m4', 'page-up', 'm1'],
  ] as const)('from %s, %s leads to %s', (from, move, to) => {
    expect(moveOnLadder(ladder, from, move, 3)).toBe(to)
  })

  it('leaves keys with a modifier to the program', () => {
    const none = { ctrlKey: false, metaKey: false, altKey: false }
    expect(moveOfKey({ key: 'ArrowDown', ...none })).toBe('next')
    expect(moveOfKey({ key: 'ArrowDown', ...none, altKey: true })).toBeNull()
  })
})
