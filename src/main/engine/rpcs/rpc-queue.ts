import { randomUUID } from 'node:crypto'
import type { Micros } from '../../../core/journal/records.js'
import { checkArguments } from '../../../core/rpc/index.js'
import type { CwmpFault, RpcStruct } from '../../../core/soap/message.js'
import type { QueuedRpc, Workspace } from '../workspace/types.js'
import { RpcError } from './rpc-error.js'
import type { RpcQueue } from './types.js'

/** How often an RPC without side effect is sent before it is given up. */
const mostAttempts = 3

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
  const waiting = new Map<string, Set<() => void>>()

  for (const rpc of workspace.unfinishedRpcs()) remember(rpc)
  for (const rpc of [...unfinished.values()]) {
    if (rpc.state === 'sent') takeBack(rpc, 'The workbench stopped before the CPE answered.')
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
    if (!open) for (const wake of [...(waiting.get(rpc.id) ?? [])]) wake()
    return rpc
  }

  function fail(rpc: QueuedRpc, code: string, reason: string): QueuedRpc {
    const fault: CwmpFault = { code, string: reason, blame: 'Server' }
    return store({ ...rpc, state: 'failed', fault, endedAt: timestamp() })
  }

  function takeBack(rpc: QueuedRpc, reason: string): void {
    if (!hasNoSideEffect(rpc.method)) {
      fail(
        rpc,
        'interrupted',
        `${reason} Whether the CPE carried it out is not known, so it is not sent again.`,
      )
    } else if (rpc.messageIds.length >= mostAttempts) {
      fail(rpc, 'interrupted', `${reason} Given up after ${String(rpc.messageIds.length)} attempts.`)
    } else {
      const { sentAt: _, ...asQueued } = rpc
      store({ ...asQueued, state: 'queued' })
    }
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

  return {
    create({ deviceId, method, arguments: args, expiresAt }) {
      checkCall(method, args)
      const rpc: QueuedRpc = {
        id: randomUUID(),
        deviceId,
        method,
        arguments: args,
        state: 'queued',
        messageIds: [],
        createdAt: timestamp(),
        ...(expiresAt === undefined ? {} : { expiresAt: readTime(expiresAt) }),
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
      return store({ ...rpc, state: 'cancelled', endedAt: timestamp() })
    },

    pending(deviceId) {
      return unfinishedOf(deviceId).length
    },

    take(deviceId) {
      const open = unfinishedOf(deviceId)
      const next = open.find(({ state }) => state === 'queued')
      if (next === undefined || open.some(({ state }) => state === 'sent')) return null
      return store({ ...next, state: 'sent', sentAt: timestamp() })
    },

    carriedBy(id, messageId) {
      const rpc = unfinished.get(id)
      if (rpc !== undefined) store({ ...rpc, messageIds: [...rpc.messageIds, messageId] })
    },

    finish(id, outcome) {
      const rpc = unfinished.get(id)
      if (rpc?.state !== 'sent') return
      const endedAt = timestamp()
      store(
        'result' in outcome
          ? { ...rpc, state: 'done', result: outcome.result, endedAt }
          : { ...rpc, state: 'failed', fault: outcome.fault, endedAt },
      )
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
  }
}

/** Methods that only read may be sent twice without harm. */
function hasNoSideEffect(method: string): boolean {
  return method.startsWith('Get')
}

function checkCall(method: string, args: RpcStruct): void {
  const problem = checkArguments(method, args)
  if (problem !== null) throw new RpcError('UNPROCESSABLE_CONTENT', problem)
}

function readTime(text: string): string {
  const time = new Date(text)
  if (Number.isNaN(time.getTime())) {
    throw new RpcError(
      'UNPROCESSABLE_CONTENT',
      `expiresAt is not a time: ${text}. Write it like 2026-11-22T10:00:00Z.`,
    )
  }
  return time.toISOString()
}

function whyNotCancelled(rpc: QueuedRpc): string {
  return rpc.state === 'sent'
    ? `${rpc.method} was sent to the CPE at ${rpc.sentAt ?? 'an unknown time'}: only its answer can end it.`
    : `${rpc.method} has ended already (${rpc.state}): there is nothing to cancel.`
}
