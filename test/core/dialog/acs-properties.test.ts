import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { postEventTypes } from '../../../src/core/dialog/acs-events.js'
import { acsRules } from '../../../src/core/dialog/acs-rules.js'
import type { AcsCommand, AcsEvent, AcsState } from '../../../src/core/dialog/index.js'
import { acsStep, newAcsSession } from '../../../src/core/dialog/index.js'

const header = fc.record({ id: fc.constantFrom('1', 'c0', 'c1', 'c2') }, { requiredKeys: [] })
const rpc = fc.constantFrom('GetParameterValues', 'Reboot', 'TransferComplete', 'Inform', 'X_ACME_Odd', '')
const struct = fc.constantFrom({}, { DeviceId: { OUI: 'A', SerialNumber: 'B' } }, { DeviceId: 'text' })

/** Anything that can happen, in any order; what the queue gives is numbered while it runs. */
const anyEvent: fc.Arbitrary<AcsEvent> = fc.oneof(
  fc.record({
    type: fc.constant('inform' as const),
    header: fc.record(
      { id: fc.string(), sessionTimeout: fc.double(), supportedCwmpVersions: fc.array(fc.string()) },
      { requiredKeys: [] },
    ),
    version: fc.constantFrom('1.0' as const, '1.4' as const, null),
    arguments: struct,
  }),
  fc.record({ type: fc.constant('cpe-request' as const), header, rpc, arguments: struct }),
  fc.record({ type: fc.constant('cpe-response' as const), header, rpc, result: struct }),
  fc.record({
    type: fc.constant('cpe-fault' as const),
    header,
    fault: fc.constant({ code: '9002', string: '', blame: 'Server' as const }),
  }),
  fc.constant({ type: 'empty-post' } as const),
  fc.record({ type: fc.constant('unreadable' as const), problem: fc.string() }),
  fc.record({
    type: fc.constant('queue-gave' as const),
    rpc: fc.record({
      id: fc.constant(''),
      method: fc.constantFrom('GetParameterValues', 'Reboot'),
      arguments: fc.constant({}),
    }),
    cwmpId: fc.constant('c1'),
  }),
  fc.constantFrom<AcsEvent>(
    { type: 'queue-empty' },
    { type: 'timed-out' },
    { type: 'connection-closed' },
    { type: 'superseded' },
    { type: 'stopped' },
  ),
)

const isPost = (event: AcsEvent): boolean => postEventTypes.some((type) => type === event.type)
const isAnswer = ({ type }: AcsCommand): boolean => type.startsWith('answer')

describe('any sequence of events', () => {
  it('is followed without a throw, along the table, with one answer per POST, and ends', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        let state: AcsState = newAcsSession
        let unanswered = 0
        let open = 0
        const rpcsOut = new Set<string>()
        let given = 0

        const feed = (event: AcsEvent): void => {
          const numbered =
            event.type === 'queue-gave'
              ? { ...event, rpc: { ...event.rpc, id: `rpc${String(++given)}` } }
              : event
          if (numbered.type === 'queue-gave') rpcsOut.add(numbered.rpc.id)
          if (isPost(numbered)) unanswered += 1
          const before = state.phase
          const step = acsStep(state, numbered)
          state = step.state
          expect(acsRules[before][numbered.type].to).toContain(state.phase)
          for (const command of step.commands) {
            if (isAnswer(command)) unanswered -= 1
            if (command.type === 'session-accepted') open += 1
            if (command.type === 'session-ended') open = Math.max(0, open - 1)
            if (command.type === 'rpc-finished' || command.type === 'rpc-interrupted') {
              expect(rpcsOut.delete(command.rpcId)).toBe(true)
            }
          }
          // A POST waits only for the queue, an RPC is out only in the phase that says so.
          expect(unanswered).toBe(state.phase === 'asking-queue' ? 1 : 0)
          expect([...rpcsOut]).toEqual(state.phase === 'rpc-outstanding' ? [state.rpc.id] : [])
          const isOpen = state.phase !== 'awaiting-inform' && state.phase !== 'ended'
          expect(open).toBe(isOpen ? 1 : 0)
        }

        for (const event of events) feed(event)
        feed({ type: 'timed-out' })
        expect(state.phase).toBe('ended')
        expect(unanswered).toBe(0)
        expect(rpcsOut.size).toBe(0)
      }),
      { numRuns: 500 },
    )
  })

  it('changes no state it was given', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 20 }), (events) => {
        let state: AcsState = newAcsSession
        for (const event of events) {
          const before = structuredClone(state)
          const next = acsStep(state, event).state
          expect(state).toEqual(before)
          state = next
        }
      }),
    )
  })
})
