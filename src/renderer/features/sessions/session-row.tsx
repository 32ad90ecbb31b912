import { useEffect, useState } from 'react'
import type { Session } from '../../../contract/index.js'
import {
  Badge,
  ClockTime,
  countOf,
  durationText,
  VisibleText,
  VisuallyHidden,
  type Tone,
} from '../../ui/index.js'
import styles from './sessions.module.css'

/** One session in the list. Undefined while its page is being pulled. */
export function SessionRow({ session, device }: { session: Session | undefined; device: string | null }) {
  if (!session) return <div className={styles.row} aria-busy="true" />
  const events = session.events.length > 0 ? session.events.join(', ') : 'No Inform'
  return (
    <div className={styles.row} data-state={session.state}>
      <div className={styles.when}>
        <ClockTime at={session.startedAt} />
        <span className={styles.duration}>
          {session.state === 'open' ? (
            <GrowingDuration from={session.startedAt} />
          ) : (
            durationText(session.durationMs)
          )}
        </span>
      </div>
      <div className={styles.what}>
        <div className={styles.line}>
          <span className={styles.events} title={events}>
            <VisibleText text={events} />
          </span>
          {session.state === 'open' && <span className={styles.live}>live</span>}
          <FindingBadges findings={session.findings} />
          <span className={styles.count} title={countOf(session.messages, 'message')}>
            {session.messages}
            <VisuallyHidden> messages</VisuallyHidden>
          </span>
        </div>
        <div className={styles.line}>
          <span className={styles.verdict} title={session.verdict}>
            <VisibleText text={inShort(session.verdict)} />
          </span>
          {device && (
            <span className={styles.device}>
              <VisibleText text={device} />
            </span>
          )}
        </div>
      </div>
    </div>
  )
}

/** Why the CPE called says the line above; where a verdict begins with it, this one goes on with what came of it. */
function inShort(verdict: string): string {
  const because = /^The CPE called(?:[^;.]|\.(?!\s))*; /.exec(verdict)
  return because === null ? verdict : verdict.slice(because[0].length)
}

const severities: readonly (readonly [keyof Session['findings'], Tone, string])[] = [
  ['error', 'fault', '✕'],
  ['warning', 'held', '!'],
  ['info', 'neutral', 'i'],
]

function FindingBadges({ findings }: { findings: Session['findings'] }) {
  return severities
    .filter(([severity]) => findings[severity] > 0)
    .map(([severity, tone, sign]) => (
      <Badge key={severity} tone={tone} label={`${countOf(findings[severity], 'finding')} (${severity})`}>
        {sign} {findings[severity]}
      </Badge>
    ))
}

/** How long a session in progress has lasted; a clock of its own, because no message may come for long. */
function GrowingDuration({ from }: { from: string }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 200)
    return () => clearInterval(timer)
  }, [])
  return durationText(Math.max(0, now - Date.parse(from)))
}
