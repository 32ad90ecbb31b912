import { randomUUID } from 'node:crypto'
import { Discovery, type Answer } from '../../../core/discovery/index.js'
import type { Micros } from '../../../core/journal/records.js'
import { RpcError, type RpcOutcome, type RpcQueue } from '../rpcs/index.js'
import type { QueuedRpc } from '../workspace/types.js'
import { rpcOf, toldBy } from './asked-rpc.js'
import { summaryOf } from './summary.js'
import type { Discoveries, DiscoveryJob, DiscoveryOrder } from './types.js'

/** Behind whatever a user wants of the CPE meanwhile. */
const priority = -10
/** A CPE that has just broken its session is not done with it yet: so long it is let alone before it is called. */
const pauseMs = 1_000
/** Jobs that are over, kept of each device. */
const mostOver = 10

export interface DiscoveriesOptions {
  readonly queue: RpcQueue
  readonly now: () => Micros
  /** The root object of a device's data model, such as `Device.`; null: not known. */
  readonly rootOf: (deviceId: string) => Promise<string | null>
  /** Whether a device is not to be sent the empty path. */
  readonly avoidsEmptyPath: (deviceId: string) => boolean
  /** Sees to it that a session of the CPE comes soon. */
  readonly wake: (deviceId: string) => void
}

/** A job at work. */
interface Running {
  readonly id: string
  readonly order: DiscoveryOrder
  readonly discovery: Discovery
  state: DiscoveryJob['state']
  /** The RPC that asks what is to be asked now. */
  rpcId: string | null
  readonly createdAt: Micros
  startedAt: Micros | null
  endedAt: Micros | null
  cancelCall: () => void
  /** Why it could not go on, where that is not the CPE's doing. */
  problem: string | null
}

/**
 * Reads trees through the queue, one RPC of a job at a time: the next is queued as soon as an answer is here, so that
 * the session that brought it takes it. A job waits out broken sessions.
 */
