import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { messageRules } from '../../src/core/soap/index.js'

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'rules.md'), 'utf8')
/** Rows of the table: rule, severity, text, reference. */
const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (\w+) \| (.+?) \| (.+) \|$/gm)].map(
  ([, rule, severity, , reference]) => ({ rule, severity, reference }),
)

test('docs/rules.md has every rule of message decoding with its severity and reference', () => {
  const expected = Object.entries(messageRules).map(([rule, facts]) => ({ rule, ...facts }))
  expect(rows.filter(({ rule }) => !rule?.startsWith('http-'))).toEqual(
    expected.sort((a, b) => (a.rule < b.rule ? -1 : 1)),
  )
})
