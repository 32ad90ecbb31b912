import { describe, expect, it } from 'vitest'
import type { Rule } from '../../../src/core/lint/index.js'
import { lintExample } from './example.js'
import { readMarked } from './marked.js'

/** What a rule finds, with the place marked, and what it must leave alone. */
export interface MarkedCases {
  readonly finds?: Readonly<Record<string, string>>
  readonly leaves?: Readonly<Record<string, string>>
}

/** Runs the cases of every rule of a group that looks at messages by themselves; a rule without cases fails. */
export function testMarked(rules: readonly Rule[], cases: Readonly<Record<string, MarkedCases>>): void {
  it('every rule has cases', () => {
    expect(Object.keys(cases).sort()).toEqual(rules.map(({ id }) => id).sort())
  })

  for (const [rule, { finds = {}, leaves = {} }] of Object.entries(cases)) {
    describe(rule, () => {
      it.each(Object.entries(finds))('finds %s, at its place', (_what, marked) => {
        const { example, place } = readMarked(marked)
        const found = lintExample(example).filter((finding) => finding.rule === rule)
        expect(found.map(({ line, column, offset, length }) => ({ line, column, offset, length }))).toEqual([
          place,
        ])
      })

      it.each(Object.entries(leaves))('leaves %s alone', (_what, example) => {
        expect(lintExample(example).map((finding) => finding.rule)).not.toContain(rule)
      })
    })
  }
}
