import { CircleAlert, CircleCheck, CircleDot } from 'lucide-react'
import type { Message, Session } from '../../../contract/index.js'
import { Badge, ClockTime, countOf, durationText } from '../../ui/index.js'
import { isTrouble } from './navigation.js'
import styles from './timeline.module.css'

const icons = { open: CircleDot, done: CircleCheck, failed: CircleAlert } as const

/** How the session ended, in words, with the figures that support it. */
export function VerdictLine({ session, messages }: { session: Session; messages: readonly Message[] }) {
  const troubles = messages.filter(isTrouble).length
  const tone = session.state === 'done' && troubles > 0 ? 'failed' : session.state
  const Icon = icons[tone]
  const { error, warning } = session.findings
  return (
    <header className={styles.verdict} data-tone={tone}>
      <Icon size={17} aria-hidden="true" className={styles.verdictIcon} />
      <div className={styles.verdictText}>
        <p className={styles.verdictSentence} aria-live="polite">
          {session.verdict}
        </p>
        <p className={styles.verdictFacts}>
          <ClockTime at={session.startedAt} milliseconds />
          <span>{countOf(session.messages, 'message')}</span>
          <span>{durationText(session.durationMs)}</span>
          {session.cwmpVersion !== null && <span>CWMP {session.cwmpVersion}</span>}
          <span title="How its HTTP exchanges were recognised as one session">
            bound by {session.boundBy}
          </span>
        </p>
      </div>
      <div className={styles.verdictBadges}>
        {troubles > 0 && (
          <Badge tone="fault" label={countOf(troubles, 'fault')}>
            {countOf(troubles, 'fault')}
          </Badge>
        )}
        {error > 0 && (
          <Badge
            tone="fault"
            label={countOf(error, 'finding of severity error', 'findings of severity error')}
          >
            {countOf(error, 'error')}
          </Badge>
        )}
        {warning > 0 && (
          <Badge
            tone="held"
            label={countOf(warning, 'finding of severity warning', 'findings of severity warning')}
          >
            {countOf(warning, 'warning')}
          </Badge>
        )}
      </div>
    </header>
  )
}
