import { expect, it } from 'vitest'
import { acsRules } from '../../../src/core/dialog/acs-rules.js'

interface Row {
  readonly does: string
  readonly to: readonly string[]
}
const table: Readonly<Record<string, Readonly<Record<string, Row>>>> = acsRules

it('is told to readers as it is', async () => {
  const phases = Object.entries(table).map(([phase, rules]) => {
    const events = Object.entries(rules).map(
      ([event, { does, to }]) => `- \`${event}\` → ${to.map((next) => `\`${next}\``).join(' or ')}: ${does}`,
    )
    return `## In \`${phase}\`\n\n${events.join('\n')}\n`
  })
  const text = [
    '# The ACS side of a session, phase by phase\n',
    'Drawn from the table in `acs-rules.ts` by its test (`vitest -u` draws it anew). For every phase: what can happen, where it leads, what is done.\n',
    ...phases,
  ].join('\n')
  await expect(text).toMatchFileSnapshot('../../../src/core/dialog/acs-sessions.md')
})
