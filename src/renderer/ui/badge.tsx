import type { ReactNode } from 'react'
import styles from './badge.module.css'
import { VisuallyHidden } from './visually-hidden.js'

export type Tone = 'neutral' | 'cpe' | 'acs' | 'fault' | 'held' | 'edited' | 'ok'

export interface BadgeProps {
  readonly tone?: Tone
  /** For screen readers, where the text alone says too little ("2" → "2 errors"). */
  readonly label?: string
  readonly title?: string
  readonly children: ReactNode
}

/** A few characters in a pill. Its colour repeats what its text says, never more. */
export function Badge({ tone = 'neutral', label, title, children }: BadgeProps) {
  return (
    <span className={styles.badge} data-tone={tone} title={title ?? label}>
      {label === undefined ? (
        children
      ) : (
        <>
          <span aria-hidden="true">{children}</span>
          <VisuallyHidden>{label}</VisuallyHidden>
        </>
      )}
    </span>
  )
}
