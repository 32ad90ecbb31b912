import type { Finding } from '../../../contract/index.js'
import type { Severity } from '../../ui/index.js'

/** The gravest first. */
export const severities = ['error', 'warning', 'info'] as const satisfies readonly Severity[]

/** What one rule found. */
export interface FindingGroup {
  readonly rule: string
  readonly severity: Severity
  /** In the order in which they were found. */
  readonly findings: readonly Finding[]
}

/** Findings by rule: the gravest rules first, among equals the more frequent ones, then by name. */
export function groupFindings(findings: readonly Finding[]): readonly FindingGroup[] {
  const byRule = Map.groupBy(findings, ({ rule }) => rule)
  return [...byRule]
    .map(([rule, found]) => ({ rule, severity: worstOf(found), findings: found }))
    .sort(
      (a, b) =>
        severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
        b.findings.length - a.findings.length ||
        a.rule.localeCompare(b.rule),
    )
}

/** The gravest severity among findings; `info` where there are none. */
export function worstOf(findings: readonly { readonly severity: Severity }[]): Severity {
  return severities.find((severity) => findings.some((finding) => finding.severity === severity)) ?? 'info'
}

/** How many there are of each severity. */
export function countSeverities(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length
  return { error: count('error'), warning: count('warning'), info: count('info') }
}
