import { describe, expect, test } from 'vitest'
import type { JournalEvent } from '../../../../src/core/journal/index.js'
import { defaultQuirks } from '../../../../src/core/quirks/index.js'
import { createQuirks } from '../../../../src/main/engine/quirks/index.js'
import type { StoredQuirkChoices } from '../../../../src/main/engine/workspace/index.js'

/** Quirks over a workspace that holds these choices, with what becomes of them. */
function quirksWith(...stored: StoredQuirkChoices[]) {
  const events: JournalEvent[] = []
  const saved: StoredQuirkChoices[] = []
  const told: (string | null)[] = []
  const quirks = createQuirks({
    workspace: {
      quirkChoices: () => stored,
      saveQuirkChoices: (deviceId, choices) => void saved.push({ deviceId, choices }),
    },
    recorder: {
      event: (event) => {
        events.push(event)
        return Promise.resolve()
      },
    },
    now: () => 7,
  })
  quirks.onChange((deviceId) => told.push(deviceId))
  return { quirks, events, saved, told }
}

describe('what holds for a device', () => {
  test('is the strict way where nothing is chosen', () => {
    const { quirks } = quirksWith()
    expect(quirks.of('A')).toEqual(defaultQuirks)
    expect(quirks.of(null)).toEqual(defaultQuirks)
    expect(quirks.chosen('A')).toEqual({})
  })

  test('is its own choice before that for every device', () => {
    const { quirks } = quirksWith(
      { deviceId: null, choices: { xmlDeclaration: false, emptyAnswer: 200 } },
      { deviceId: 'A', choices: { xmlDeclaration: true } },
    )
    expect(quirks.of(null)).toEqual({ ...defaultQuirks, xmlDeclaration: false, emptyAnswer: 200 })
    expect(quirks.of('B')).toEqual(quirks.of(null))
    expect(quirks.of('A')).toEqual({ ...defaultQuirks, emptyAnswer: 200 })
  })

  test('follows a change of the default', () => {
    const { quirks } = quirksWith({ deviceId: 'A', choices: { pretty: true } })
    expect(quirks.of('A').emptyAnswer).toBe(204)
    quirks.choose(null, { emptyAnswer: 200 })
    expect(quirks.of('A')).toEqual({ ...defaultQuirks, pretty: true, emptyAnswer: 200 })
  })

  test('leaves out what this version cannot read', () => {
    const { quirks } = quirksWith({
      deviceId: 'A',
      choices: { emptyAnswer: 418, cookiePath: '/; Domain=x', tabs: true, pretty: true },
    })
    expect(quirks.chosen('A')).toEqual({ pretty: true })
  })
})

describe('a choice', () => {
  test('is stored, told and journalled', () => {
    const { quirks, saved, told, events } = quirksWith()
    quirks.choose('A', { xmlDeclaration: false, cookiePath: '' })
    quirks.choose('A', { xmlDeclaration: null })
    expect(quirks.chosen('A')).toEqual({ cookiePath: '' })
    expect(saved).toEqual([
      { deviceId: 'A', choices: { xmlDeclaration: false, cookiePath: '' } },
      { deviceId: 'A', choices: { cookiePath: '' } },
    ])
    expect(told).toEqual(['A', 'A'])
    expect(events).toEqual([
      {
        type: 'user-action',
        at: 7,
        action: 'quirks',
        detail: 'A: xmlDeclaration false, cookiePath ""',
      },
      { type: 'user-action', at: 7, action: 'quirks', detail: 'A: xmlDeclaration not chosen any more' },
    ])
  })

  test('that equals the strict way is kept: the default may differ', () => {
    const { quirks } = quirksWith({ deviceId: null, choices: { xmlDeclaration: false } })
    quirks.choose('A', { xmlDeclaration: true })
    expect(quirks.chosen('A')).toEqual({ xmlDeclaration: true })
    expect(quirks.of('A').xmlDeclaration).toBe(true)
    expect(quirks.of('B').xmlDeclaration).toBe(false)
  })

  test('of nothing does nothing', () => {
    const { quirks, saved, told, events } = quirksWith()
    quirks.choose('A', { xmlDeclaration: undefined })
    expect([saved, told, events]).toEqual([[], [], []])
  })
})
