import type { Job } from '../../../contract/index.js'
import { CopyButton, countOf, countText, Dialog, VirtualList, VisibleText } from '../../ui/index.js'
import { useState } from 'react'
import styles from './discovery.module.css'
import { aboutWords } from './job-words.js'

const ROW = 44
const MOST_HIGH = 420

/** The names a CPE refused while its tree was fetched, each with its fault. */
export function RefusedDialog({ job, onClose }: { job: Job; onClose: () => void }) {
  const [active, setActive] = useState(0)
  const { refused, refusedCount } = job
  const text = refused
    .map(({ name, about, code, string }) => `${name}\t${about}\t${code}\t${string}`)
    .join('\n')
  return (
    <Dialog
      title={`${countOf(refusedCount, 'name')} left out`}
      onClose={onClose}
      size={640}
      actions={<CopyButton text={text} label="Copy the list" />}
    >
      <p className={styles.text}>
        The CPE names these, but faults when it is asked for them one by one. Everything else was read. Such
        names mostly are remains of a feature that this model has not.
      </p>
      <div className={styles.refused} style={{ height: Math.min(MOST_HIGH, refused.length * ROW + 2) }}>
        <VirtualList
          label="Names that were left out"
          count={refused.length}
          rowHeight={ROW}
          activeIndex={active}
          onActive={setActive}
          renderRow={(index) => {
            const row = refused[index]
            if (!row) return null
            return (
              <div className={styles.refusedRow}>
                <code>
                  <VisibleText text={row.name} />
                </code>
                <span>
                  {aboutWords[row.about]}: <b>{row.code}</b> <VisibleText text={row.string} />
                </span>
              </div>
            )
          }}
        />
      </div>
      {refusedCount > refused.length && (
        <p className={styles.text}>The first {countText(refused.length)} are shown.</p>
      )}
    </Dialog>
  )
}
