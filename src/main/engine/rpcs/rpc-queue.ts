import { randomUUID } from 'node:crypto'
import type { Micros } from '../../../core/journal/records.js'
import type { CwmpFault } from '../../../core/soap/message.js'
import type { QueuedRpc, Workspace } from '../workspace/types.js'
import { checkCall, readTime } from './check-call.js'
import { withResult } from './large-result.js'
import { isSentAgain, onlyReads, policyOf, type Failure } from './retry-policy.js'
import { RpcError } from './rpc-error.js'
import type { RpcOutcome, RpcQueue } from './types.js'

/** RPCs a device may have waiting: more is a script gone wrong, and no CPE gets through them. */
const mostUnfinished = 1_000
/** RPCs that have ended, kept of each device: what they did is in the capture. */
const mostEnded = 1_000
/** How many may end before those beyond are forgotten. */
const forgetEvery = 100

export interface RpcQueueOptions {
  readonly workspace: Workspace
  readonly now: () => Micros
}

/**
 * The queue over a workspace. Every change is stored before it is told. RPCs that were out when the
 * program died are taken up: see `interrupted`.
 */
export function createRpcQueue({ workspace, now }: RpcQueueOptions): RpcQueue {
  /** RPCs that have not ended, by id, oldest first (a map keeps its order when a value is replaced). */
  const unfinished = new Map<string, QueuedRpc>()
  /** Their ids by device. */
  const unfinishedIds = new Map<string, Set<string>>()
  const listeners = new Set<(rpc: QueuedRpc) => void>()
  const answerListeners = new Set<(rpc: QueuedRpc, outcome: RpcOutcome) => void>()
  const waiting = new Map<string, Set<() => void>>()
  /** How many have ended since a device's were last forgotten. */
  const ended = new Map<string, number>()

  for (const rpc of workspace.unfinishedRpcs()) remember(rpc)
  for (const rpc of [...unfinished.values()]) {
    if (rpc.state === 'sent') takeBack(rpc, 'The workbench stopped before the CPE answered.')
    else if (rpc.job !== undefined) drop(rpc, 'The workbench stopped, and the job it was a part of with it.')
  }

  function timestamp(): string {
    return new Date(Math.floor(now() / 1000)).toISOString()
  }

  function remember(rpc: QueuedRpc): void {
    unfinished.set(rpc.id, rpc)
    const ids = unfinishedIds.get(rpc.deviceId)
    if (ids === undefined) unfinishedIds.set(rpc.deviceId, new Set([rpc.id]))
    else ids.add(rpc.id)
  }

  function forget(rpc: QueuedRpc): void {
    unfinished.delete(rpc.id)
    const ids = unfinishedIds.get(rpc.deviceId)
    ids?.delete(rpc.id)
    if (ids?.size === 0) unfinishedIds.delete(rpc.deviceId)
  }

  function store(rpc: QueuedRpc): QueuedRpc {
    workspace.saveRpc(rpc)
    const open = rpc.state === 'queued' || rpc.state === 'sent'
    if (open) remember(rpc)
    else forget(rpc)
    for (const listener of [...listeners]) listener(rpc)
    if (!open) {
      for (const wake of [...(waiting.get(rpc.id) ?? [])]) wake()
      forgetOld(rpc.deviceId)
    }
    return rpc
  }

  function forgetOld(deviceId: string): void {
    const count = (ended.get(deviceId) ?? 0) + 1
    if (count < forgetEvery) {
      ended.set(deviceId, count)
      return
    }
    ended.delete(deviceId)
    workspace.forgetRpcs(deviceId, mostEnded)
  }

  function fail(rpc: QueuedRpc, code: string, reason: string): QueuedRpc {
    const fault: CwmpFault = { code, string: reason, blame: 'Server' }
    return store({ ...rpc, state: 'failed', fault, endedAt: timestamp() })
  }

  function drop(rpc: QueuedRpc, note: string): QueuedRpc {
    return store({ ...rpc, state: 'cancelled', note, endedAt: timestamp() })
  }

  /** Puts an RPC back into its place, to be sent once more. */
  function queueAgain(rpc: QueuedRpc, note: string, delaySeconds = 0): QueuedRpc {
    const { sentAt: _, endedAt: __, fault: ___, notBefore: ____, ...kept } = rpc
    const notBefore = new Date(now() / 1000 + delaySeconds * 1000).toISOString()
    return store({ ...kept, state: 'queued', note, ...(delaySeconds === 0 ? {} : { notBefore }) })
  }

  /** Sends it again where its policy says so. False: it has had its chances. */
  function retried(rpc: QueuedRpc, failure: Failure, what: string): boolean {
    if (!isSentAgain(rpc, failure)) return false
    const { attempts, delaySeconds = 0 } = policyOf(rpc)
    const pause = delaySeconds === 0 ? '' : `, at the earliest after ${String(delaySeconds)} s`
    const count = `attempt ${String(rpc.attempts ?? 1)} of ${String(attempts)}`
    queueAgain(rpc, `${what} (${count}). It is sent again${pause}.`, delaySeconds)
    return true
  }

  function takeBack(rpc: QueuedRpc, reason: string): void {
    const lost: QueuedRpc = { ...rpc, lost: true }
    if (retried(lost, { kind: 'lost' }, `${reason.replace(/\.$/, '')}, and the session was lost`)) return
    const attempts = rpc.attempts ?? 1
    const unknown = onlyReads(rpc)
      ? ''
      : ' Whether the CPE carried it out is not known, so it is not sent again.'
    const end = attempts > 1 ? ` Given up after ${String(attempts)} attempts.` : unknown
    fail(lost, 'interrupted', `${reason}${end}`)
  }

  /** The RPC as it is now: one that has expired in the queue fails when it is looked at. */
  function current(rpc: QueuedRpc): QueuedRpc {
    if (rpc.state !== 'queued' || rpc.expiresAt === undefined || rpc.expiresAt > timestamp()) return rpc
    return fail(rpc, 'expired', `No session of the CPE took it before ${rpc.expiresAt}.`)
  }

  function find(id: string): QueuedRpc | null {
    const open = unfinished.get(id)
    return open === undefined ? workspace.rpc(id) : current(open)
  }

  function unfinishedOf(deviceId: string): readonly QueuedRpc[] {
    return [...(unfinishedIds.get(deviceId) ?? [])].flatMap((id) => {
      const rpc = find(id)
      return rpc !== null && unfinished.has(id) ? [rpc] : []
    })
  }

  /** Greatest priority first, then the oldest. */
  function nextOf(open: readonly QueuedRpc[]): QueuedRpc | undefined {
    const time = timestamp()
    return open
      .filter(({ state, notBefore = '' }) => state === 'queued' && notBefore <= time)
      .reduce<QueuedRpc | undefined>(
        (best, rpc) => (best === undefined || (rpc.priority ?? 0) > (best.priority ?? 0) ? rpc : best),
        undefined,
      )
  }

  function refuseBeyondCap(deviceId: string): void {
    if ((unfinishedIds.get(deviceId)?.size ?? 0) < mostUnfinished) return
    throw new RpcError(
      'CONFLICT',
      `${deviceId} has ${mostUnfinished.toLocaleString('en')} RPCs waiting, and no more are taken. Cancel some, or let the CPE come and take them.`,
    )
  }

  return {
    create(input) {
      const { deviceId, expiresAt, priority = 0, retry, job } = input
      const call = checkCall(input)
      const until = expiresAt === undefined ? {} : { expiresAt: readTime(expiresAt) }
      refuseBeyondCap(deviceId)
      const rpc: QueuedRpc = {
        id: randomUUID(),
        deviceId,
        ...call,
        state: 'queued',
        messageIds: [],
        createdAt: timestamp(),
        ...until,
        ...(priority === 0 ? {} : { priority }),
        ...(retry === undefined ? {} : { retry }),
        ...(job === undefined ? {} : { job }),
      }
      return current(store(rpc))
    },

    get: find,

    list(deviceId) {
      unfinishedOf(deviceId)
      return workspace.rpcs(deviceId)
    },

    cancel(id) {
      const rpc = find(id)
      if (rpc === null) throw new RpcError('NOT_FOUND', `There is no RPC with the id ${id}.`)
      if (rpc.state !== 'queued') throw new RpcError('CONFLICT', whyNotCancelled(rpc))
      const when = (rpc.attempts ?? 0) === 0 ? 'before it was sent' : 'while it waited to be sent again'
      return drop(rpc, `Cancelled ${when}.`)
    },

    resend(id, expiresAt) {
      const rpc = find(id)
      if (rpc === null) throw new RpcError('NOT_FOUND', `There is no RPC with the id ${id}.`)
      if (rpc.state !== 'failed') throw new RpcError('CONFLICT', whyNotSentAgain(rpc))
      const { expiresAt: _, ...kept } = rpc
      const until = expiresAt === undefined ? {} : { expiresAt: readTime(expiresAt) }
      refuseBeyondCap(rpc.deviceId)
      const failure = rpc.fault?.string ?? 'It failed.'
      return current(queueAgain({ ...kept, ...until }, `Sent again by hand. Before that: ${failure}`))
    },

    pending(deviceId) {
      return unfinishedOf(deviceId).length
    },

    take(deviceId) {
      const open = unfinishedOf(deviceId)
      const next = nextOf(open)
      if (next === undefined || open.some(({ state }) => state === 'sent')) return null
      const { lost: _, notBefore: __, ...rpc } = next
      return store({ ...rpc, state: 'sent', sentAt: timestamp(), attempts: (next.attempts ?? 0) + 1 })
    },

    carriedBy(id, messageId) {
      const rpc = unfinished.get(id)
      if (rpc !== undefined) store({ ...rpc, messageIds: [...rpc.messageIds, messageId] })
    },

    finish(id, outcome) {
      const rpc = unfinished.get(id)
      if (rpc?.state !== 'sent') return
      const failure = 'fault' in outcome ? outcome.fault : null
      if (
        failure !== null &&
        retried(rpc, { kind: 'fault', code: failure.code }, `The CPE refused it with ${failure.code}`)
      ) {
        return
      }
      const endedAt = timestamp()
      const told = store(
        'result' in outcome
          ? withResult({ ...rpc, state: 'done', endedAt }, outcome.result)
          : { ...rpc, state: 'failed', fault: outcome.fault, endedAt },
      )
      for (const listener of [...answerListeners]) listener(told, outcome)
    },

    interrupted(id, reason) {
      const rpc = unfinished.get(id)
      if (rpc?.state === 'sent') takeBack(rpc, reason)
    },

    wait(id, waitMs) {
      const rpc = find(id)
      if (rpc === null || !unfinished.has(id) || waitMs <= 0) return Promise.resolve(rpc)
      const expiresInMs = rpc.expiresAt === undefined ? Infinity : Date.parse(rpc.expiresAt) - now() / 1000
      return new Promise((resolve, reject) => {
        const wakers = waiting.get(id) ?? new Set()
        waiting.set(id, wakers)
        const timers: NodeJS.Timeout[] = []
        const look = (timeIsUp: boolean): void => {
          try {
            const seen = find(id)
            if (!timeIsUp && unfinished.has(id)) return
            resolve(seen)
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)))
          }
          timers.forEach(clearTimeout)
          wakers.delete(wake)
          if (wakers.size === 0) waiting.delete(id)
        }
        const wake = (): void => look(false)
        wakers.add(wake)
        timers.push(setTimeout(() => look(true), waitMs).unref())
        if (expiresInMs < waitMs) {
          // Timers count whole milliseconds: one more, so that the clock has surely passed the time.
          timers.push(setTimeout(wake, Math.max(0, expiresInMs) + 1).unref())
        }
      })
    },

    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    onAnswer(listener) {
      answerListeners.add(listener)
      return () => answerListeners.delete(listener)
    },
  }
}

function whyNotCancelled(rpc: QueuedRpc): string {
  return rpc.state === 'sent'
    ? `${rpc.method} was sent to the CPE at ${rpc.sentAt ?? 'an unknown time'}: only its answer can end it.`
    : `${rpc.method} has ended already (${rpc.state}): there is nothing to cancel.`
}

function whyNotSentAgain(rpc: QueuedRpc): string {
  switch (rpc.state) {
    case 'queued':
      return `${rpc.method} waits to be sent as it is.`
    case 'sent':
      return `${rpc.method} was sent to the CPE at ${rpc.sentAt ?? 'an unknown time'}, and its answer may still come.`
    default:
      return `${rpc.method} has not failed (${rpc.state}): queue a new one.`
  }
}
