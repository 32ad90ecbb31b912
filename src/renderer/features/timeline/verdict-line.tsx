import { CircleAlert, CircleCheck, CircleDot } from 'lucide-react'
import { useCommands } from '../../app/commands.js'
import type { Finding, Message, Session } from '../../../contract/index.js'
import { Badge, ClockTime, countOf, durationText, SeveritySign, VisibleText } from '../../ui/index.js'
import { isTrouble } from './navigation.js'
import styles from './timeline.module.css'

const icons = { open: CircleDot, done: CircleCheck, failed: CircleAlert } as const

/** What is wrong with the session as a whole, beyond its messages; so many are told here. */
const TOLD = 3

/** How the session ended, in words, with the figures that support it. */
export function VerdictLine({
  session,
  messages,
  findings,
}: {
  session: Session
  messages: readonly Message[]
  findings: readonly Finding[]
}) {
  const troubles = messages.filter(isTrouble).length
  const tone = session.state === 'done' && troubles > 0 ? 'failed' : session.state
  const Icon = icons[tone]
  const [first, rest] = firstSentence(session.verdict)
  const found = session.findings.error + session.findings.warning + session.findings.info
  const ofSession = findings.filter(({ messageId }) => messageId === undefined)
  return (
    <header className={styles.verdict} data-tone={tone}>
      <Icon size={17} aria-hidden="true" className={styles.verdictIcon} />
      <div className={styles.verdictText}>
        <p className={styles.verdictSentence} aria-live="polite">
          <b>
            <VisibleText text={first} />
          </b>{' '}
          <VisibleText text={rest} />
        </p>
        <div className={styles.verdictFacts}>
          <ClockTime at={session.startedAt} milliseconds />
          <span>{countOf(session.messages, 'message')}</span>
          <span>{durationText(session.durationMs)}</span>
          {session.cwmpVersion !== null && <span>CWMP {session.cwmpVersion}</span>}
          <span title="How its HTTP exchanges were recognised as one session">
            bound by {session.boundBy}
          </span>
          {(troubles > 0 || found > 0) && (
            <div className={styles.verdictBadges}>
              {troubles > 0 && (
                <Badge tone="fault" label={countOf(troubles, 'fault')}>
                  {countOf(troubles, 'fault')}
                </Badge>
              )}
              {found > 0 && <FindingsButton counts={session.findings} />}
            </div>
          )}
        </div>
        {ofSession.length > 0 && (
          <ul className={styles.sessionFindings} aria-label="Findings of the session as a whole">
            {ofSession.slice(0, TOLD).map((finding, at) => (
              <li key={at}>
                <SeveritySign severity={finding.severity} size={13} />
                <span>
                  <VisibleText text={finding.message} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </header>
  )
}

/** How many findings there are; a click shows them. */
function FindingsButton({ counts: { error, warning, info } }: { counts: Session['findings'] }) {
  const commands = useCommands()
  return (
    <button
      type="button"
      className={styles.findings}
      title="Show the findings of this session"
      aria-label={`Show the findings of this session: ${countOf(error, 'error')}, ${countOf(warning, 'warning')}, ${countOf(info, 'note')}`}
      onClick={() => commands.run('view.findings')}
    >
      {error > 0 && <Badge tone="fault">{countOf(error, 'error')}</Badge>}
      {warning > 0 && <Badge tone="held">{countOf(warning, 'warning')}</Badge>}
      {error + warning === 0 && <Badge>{countOf(info, 'note')}</Badge>}
    </button>
  )
}

/** What happened, and what there is to say about it. */
function firstSentence(verdict: string): readonly [string, string] {
  const end = /[.!?](?=\s)/.exec(verdict)?.index
  return end === undefined ? [verdict, ''] : [verdict.slice(0, end + 1), verdict.slice(end + 1).trimStart()]
}
