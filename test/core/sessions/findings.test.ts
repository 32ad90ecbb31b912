import { describe, expect, test } from 'vitest'
import type { Finding } from '../../../src/core/lint/index.js'
import { Projector, type Projection, type SessionRecord } from '../../../src/core/sessions/index.js'
import { ParameterTree } from '../../../src/core/tree/index.js'
import { informResponse, informXml, Outcome, projected, Traffic } from './traffic.js'

/** An Inform whose array counts are wrong. */
const miscounted = informXml().replace('EventStruct[1]', 'EventStruct[7]')

/** An Inform that is answered, and then nothing. */
function silent(traffic: Traffic): number {
  const session = traffic.post(informXml(), { connection: 5 })
  traffic.bind(session, 'connection')
  traffic.answer(200, informResponse)
  return session
}

const rules = (findings: readonly Finding[] | undefined) => findings?.map(({ rule }) => rule) ?? []

const total = ({ findings }: Pick<SessionRecord, 'findings'>) =>
  findings.error + findings.warning + findings.info

/** Every finding there is, as a capture would hold it. */
function every(outcome: Outcome): readonly Finding[] {
  return [...outcome.findings, ...[...outcome.sessionFindings.values()].flat()]
}

describe('findings', () => {
  test('of a message carry its id and its session, and both count them', () => {
    const outcome = projected((traffic) => {
      traffic.bind(traffic.post(miscounted), 'connection')
      traffic.answer(200, informResponse)
    })
    const own = outcome.findings.filter(({ messageId }) => messageId === 'cap.1.q')
    expect(rules(own)).toContain('array-count-mismatch')
    expect(own.every(({ sessionId }) => sessionId === 'cap.1')).toBe(true)
    expect(outcome.message('1.q')?.findings).toBe(own.length)
    expect(total(outcome.session(1) ?? { findings: { error: 9, warning: 9, info: 9 } })).toBe(
      every(outcome).length,
    )
  })

  test('of a session carry no message, come with its end and count in it', () => {
    const before = projected(silent)
    expect(before.sessionFindings.size).toBe(0)
    const outcome = projected((traffic) => traffic.ended(silent(traffic), 'timeout'))
    const own = outcome.sessionFindings.get('cap.1')
    expect(rules(own)).toEqual(['never-proceeds'])
    expect(own?.[0]).toMatchObject({ sessionId: 'cap.1', severity: 'error' })
    expect(own?.[0]).not.toHaveProperty('messageId')
    expect(outcome.session(1)?.findings.error).toBe((before.session(1)?.findings.error ?? 0) + 1)
  })

  test('of a session whose outcome is corrected are replaced, not doubled', () => {
    const outcome = projected((traffic) => {
      const session = silent(traffic)
      // As the messages show it: another Inform on the same connection.
      traffic.post(informXml(), { connection: 5 })
      traffic.answer(200, informResponse)
      traffic.ended(session, 'timeout')
      traffic.ended(session, 'timeout')
    })
    expect(rules(outcome.sessionFindings.get('cap.1'))).toEqual(['never-proceeds'])
    expect(outcome.session(1)).toMatchObject({ outcome: 'timeout' })
    const own = every(outcome).filter(({ sessionId }) => sessionId === 'cap.1')
    expect(total(outcome.session(1) ?? { findings: { error: 9, warning: 9, info: 9 } })).toBe(own.length)
  })

  test('of a session that turns out to have ended well are taken back', () => {
    const outcome = projected((traffic) => {
      const session = silent(traffic)
      traffic.ended(session, 'timeout')
      traffic.ended(session, 'completed')
    })
    expect(outcome.sessionFindings.get('cap.1')).toEqual([])
    expect(outcome.session(1)?.findings.error).toBe(0)
  })

  test('are what they were when entries are read again in silence, whatever the rules say by then', () => {
    const traffic = new Traffic()
    traffic.bind(traffic.post(miscounted), 'connection')
    traffic.answer(200, informResponse)
    const before = new Outcome().take(traffic.facts)
    const asked: string[] = []
    const again = new Projector({
      captureId: 'cap',
      devices: { tree: () => new ParameterTree(), device: () => null },
      found: (id) => {
        asked.push(id)
        return before.findings.filter(({ messageId }) => messageId === id).slice(0, 1)
      },
    })
    for (const [index, fact] of traffic.facts.entries()) {
      expect(again.apply({ seq: index + 1, ...fact }, { silent: true })).toEqual([])
    }
    expect(asked).toEqual(['cap.1.q', 'cap.1.r'])
    const opened: Projection[] = [
      ...again.apply({
        seq: traffic.facts.length + 1,
        type: 'event',
        event: { type: 'capture-opened', at: 2e15 },
      }),
    ]
    const session = opened.findLast((projection) => projection.type === 'session')?.session
    expect(session && total(session)).toBe(1 + rules(opened.flatMap(ofSession)).length)
  })

  test('are left out, and that is told, where a rule stumbles: the message is shown all the same', () => {
    const traffic = new Traffic()
    traffic.bind(
      traffic.post(informXml({ values: { 'Device.DeviceInfo.SoftwareVersion': '1' } })),
      'connection',
    )
    const problems: string[] = []
    const projector = new Projector({
      captureId: 'cap',
      devices: { tree: () => new ParameterTree(), device: () => null },
      definitionOf: () => {
        throw new Error('no such model')
      },
      onProblem: ({ message }) => problems.push(message),
    })
    const projections = traffic.facts.flatMap((fact, index) => projector.apply({ seq: index + 1, ...fact }))
    expect(projections.map(({ type }) => type)).toEqual(['message', 'device', 'parameters', 'session'])
    expect(problems).toEqual([
      'The rules stumbled over message cap.1.q: no such model. It is shown without findings.',
    ])
  })
})

function ofSession(projection: Projection): readonly Finding[] {
  return projection.type === 'session-findings' ? projection.findings : []
}
