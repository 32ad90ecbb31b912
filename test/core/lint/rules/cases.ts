import { describe, expect, test } from 'vitest'
import type { Rule } from '../../../../src/core/lint/index.js'
import { Conversation } from '../conversation.js'

/** What is said, and in which messages the rule speaks up: `3.q` is the third POST, `3.r` its answer, `end` the session. */
export type Firing = readonly [what: string, say: (talk: Conversation) => unknown, ...places: string[]]

/** What comes close to breaking the rule and does not. */
export type NearMiss = readonly [what: string, say: (talk: Conversation) => unknown]

export interface Cases {
  readonly fires: readonly Firing[]
  readonly not: readonly NearMiss[]
}

/** Runs the cases of every rule of a group; a rule without cases fails. */
export function testRules(rules: readonly Rule[], cases: Readonly<Record<string, Cases>>): void {
  test('every rule has cases for and against', () => {
    expect(Object.keys(cases).sort()).toEqual(rules.map(({ id }) => id).sort())
  })

  describe.each(rules.map(({ id }) => id))('%s', (id) => {
    const fires = (cases[id]?.fires ?? []).map(([what, say, ...places]) => ({ what, say, places }))
    test.each(fires)('fires: $what', ({ say, places }) => {
      expect(said(say).places(id)).toEqual(places)
    })

    test.each(cases[id]?.not ?? [])('does not: %s', (_, say) => {
      expect(said(say).findings(id)).toEqual([])
    })
  })
}

function said(say: (talk: Conversation) => unknown): Conversation {
  const talk = new Conversation()
  say(talk)
  return talk
}
