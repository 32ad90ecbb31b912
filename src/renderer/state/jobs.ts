import { useCallback, useEffect, useState } from 'react'
import { useClient } from '../app/host-context.js'
import type { Job } from '../../contract/index.js'
import { onEngineEvent } from './engine-events.js'
import { usePull } from './use-pull.js'

/** It has not ended. */
export function isUnderWay({ state }: Job): boolean {
  return state === 'waiting' || state === 'running'
}

/** The newest job of a device, live; null: there is none that is under way or ended before one's eyes. */
export function useJob(deviceId: string | null): Job | null {
  const client = useClient()
  const pull = useCallback(
    async (id: string, signal: AbortSignal) =>
      (await client.discovery.list({ deviceId: id }, { signal })).items[0],
    [client],
  )
  const { pulled, again } = usePull(deviceId, pull)
  const [heard, setHeard] = useState<Job | null>(null)
  useEffect(() => {
    const stops = [
      onEngineEvent('job', ({ job }) => {
        if (job.deviceId === deviceId) setHeard(job)
      }),
      onEngineEvent('changed', () => {
        setHeard(null)
        again()
      }),
    ]
    return () => stops.forEach((stop) => stop())
  }, [deviceId, again])
  if (heard && heard.deviceId === deviceId) return heard
  const known = pulled.state === 'here' ? pulled.value : undefined
  return known && isUnderWay(known) ? known : null
}

/** The jobs of all devices that are under way, as far as the page has heard of them. */
export function useJobsUnderWay(): readonly Job[] {
  const client = useClient()
  const [jobs, setJobs] = useState<ReadonlyMap<string, Job>>(new Map())
  useEffect(() => {
    const take = (job: Job) =>
      setJobs((known) => {
        const others = [...known].filter(([id]) => id !== job.id)
        return new Map(isUnderWay(job) ? [...others, [job.id, job]] : others)
      })
    const stops = [
      onEngineEvent('job', ({ job }) => take(job)),
      onEngineEvent('changed', () =>
        setJobs((known) => {
          for (const jobId of known.keys()) client.discovery.get({ jobId }).then(take, () => undefined)
          return known
        }),
      ),
    ]
    return () => stops.forEach((stop) => stop())
  }, [client])
  return [...jobs.values()]
}
