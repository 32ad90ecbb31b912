import { Check, LoaderCircle, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { durationText } from './quantity.js'
import styles from './step-list.module.css'
import { VisibleText } from './visible-text.js'
import { VisuallyHidden } from './visually-hidden.js'

/** One thing that was tried. */
export interface StepLine {
  readonly title: string
  readonly ok: boolean
  readonly detail: string
  /** Milliseconds it took. */
  readonly ms: number
}

/** What was done, in order, with time and outcome of each; the last row may be under way still. */
export function StepList({
  label,
  steps,
  running,
}: {
  label: string
  steps: readonly StepLine[]
  /** What is being done now. */
  running?: { readonly title: string; readonly detail: ReactNode } | null
}) {
  return (
    <ol className={styles.steps} aria-label={label} aria-busy={running ? true : undefined}>
      {steps.map((step, at) => (
        <li key={at} className={styles.step} data-ok={step.ok || undefined}>
          <span className={styles.sign}>
            {step.ok ? <Check size={14} aria-hidden="true" /> : <X size={14} aria-hidden="true" />}
            <VisuallyHidden>{step.ok ? 'done: ' : 'failed: '}</VisuallyHidden>
          </span>
          <span className={styles.title}>{step.title}</span>
          <span className={styles.ms}>{durationText(step.ms)}</span>
          <span className={styles.detail}>
            <VisibleText text={step.detail} />
          </span>
        </li>
      ))}
      {running && (
        <li className={styles.step} data-ok data-running>
          <span className={styles.sign}>
            <LoaderCircle size={14} aria-hidden="true" className={styles.spin ?? ''} />
            <VisuallyHidden>under way: </VisuallyHidden>
          </span>
          <span className={styles.title}>{running.title}</span>
          <span className={styles.detail}>{running.detail}</span>
        </li>
      )}
    </ol>
  )
}