export function createDiscoveries(options: DiscoveriesOptions): Discoveries {
  const { queue, now, wake } = options
  const jobs = new Map<string, Running>()
  const byRpc = new Map<string, Running>()
  const listeners = new Set<(job: DiscoveryJob) => void>()
  const waiting = new Map<string, Set<() => void>>()

  queue.onAnswer(answered)
  queue.onChange((rpc) => {
    const job = byRpc.get(rpc.id)
    if (job !== undefined) followed(job, rpc)
  })

  function told(job: Running): DiscoveryJob {
    const shape = jobOf(job, now())
    for (const listener of [...listeners]) listener(shape)
    if (isOver(job)) for (const look of [...(waiting.get(job.id) ?? [])]) look()
    return shape
  }

  /** What became of the job's RPC, but for the CPE's answer. */
  function followed(job: Running, rpc: QueuedRpc): void {
    switch (rpc.state) {
      case 'sent':
        job.state = 'running'
        job.startedAt ??= now()
        told(job)
        return
      case 'cancelled':
        byRpc.delete(rpc.id)
        end(job, 'cancelled')
        return
      case 'failed':
        // A fault of the CPE comes as its answer.
        if (rpc.lost === true) {
          take(job, { type: 'lost', reason: rpc.fault?.string ?? 'The session broke.' })
        }
        return
      case 'queued':
      case 'done':
        return
    }
  }

  function answered(rpc: QueuedRpc, outcome: RpcOutcome): void {
    const job = byRpc.get(rpc.id)
    if (job === undefined) return
    const ms = rpc.sentAt === undefined ? 0 : now() / 1000 - Date.parse(rpc.sentAt)
    take(
      job,
      'result' in outcome
        ? toldBy(outcome.result, ms)
        : { type: 'fault', code: outcome.fault.code, string: outcome.fault.string },
    )
  }

  function take(job: Running, answer: Answer): void {
    if (job.rpcId !== null) byRpc.delete(job.rpcId)
    job.rpcId = null
    if (isOver(job)) return
    job.discovery.take(answer)
    const { failure } = job.discovery.progress
    if (job.discovery.ask === null) {
      end(job, failure === null ? 'done' : 'failed')
      return
    }
    if (answer.type === 'lost') job.state = 'waiting'
    try {
      askNext(job)
    } catch (error) {
      // The queue is full, or the disk is.
      job.problem = error instanceof Error ? error.message : String(error)
      end(job, 'failed')
      return
    }
    if (answer.type === 'lost' && job.order.deliver === 'connection-request') callAgain(job)
    told(job)
  }

  function callAgain(job: Running): void {
    job.cancelCall()
    const timer = setTimeout(() => wake(job.order.deviceId), pauseMs).unref()
    job.cancelCall = () => clearTimeout(timer)
  }

  function askNext(job: Running): void {
    const { ask } = job.discovery
    if (ask === null) return
    const { id } = queue.create({
      deviceId: job.order.deviceId,
      ...rpcOf(ask),
      priority,
      // What breaks a session is asked for in smaller parts, not again as it is.
      retry: { attempts: 1, after: ['lost'] },
      job: job.id,
    })
    job.rpcId = id
    byRpc.set(id, job)
  }

  function end(job: Running, state: 'done' | 'failed' | 'cancelled'): DiscoveryJob {
    job.state = state
    job.endedAt = now()
    job.cancelCall()
    const over = of(job.order.deviceId).filter(isOver)
    for (const { id } of over.slice(mostOver)) jobs.delete(id)
    return told(job)
  }

  function of(deviceId: string): readonly Running[] {
    return [...jobs.values()].filter(({ order }) => order.deviceId === deviceId).reverse()
  }

  function refuseSecond(deviceId: string): void {
    if (!of(deviceId).some((job) => !isOver(job))) return
    throw new RpcError(
      'CONFLICT',
      `The tree of ${deviceId} is being read already. Wait for its end, or cancel it.`,
    )
  }

  return {
    async start(order) {
      const { deviceId, strategy, attributes, mostNames } = order
      refuseSecond(deviceId)
      const root = await options.rootOf(deviceId)
      refuseSecond(deviceId)
      const prefix = order.prefix === '' && options.avoidsEmptyPath(deviceId) ? (root ?? '') : order.prefix
      const limits = mostNames === undefined ? {} : { mostNames }
      const job: Running = {
        id: randomUUID(),
        order: { ...order, prefix },
        discovery: new Discovery({ strategy, prefix, root, attributes, limits }),
        state: 'waiting',
        rpcId: null,
        createdAt: now(),
        startedAt: null,
        endedAt: null,
        cancelCall: () => undefined,
        problem: null,
      }
      jobs.set(job.id, job)
      try {
        askNext(job)
      } catch (error) {
        jobs.delete(job.id)
        throw error
      }
      if (order.deliver === 'connection-request') wake(deviceId)
      return told(job)
    },

    get(jobId) {
      const job = jobs.get(jobId)
      return job === undefined ? null : jobOf(job, now())
    },

    list: (deviceId) => of(deviceId).map((job) => jobOf(job, now())),

    cancel(jobId) {
      const job = jobs.get(jobId)
      if (job === undefined) throw new RpcError('NOT_FOUND', `There is no job with the id ${jobId}.`)
      if (isOver(job)) throw new RpcError('CONFLICT', `It is over already (${job.state}).`)
      const rpc = job.rpcId === null ? null : queue.get(job.rpcId)
      // One that is out is let come: its answer is recorded, and asks for nothing more.
      if (rpc?.state === 'queued') queue.cancel(rpc.id)
      else end(job, 'cancelled')
      return jobOf(job, now())
    },

    wait(jobId, waitMs) {
      const job = jobs.get(jobId)
      if (job === undefined) return Promise.resolve(null)
      if (isOver(job) || waitMs <= 0) return Promise.resolve(jobOf(job, now()))
      return new Promise((resolve) => {
        const looks = waiting.get(jobId) ?? new Set()
        waiting.set(jobId, looks)
        const look = (): void => {
          clearTimeout(timer)
          looks.delete(look)
          if (looks.size === 0) waiting.delete(jobId)
          resolve(jobOf(job, now()))
        }
        const timer = setTimeout(look, waitMs).unref()
        looks.add(look)
      })
    },

    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    close() {
      for (const job of jobs.values()) job.cancelCall()
    },
  }
}

function isOver({ state }: Pick<Running, 'state'>): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled'
}

function jobOf(job: Running, now: Micros): DiscoveryJob {
  const { mostNames: _, ...order } = job.order
  const progress = job.discovery.progress
  const iso = (time: Micros | null): string | null =>
    time === null ? null : new Date(Math.floor(time / 1000)).toISOString()
  return {
    ...order,
    id: job.id,
    state: job.state,
    progress,
    summary: summaryOf(job.state, { ...progress, failure: progress.failure ?? job.problem }),
    createdAt: iso(job.createdAt) ?? '',
    startedAt: iso(job.startedAt),
    endedAt: iso(job.endedAt),
    durationMs: job.startedAt === null ? 0 : ((job.endedAt ?? now) - job.startedAt) / 1000,
  }
}
