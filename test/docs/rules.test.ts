import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rules } from '../../src/core/lint/index.js'
import { deviations } from './deviations.js'
import { rulesPage } from './rules-page.js'

const page = join(import.meta.dirname, '..', '..', 'docs', 'rules.md')

test('docs/rules.md is what the rules say (npm run rules writes it)', async () => {
  await expect(rulesPage()).toMatchFileSnapshot(page)
})

describe('the deviations of the field', () => {
  test.each(deviations)(
    '$id, $title: is named by a rule, or it is said why traffic cannot show it',
    (deviation) => {
      const covering = rules.filter(({ covers }) => covers?.includes(deviation.id) === true)
      expect(covering.length > 0).toBe(deviation.unseen === undefined)
    },
  )

  test('are all that rules refer to', () => {
    const known = new Set<string>(deviations.map(({ id }) => id))
    expect(rules.flatMap(({ covers }) => covers ?? []).filter((id) => !known.has(id))).toEqual([])
  })
})
