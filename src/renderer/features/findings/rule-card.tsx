import { BookOpen, ChevronDown, ChevronRight } from 'lucide-react'
import { useId, useState, type ReactNode } from 'react'
import type { Finding } from '../../../contract/index.js'
import { ruleById } from '../../../core/lint/index.js'
import { Badge, countOf, countText, SeveritySign, VisibleText } from '../../ui/index.js'
import styles from './findings.module.css'
import { EditFix, QuirkFixes } from './fix-view.js'
import type { FindingGroup } from './group-findings.js'
import { RuleText } from './rule-text.js'

/** Places of one rule that are listed at once. */
const LISTED = 5

/** What one rule found: each place with its sentence, what it means, what to do. */
export function RuleCard({
  group,
  open: opensByItself,
  describePlace,
  onPlace,
}: {
  group: FindingGroup
  open: boolean
  /** Where a finding is, in words; null: it is about no place. */
  describePlace: (finding: Finding) => ReactNode
  onPlace: (finding: Finding) => void
}) {
  const [open, setOpen] = useState(opensByItself)
  const [all, setAll] = useState(false)
  const id = useId()
  const rule = ruleById.get(group.rule)
  const Chevron = open ? ChevronDown : ChevronRight
  const listed = all ? group.findings : group.findings.slice(0, LISTED)
  const [first] = group.findings
  return (
    <section className={styles.card} data-severity={group.severity} aria-labelledby={`${id}-title`}>
      <h3 className={styles.cardHead}>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={`${id}-body`}
          onClick={() => setOpen(!open)}
        >
          <Chevron size={14} aria-hidden="true" className={styles.chevron} />
          <SeveritySign severity={group.severity} />
          <span id={`${id}-title`} className={styles.cardTitle}>
            <RuleText text={rule?.title ?? group.rule} />
          </span>
          {group.findings.length > 1 && (
            <Badge label={countOf(group.findings.length, 'time')}>{countText(group.findings.length)}×</Badge>
          )}
        </button>
      </h3>
      {open && (
        <div id={`${id}-body`} className={styles.cardBody}>
          <ul className={styles.places}>
            {listed.map((finding, at) => (
              <PlaceItem key={at} finding={finding} place={describePlace(finding)} onPlace={onPlace} />
            ))}
          </ul>
          {group.findings.length > listed.length && (
            <button type="button" className={styles.link} onClick={() => setAll(true)}>
              {countText(group.findings.length - listed.length)} more
            </button>
          )}
          {rule && (
            <p className={styles.explanation}>
              <RuleText text={rule.explanation} />
            </p>
          )}
          <p className={styles.reference}>
            <BookOpen size={13} aria-hidden="true" />
            <span>
              {rule?.reference ?? first?.reference} <code>{group.rule}</code>
            </span>
          </p>
          <QuirkFixes findings={group.findings} />
          {rule && <Examples wrong={rule.wrong} right={rule.right} />}
        </div>
      )}
    </section>
  )
}

function PlaceItem({
  finding,
  place,
  onPlace,
}: {
  finding: Finding
  place: ReactNode
  onPlace: (finding: Finding) => void
}) {
  const sentence = (
    <span className={styles.sentence}>
      <VisibleText text={finding.message} />
    </span>
  )
  return (
    <li className={styles.place}>
      {place === null ? (
        <div className={styles.placeText}>{sentence}</div>
      ) : (
        <button type="button" className={styles.placeText} onClick={() => onPlace(finding)}>
          {sentence}
          <span className={styles.placeName}>{place}</span>
        </button>
      )}
      {finding.fix?.kind === 'edit' && finding.messageId !== undefined && (
        <EditFix messageId={finding.messageId} fix={finding.fix} />
      )}
    </li>
  )
}

/** The rule's own example, closed: it explains, but it is not what was found. */
function Examples({ wrong, right }: { wrong: string; right: string }) {
  return (
    <details className={styles.examples}>
      <summary>Example</summary>
      <div className={styles.examplePair}>
        <figure>
          <figcaption data-tone="wrong">Wrong</figcaption>
          <pre tabIndex={0}>{wrong}</pre>
        </figure>
        <figure>
          <figcaption data-tone="right">Right</figcaption>
          <pre tabIndex={0}>{right}</pre>
        </figure>
      </div>
    </details>
  )
}
