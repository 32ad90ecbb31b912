import type { Finding } from '../../../contract/index.js'
import { SeveritySign, VisibleText } from '../../ui/index.js'
import styles from './findings.module.css'
import { severities } from './group-findings.js'

/** Findings in short, the gravest first: a line each; a click goes to the place. */
export function FindingLines({
  findings,
  most,
  onFinding,
}: {
  findings: readonly Finding[]
  most: number
  onFinding: (finding: Finding) => void
}) {
  const gravest = findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
  return (
    <ul className={styles.lines}>
      {gravest.slice(0, most).map((finding, at) => (
        <li key={at}>
          <button type="button" className={styles.line} onClick={() => onFinding(finding)}>
            <SeveritySign severity={finding.severity} size={14} />
            <span className={styles.lineText}>
              <VisibleText text={finding.message} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
