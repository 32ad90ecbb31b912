import { Check, CircleDashed, X, type LucideIcon } from 'lucide-react'
import type { ReachabilityStep } from '../../../contract/index.js'
import { RelativeTime, VisuallyHidden } from '../../ui/index.js'
import styles from './first-run.module.css'

const titles: Readonly<Record<ReachabilityStep['name'], string>> = {
  connection: 'A TCP connection reached the ACS',
  http: 'It spoke HTTP',
  inform: 'It sent an Inform',
  session: 'A session came to its end',
}

const signs: Readonly<Record<ReachabilityStep['state'], readonly [LucideIcon, string]>> = {
  waiting: [CircleDashed, 'waiting'],
  seen: [Check, 'seen'],
  failed: [X, 'failed'],
}

/** The way of a CPE to us, step by step: the first step that is not there yet is where to look. */
export function Reachability({ steps }: { steps: readonly ReachabilityStep[] }) {
  const next = steps.findIndex((step) => step.state !== 'seen')
  return (
    <ol className={styles.steps} aria-live="polite" aria-label="Is my CPE reaching me?">
      {steps.map((step, index) => {
        const [Icon, word] = signs[step.state]
        return (
          <li
            key={step.name}
            className={styles.step}
            data-state={step.state}
            data-next={index === next || undefined}
          >
            <span className={styles.sign}>
              <Icon size={14} aria-hidden="true" />
              <VisuallyHidden>{word}: </VisuallyHidden>
            </span>
            <span className={styles.stepTitle}>{titles[step.name]}</span>
            <span className={styles.when}>{step.at && <RelativeTime at={step.at} />}</span>
            {/* What a later step waits for is noise while an earlier one is missing. */}
            {(step.state !== 'waiting' || index === next) && (
              <span className={styles.detail}>{step.detail}</span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
