import styles from './progress-bar.module.css'

/** How far something has come. `value` between 0 and 1; null: how much there is to do is not known yet. */
export function ProgressBar({
  label,
  value,
  tone = 'accent',
}: {
  label: string
  value: number | null
  tone?: 'accent' | 'ok' | 'fault' | 'neutral'
}) {
  const percent = value === null ? null : Math.round(Math.max(0, Math.min(1, value)) * 100)
  return (
    <div
      className={styles.bar}
      data-tone={tone}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === null ? {} : { 'aria-valuenow': percent })}
    >
      <div
        className={styles.fill}
        data-unknown={percent === null || undefined}
        style={percent === null ? undefined : { width: `${percent}%` }}
      />
    </div>
  )
}
