import { describe, expect, it } from 'vitest'
import { rules } from '../../../src/core/lint/index.js'
import { lintExample } from './example.js'

/** The examples in docs/rules.md are true: what is called wrong fires the rule, what is called right does not. */
describe.each(rules.filter(({ kind }) => kind !== 'session'))(
  'the example of $id',
  ({ id, wrong, right }) => {
    it('that is wrong fires the rule', () => {
      expect(lintExample(wrong).map(({ rule }) => rule)).toContain(id)
    })

    it('that is right does not', () => {
      expect(lintExample(right).map(({ rule }) => rule)).not.toContain(id)
    })
  },
)

it('rules have ids of their own, in kebab-case', () => {
  const ids = rules.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
})
