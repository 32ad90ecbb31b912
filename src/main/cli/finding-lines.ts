import { styleText } from 'node:util'
import type { Finding, Severity } from '../../core/lint/index.js'
import { excerpt } from './excerpt.js'
import { visible } from './visible.js'

/** What the place of a finding is shown from. */
export interface Shown {
  /** The text that offsets count in; empty: not known. */
  readonly text: string
  /** Line of the file in which the text begins; null: its lines are not those of the file. */
  readonly firstLine: number | null
}

const colours: Readonly<Record<Severity, 'red' | 'yellow' | 'cyan'>> = {
  error: 'red',
  warning: 'yellow',
  info: 'cyan',
}

/** Coloured on a terminal that takes colours, plain elsewhere. */
export function coloured(format: 'red' | 'yellow' | 'cyan' | 'bold' | 'dim', text: string): string {
  return styleText(format, text, { stream: process.stdout })
}

/** Line in the file of a finding; undefined where it has no place or the file does not show it. */
export function fileLine({ line }: Finding, firstLine: number | null): number | undefined {
  return line === undefined || firstLine === null ? undefined : firstLine + line - 1
}

/** A finding for people: where, how grave, which rule; what; the place; what says so. */
export function findingLines(
  finding: Finding,
  { text, firstLine }: Shown,
  indent: string,
): readonly string[] {
  const { severity, rule, message, reference, column, offset, length } = finding
  const line = fileLine(finding, firstLine) ?? finding.line
  const place = line === undefined ? '' : `${firstLine === null ? 'body ' : ''}${line}:${column ?? 1} `
  const [shown, carets] = excerpt(text, offset, length)
  return [
    `${indent}${coloured(colours[severity], severity)} ${place}${coloured('bold', rule)}`,
    `${indent}  ${visible(message)}`,
    ...(shown === undefined || carets === undefined
      ? []
      : [`${indent}    ${coloured('dim', shown)}`, `${indent}    ${coloured(colours[severity], carets)}`]),
    `${indent}  ${coloured('dim', visible(reference))}`,
  ]
}

/** How many findings of each severity: `1 error, 2 warnings, 0 notes`. */
export function counted(findings: readonly Finding[]): string {
  const number = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length
  const words = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`
  return `${words(number('error'), 'error')}, ${words(number('warning'), 'warning')}, ${words(number('info'), 'note')}`
}
