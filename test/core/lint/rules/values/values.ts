import type { Finding } from '../../../../../src/core/lint/index.js'
import { exampleSubject, lintExample } from '../../example.js'

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** A ParameterValueStruct; a type without prefix gets `xsd:`, null leaves the declaration out. */
export function struct(name: string, value: string, type: string | null = 'string'): string {
  const declared = type === null ? '' : ` xsi:type="${type.includes(':') ? type : `xsd:${type}`}"`
  return `<ParameterValueStruct><Name>${escaped(name)}</Name><Value${declared}>${escaped(value)}</Value></ParameterValueStruct>`
}

/** What the CPE is asked to set. */
export const setting = (...structs: readonly string[]): string =>
  `<cwmp:SetParameterValues><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[${structs.length}]">${structs.join('')}</ParameterList><ParameterKey>k</ParameterKey></cwmp:SetParameterValues>`

/** The findings of one rule. */
export const findings = (rule: string, example: string): readonly Finding[] =>
  lintExample(example).filter((finding) => finding.rule === rule)

/** What a finding points at. */
export function marked(example: string, { offset = -1, length = 0 }: Finding): string | undefined {
  return exampleSubject(example).envelope?.source.document.text.slice(offset, offset + length)
}

/** The text after the fix of a finding. */
export function repaired(example: string, { fix }: Finding): string {
  const text = exampleSubject(example).envelope?.source.document.text ?? ''
  if (fix?.kind !== 'edit') throw new Error('The finding has no edit.')
  return text.slice(0, fix.offset) + fix.text + text.slice(fix.offset + fix.length)
}
