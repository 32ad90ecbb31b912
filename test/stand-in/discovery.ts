import { ORPCError, type implement } from '@orpc/server'
import type { contract, EngineEvent, Job } from '../../src/contract/index.js'

type Api = ReturnType<typeof implement<typeof contract>>

/** Trees that wait to be read; a test publishes how a job goes on. */
export function discoveryProcedures(
  { discovery }: Pick<Api, 'discovery'>,
  jobs: readonly Job[],
  publish: (event: EngineEvent) => void,
) {
  let counter = 0
  const find = (jobId: string): Job => {
    const job = jobs.find(({ id }) => id === jobId)
    if (job) return job
    throw new ORPCError('NOT_FOUND', { message: `Job "${jobId}" is not known here.` })
  }
  return {
    start: discovery.start.handler(({ input: { deviceId, strategy, prefix, attributes, deliver } }) => {
      const job = waitingJob(`job-${++counter}`, { deviceId, strategy, prefix, attributes, deliver })
      publish({ type: 'job', job })
      return job
    }),
    get: discovery.get.handler(({ input }) => find(input.jobId)),
    list: discovery.list.handler(({ input }) => ({
      items: jobs.filter(({ deviceId }) => deviceId === input.deviceId),
    })),
    cancel: discovery.cancel.handler(({ input }) => {
      const job: Job = { ...find(input.jobId), state: 'cancelled', phase: 'ended', summary: 'Cancelled.' }
      publish({ type: 'job', job })
      return job
    }),
  }
}

function waitingJob(
  id: string,
  order: Pick<Job, 'deviceId' | 'strategy' | 'prefix' | 'attributes' | 'deliver'>,
): Job {
  return {
    id,
    kind: 'discovery',
    ...order,
    state: 'waiting',
    phase: 'names',
    summary: 'It begins with the next session of the CPE.',
    names: 0,
    objects: 0,
    values: 0,
    attributesRead: 0,
    of: 0,
    requests: 0,
    faults: 0,
    lost: 0,
    batchSize: 32,
    refused: [],
    refusedCount: 0,
    createdAt: new Date().toISOString(),
    startedAt: null,
    endedAt: null,
    durationMs: 0,
  }
}
