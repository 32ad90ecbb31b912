import { X } from 'lucide-react'
import { productClassOf } from '../../state/device-id.js'
import { useJobsUnderWay } from '../../state/jobs.js'
import { useSelection } from '../../state/selection.js'
import { ProgressBar, VisibleText } from '../../ui/index.js'
import styles from './discovery.module.css'
import { useCancelJob } from './job-bar.js'
import { jobProgress } from './job-words.js'

/** Trees that are being fetched, for the status bar: how far, a way there, a way to stop. */
export function StatusJobs() {
  const jobs = useJobsUnderWay()
  const cancel = useCancelJob()
  return jobs.map((job) => {
    const progress = jobProgress(job)
    const name = productClassOf(job.deviceId)
    return (
      <span key={job.id} className={styles.statusJob} title={job.summary}>
        <button
          type="button"
          className={styles.statusName}
          onClick={() => {
            const selection = useSelection.getState()
            selection.selectDevice(job.deviceId)
            selection.show('parameters')
          }}
        >
          Fetching the tree of <VisibleText text={name} />
          {job.state === 'waiting'
            ? ', waiting'
            : progress === null
              ? ''
              : ` ${Math.floor(progress * 100)} %`}
        </button>
        <span className={styles.statusBar}>
          <ProgressBar label={`Fetching the tree of ${name}`} value={progress} />
        </span>
        <button
          type="button"
          className={styles.statusCancel}
          aria-label={`Stop fetching the tree of ${name}`}
          onClick={() => cancel(job)}
        >
          <X size={12} aria-hidden="true" />
        </button>
      </span>
    )
  })
}
