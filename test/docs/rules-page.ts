import { rules, type Rule } from '../../src/core/lint/index.js'
import { ruleGroups } from '../../src/core/lint/rules/index.js'
import { deviations } from './deviations.js'

/** docs/rules.md, made from the rules. */
export function rulesPage(): string {
  return `${[head(), ...ruleGroups.map(group), deviationTable()].join('\n\n')}\n`
}

function head(): string {
  const index = ruleGroups.map(
    ({ title, rules: members }) =>
      `- ${title}: ${members.map(({ id }) => `[${id}](#${id})`).join(', ') || 'none'}`,
  )
  return `# Rules

Every finding has a rule; there are ${rules.length}. \`error\`: a conforming receiver may refuse or misread the message.
\`warning\`: it will probably be read. \`info\`: worth knowing. The reference is a clause, a place in a schema or data
model, or \`practice\` with its evidence.

This page is made from the rules in \`src/core/lint/rules\` by \`npm run rules\`; a test keeps the two equal, and the
examples are run as tests.

${index.join('\n')}`
}

function group({ title, rules: members }: (typeof ruleGroups)[number]): string {
  return [`## ${title}`, ...members.map(section)].join('\n\n')
}

function section({ id, severity, title, reference, explanation, wrong, right, covers }: Rule): string {
  const seen = covers === undefined ? '' : ` · names ${covers.join(', ')}`
  return `### ${id}

\`${severity}\` · ${title}

${explanation}

${reference}${seen}

Wrong:

${block(wrong)}

Right:

${block(right)}`
}

function block(text: string): string {
  const language = text.trimStart().startsWith('<') ? 'xml' : 'text'
  return `\`\`\`${language}\n${visible(text)}\n\`\`\``
}

/** Control characters and bytes that are no text would not survive a page. */
function visible(text: string): string {
  return [...text].map((character) => (survives(character) ? character : escaped(character))).join('')
}

function survives(character: string): boolean {
  const code = character.charCodeAt(0)
  if (code === 0x09 || code === 0x0a) return true
  return code >= 0x20 && !(code >= 0x7f && code < 0xa0) && code !== 0xfeff && code !== 0xfffd
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function deviationTable(): string {
  const rows = deviations.map(({ id, title, unseen }) => {
    const covering = rules.filter(({ covers }) => covers?.includes(id) === true)
    const how = covering.map((rule) => `[${rule.id}](#${rule.id})`).join(', ')
    return `| ${id} | ${title} | ${how === '' ? `cannot be seen: ${unseen ?? ''}` : how} |`
  })
  return `## Deviations of the field

What real CPEs (\`cpe\`), real ACSs (\`acs\`) and both (\`field\`) get wrong, by the numbers of our collection, and the
rules that name it.

| deviation | what is met | rule |
| --- | --- | --- |
${rows.join('\n')}`
}
