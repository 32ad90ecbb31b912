import { ArrowLeftRight } from 'lucide-react'
import { useMemo } from 'react'
import { useFindings } from '../../state/use-findings.js'
import { useSelection } from '../../state/selection.js'
import type { Finding } from '../../../contract/index.js'
import { EmptyState, type Severity } from '../../ui/index.js'
import { LadderView } from './ladder-view.js'
import { layOutLadder } from './ladder.js'
import styles from './timeline.module.css'
import { useSessionFeed } from './use-session-feed.js'
import { VerdictLine } from './verdict-line.js'

/** The messages of the selected session as a ladder between CPE and ACS. */
export function TimelinePanel() {
  const sessionId = useSelection((selection) => selection.sessionId)
  const { session, messages, loading, problem } = useSessionFeed(sessionId)
  const { findings } = useFindings(sessionId)
  const severityOf = useMemo(() => worstByMessage(findings), [findings])
  const ladder = useMemo(() => layOutLadder(messages), [messages])

  if (sessionId === null) {
    return (
      <EmptyState icon={ArrowLeftRight} title="Select a session">
        Its messages appear here as a ladder: what the CPE said, what the ACS answered, who had the turn, and
        where the time went. A session in progress grows while you watch.
      </EmptyState>
    )
  }
  return (
    <div className={styles.panel}>
      {session && <VerdictLine session={session} messages={messages} findings={findings} />}
      {problem !== null && (
        <p className={styles.problem} role="alert">
          The session could not be read: {problem}
        </p>
      )}
      {messages.length === 0 && !loading && problem === null ? (
        <EmptyState title="No message recorded">
          The CPE connected, but nothing it sent could be read as an HTTP message. The status bar tells what
          came in.
        </EmptyState>
      ) : (
        <LadderView
          key={sessionId}
          ladder={ladder}
          live={session?.state === 'open'}
          severityOf={severityOf}
        />
      )}
    </div>
  )
}

/** The gravest finding of each message. */
function worstByMessage(findings: readonly Finding[]): ReadonlyMap<string, Severity> {
  const worst = new Map<string, Severity>()
  for (const severity of ['info', 'warning', 'error'] as const) {
    for (const finding of findings) {
      if (finding.severity === severity && finding.messageId !== undefined)
        worst.set(finding.messageId, severity)
    }
  }
  return worst
}
