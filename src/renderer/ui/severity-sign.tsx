import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import styles from './severity-sign.module.css'

export type Severity = 'error' | 'warning' | 'info'

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info } as const

/** A severity as a sign whose shape says what its colour does. */
export function SeveritySign({ severity, size = 15 }: { severity: Severity; size?: number }) {
  const Icon = icons[severity]
  return (
    <span className={styles.sign} data-severity={severity} title={severity}>
      <Icon size={size} role="img" aria-label={severity} />
    </span>
  )
}
