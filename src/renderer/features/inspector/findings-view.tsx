import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { Finding } from '../../../contract/index.js'
import { EmptyState, VisibleText } from '../../ui/index.js'
import styles from './inspector.module.css'

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info } as const

/** What is wrong or peculiar about the message, with the place and the clause. */
export function FindingsView({
  findings,
  onPlace,
}: {
  findings: readonly Finding[]
  onPlace: (finding: Finding) => void
}) {
  if (findings.length === 0) {
    return (
      <EmptyState icon={CircleCheck} title="Nothing found">
        As far as it is checked, the message follows the specification. What a check finds is listed here with
        its rule, its clause, and its place in the XML.
      </EmptyState>
    )
  }
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Findings">
      <ul className={styles.findings}>
        {findings.map((finding, at) => (
          <FindingItem key={at} finding={finding} onPlace={onPlace} />
        ))}
      </ul>
    </div>
  )
}

/** One finding; a click goes to its place, if it has one. */
export function FindingItem({ finding, onPlace }: { finding: Finding; onPlace: (finding: Finding) => void }) {
  const Icon = icons[finding.severity]
  const placed = finding.line !== undefined || finding.offset !== undefined
  const text = (
    <>
      <Icon size={15} className={styles.findingIcon} aria-hidden="true" />
      <span className={styles.findingText}>
        <span className={styles.findingHead}>
          <b className={styles.wire}>{finding.rule}</b>{' '}
          <span className={styles.severity}>{finding.severity}</span>
          {finding.line !== undefined && (
            <span className={styles.place}>
              line {finding.line}
              {finding.column !== undefined && `:${finding.column}`}
            </span>
          )}
        </span>
        <span className={styles.findingMessage}>
          <VisibleText text={finding.message} />
        </span>
        <span className={styles.reference}>{finding.reference}</span>
      </span>
    </>
  )
  return (
    <li className={styles.finding} data-severity={finding.severity}>
      {placed ? (
        <button type="button" title="Show the place in the XML" onClick={() => onPlace(finding)}>
          {text}
        </button>
      ) : (
        <div>{text}</div>
      )}
    </li>
  )
}
