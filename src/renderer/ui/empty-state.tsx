import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

export interface EmptyStateProps {
  readonly icon?: LucideIcon
  /** What is the case: "No session yet". */
  readonly title: string
  /** What it means and what to do about it. Never just "no data". */
  readonly children?: ReactNode
  /** Buttons that do it. */
  readonly actions?: ReactNode
  readonly compact?: boolean
}

/** What a view shows while it has nothing to show: it teaches the next step. */
export function EmptyState({ icon: Icon, title, children, actions, compact = false }: EmptyStateProps) {
  return (
    <div className={styles.empty} data-compact={compact || undefined}>
      {Icon && <Icon className={styles.icon} size={compact ? 20 : 28} strokeWidth={1.5} aria-hidden="true" />}
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
