import { describe, expect, it } from 'vitest'
import { lintExample } from '../example.js'
import { readMarked } from '../marked.js'

/** What a rule finds, with the place marked, and what it must leave alone. */
export interface RuleCases {
  readonly finds?: Readonly<Record<string, string>>
  readonly leaves?: Readonly<Record<string, string>>
}

export function testRules(cases: Readonly<Record<string, RuleCases>>): void {
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
