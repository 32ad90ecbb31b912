import { CircleCheck } from 'lucide-react'
import type { Finding } from '../../../contract/index.js'
import { EmptyState } from '../../ui/index.js'
import styles from './findings.module.css'
import { groupFindings } from './group-findings.js'
import { RuleCard } from './rule-card.js'

/** What is wrong or peculiar about one message, by rule. */
export function MessageFindings({
  messageId,
  findings,
  onPlace,
}: {
  messageId: string
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
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Findings of the message">
      {groupFindings(findings).map((group) => (
        <RuleCard
          key={`${messageId} ${group.rule}`}
          group={group}
          open
          describePlace={placeInMessage}
          onPlace={onPlace}
        />
      ))}
    </div>
  )
}

/** Null: it is about the message as a whole. */
function placeInMessage({ offset, line, column }: Finding): string | null {
  if (offset === undefined) return null
  return line === undefined ? 'in the XML' : `line ${line}${column === undefined ? '' : `:${column}`}`
}
