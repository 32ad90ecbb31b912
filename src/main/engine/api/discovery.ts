import type { Job } from '../../../contract/index.js'
import type { DiscoveryJob } from '../discovery/index.js'
import type { ApiBase } from './base.js'
import { knownDevice } from './devices.js'
import { notFound } from './errors.js'
import type { ApiServices } from './services.js'

/** Refused names that are told; the rest is counted. */
const mostRefused = 1_000

export function jobShape({ progress, ...job }: DiscoveryJob): Job {
  return {
    kind: 'discovery',
    id: job.id,
    deviceId: job.deviceId,
    strategy: job.strategy,
    prefix: job.prefix,
    attributes: job.attributes,
    deliver: job.deliver,
    state: job.state,
    phase: progress.phase,
    summary: job.summary,
    names: progress.names,
    objects: progress.objects,
    values: progress.values,
    attributesRead: progress.attributes,
    of: progress.of,
    requests: progress.requests,
    faults: progress.faults,
    lost: progress.lost,
    batchSize: progress.batchSize,
    refused: progress.refused.slice(0, mostRefused).map((refused) => ({ ...refused })),
    refusedCount: progress.refused.length,
    createdAt: job.createdAt,
    startedAt: job.startedAt,
    endedAt: job.endedAt,
    durationMs: job.durationMs,
  }
}

export function discoveryProcedures(base: ApiBase, services: ApiServices) {
  const { discoveries } = services
  return {
    start: base.discovery.start.handler(async ({ input }) => {
      await knownDevice(services, input.deviceId)
      return jobShape(await discoveries.start(input))
    }),
    get: base.discovery.get.handler(async ({ input }) => {
      const job = await discoveries.wait(input.jobId, input.waitMs)
      if (!job) throw notFound(`Job "${input.jobId}"`)
      return jobShape(job)
    }),
    list: base.discovery.list.handler(async ({ input }) => {
      await knownDevice(services, input.deviceId)
      return { items: discoveries.list(input.deviceId).map(jobShape) }
    }),
    cancel: base.discovery.cancel.handler(({ input }) => jobShape(discoveries.cancel(input.jobId))),
  }
}
