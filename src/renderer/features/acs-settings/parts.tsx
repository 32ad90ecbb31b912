import type { ReactNode } from 'react'
import styles from './acs-settings.module.css'

/** A heading, a sentence on what it is for, and the controls. */
export function Group({ title, words, children }: { title: string; words?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.group} aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      {words !== undefined && <p className={styles.words}>{words}</p>}
      {children}
    </section>
  )
}

/** Why the last change was not taken. */
export function Problem({ text }: { text: string | null }) {
  return text === null ? null : (
    <p role="alert" className={styles.problem}>
      {text}
    </p>
  )
}

/** A fact and its value. */
export function Fact({
  name,
  wire = false,
  children,
}: {
  name: string
  wire?: boolean
  children: ReactNode
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-wire={wire || undefined}>{children}</dd>
    </div>
  )
}
