import { Button } from '@mantine/core'
import { Check, CircleSlash, Clock, LoaderCircle, TriangleAlert, X } from 'lucide-react'
import { useState } from 'react'
import type { Job } from '../../../contract/index.js'
import { useClient } from '../../app/host-context.js'
import { notifyError } from '../../app/notify.js'
import { isUnderWay } from '../../state/jobs.js'
import { countOf, durationText, IconButton, ProgressBar, VisibleText } from '../../ui/index.js'
import { useDiscoveryDialogs } from './discovery-dialogs.js'
import styles from './discovery.module.css'
import { jobProgress, jobTitle } from './job-words.js'

/** Fetching a tree as it goes: how far, what was left out, and its end. */
export function JobBar({ job }: { job: Job }) {
  const cancel = useCancelJob()
  const [dismissed, setDismissed] = useState<string | null>(null)
  const open = useDiscoveryDialogs((dialogs) => dialogs.open)
  if (dismissed === job.id) return null
  const { state, summary, requests, faults, batchSize, durationMs, refusedCount } = job
  const under = isUnderWay(job)
  return (
    <section className={styles.job} aria-label="Fetching the tree" data-state={state}>
      <div className={styles.jobHead}>
        <JobSign state={state} />
        <b className={styles.jobTitle}>
          <VisibleText text={jobTitle(job)} />
        </b>
        <span className={styles.jobFacts}>
          {requests > 0 && countOf(requests, 'request')}
          {faults > 0 && ` · ${countOf(faults, 'fault')}`}
          {state === 'running' &&
            job.strategy !== 'whole' &&
            job.phase !== 'names' &&
            ` · ${batchSize} names each`}
          {durationMs > 0 && ` · ${durationText(durationMs)}`}
        </span>
        {refusedCount > 0 && (
          <Button size="compact-xs" variant="default" onClick={() => open({ kind: 'refused', job })}>
            {countOf(refusedCount, 'name')} left out…
          </Button>
        )}
        {under ? (
          <Button size="compact-xs" variant="default" onClick={() => cancel(job)}>
            Cancel
          </Button>
        ) : (
          <IconButton icon={X} label="Dismiss" size={13} onClick={() => setDismissed(job.id)} />
        )}
      </div>
      {under && <ProgressBar label={`Fetching ${jobTitle(job)}`} value={jobProgress(job)} />}
      <p className={styles.jobWords} role="status">
        <VisibleText text={summary} />
      </p>
    </section>
  )
}

function JobSign({ state }: { state: Job['state'] }) {
  switch (state) {
    case 'waiting':
      return <Clock size={14} aria-hidden="true" />
    case 'running':
      return <LoaderCircle size={14} aria-hidden="true" className={styles.turning ?? ''} />
    case 'done':
      return <Check size={14} aria-hidden="true" />
    case 'failed':
      return <TriangleAlert size={14} aria-hidden="true" />
    case 'cancelled':
      return <CircleSlash size={14} aria-hidden="true" />
  }
}

/** Stops a job and tells if that could not be done. */
export function useCancelJob(): (job: Job) => void {
  const client = useClient()
  return (job) => {
    client.discovery
      .cancel({ jobId: job.id })
      .catch((error: unknown) => notifyError({ what: 'Fetching the tree could not be cancelled', error }))
  }
}
