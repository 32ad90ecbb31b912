import { randomUUID } from 'node:crypto'
import type { RpcStruct, RpcValue } from '../../../core/soap/message.js'
import type { QueuedRpc, StoredTransfer, TransferRequest, TransferStore } from '../workspace/types.js'
import { bytesIn, covering, type ByteRange } from './byte-ranges.js'
import { storyOf } from './story.js'
import type { ToldTransfer } from './types.js'

/** Transfers kept; older ones that have ended are forgotten. */
const mostTransfers = 2_000
/** Requests kept of one transfer. */
const mostRequests = 20
/** Fetches by the same address without an order are one transfer when they come within this time, in milliseconds. */
const sameFetchMs = 3_600_000

/** What is known of a transfer before its RPC is queued. */
export interface PreparedTransfer {
  readonly token: string
  readonly access: StoredTransfer['access']
  readonly fileId: string | null
  readonly maxBytes: number | null
}

export interface LedgerOptions {
  readonly store: Pick<TransferStore, 'transfers' | 'saveTransfer' | 'removeTransfer'>
  /** Milliseconds. */
  readonly now: () => number
  /** The file whose own URL names the token. */
  readonly fileByToken: (
    token: string,
  ) => { readonly id: string; readonly name: string; readonly size: number } | null
  readonly fileById: (id: string) => { readonly name: string; readonly size: number } | null
}

/** What happened to every transfer: from its RPC, at the file server, and in TransferComplete. */
export interface Ledger {
  /** Newest first. */
  list(deviceId: string | null): readonly ToldTransfer[]
  get(id: string): ToldTransfer | null
  byToken(token: string): StoredTransfer | null
  byRpc(rpcId: string): ToldTransfer | null
  /** Orders of a file by its own URL that still wait for it, oldest first. */
  awaiting(fileId: string): readonly StoredTransfer[]
  /** A transfer is about to be ordered by an RPC whose URL names the token. */
  prepare(transfer: PreparedTransfer): void
  /** The RPC was not queued after all. */
  forget(token: string): void
  /** An RPC was queued, sent, answered. */
  ordered(rpc: QueuedRpc): void
  /** Somebody asks for a file by its own URL, and no order fits: a transfer without one. */
  unordered(
    file: { readonly id: string; readonly name: string; readonly size: number; readonly url: string },
    remote: string,
  ): StoredTransfer
  /** A request has begun to move content. */
  began(transferId: string, request: TransferRequest, total: number | null): void
  /** Bytes of content that have got across. */
  moved(transferId: string, requestId: string, range: ByteRange): void
  /** A request is over. `whole`: with it, all of the file is there. */
  ended(
    transferId: string,
    request: TransferRequest,
    outcome: { readonly whole: boolean; readonly fileId?: string; readonly fileName?: string },
  ): void
  /** TransferComplete. Tells which transfer it belongs to. */
  completed(
    by: {
      readonly deviceId: string | null
      readonly commandKey: string
      readonly token?: string | undefined
    },
    report: NonNullable<StoredTransfer['transferComplete']>,
  ): StoredTransfer | null
  /** Devices with transfers whose end is not known. */
  readonly unfinishedDevices: readonly { readonly deviceId: string; readonly since: string }[]
  onChange(listener: (transferId: string) => void): () => void
}

export function createLedger({ store, now, fileByToken, fileById }: LedgerOptions): Ledger {
  const transfers = new Map<string, StoredTransfer>()
  const tokens = new Map<string, string>()
  const rpcs = new Map<string, string>()
  const prepared = new Map<string, PreparedTransfer>()
  const listeners = new Set<(transferId: string) => void>()
  for (const transfer of store.transfers()) remember(afterRestart(transfer))

  function remember(transfer: StoredTransfer): void {
    transfers.set(transfer.id, transfer)
    if (transfer.token !== null) tokens.set(transfer.token, transfer.id)
    if (transfer.order !== null) rpcs.set(transfer.order.rpcId, transfer.id)
  }

  function save(transfer: StoredTransfer): StoredTransfer {
    const ended = isOver(storyOf(transfer, now()).state)
    const timed = { ...transfer, endedAt: ended ? (transfer.endedAt ?? iso()) : null }
    store.saveTransfer(timed)
    remember(timed)
    prune()
    for (const listener of [...listeners]) listener(timed.id)
    return timed
  }

  function prune(): void {
    if (transfers.size <= mostTransfers) return
    for (const transfer of transfers.values()) {
      if (transfer.endedAt === null && transfer.deviceId !== null) continue
      store.removeTransfer(transfer.id)
      transfers.delete(transfer.id)
      if (transfer.token !== null) tokens.delete(transfer.token)
      if (transfer.order !== null) rpcs.delete(transfer.order.rpcId)
      return
    }
  }

  const iso = (): string => new Date(now()).toISOString()
  const told = (transfer: StoredTransfer): ToldTransfer => ({ ...transfer, ...storyOf(transfer, now()) })
  const byId = (id: string | undefined): StoredTransfer | null =>
    id === undefined ? null : (transfers.get(id) ?? null)

  function newOrder(rpc: QueuedRpc, method: OrderMethod): StoredTransfer {
    const url = text(rpc.arguments['URL'])
    const token = tokenOf(url)
    const own = token === null ? undefined : prepared.get(token)
    if (token !== null) prepared.delete(token)
    const named = own === undefined && token !== null ? fileByToken(token) : null
    const fileId = own?.fileId ?? named?.id ?? null
    const file = fileId === null ? null : fileById(fileId)
    const size = Number(text(rpc.arguments['FileSize']))
    return {
      id: randomUUID(),
      deviceId: rpc.deviceId,
      direction: method === 'Upload' ? 'upload' : 'download',
      order: orderOf(rpc, method, null),
      commandKey: text(rpc.arguments['CommandKey']),
      fileType: text(rpc.arguments['FileType']),
      fileId,
      fileName: file?.name ?? '',
      url,
      token: own === undefined ? null : token,
      ours: own !== undefined || named !== null,
      access: own?.access ?? null,
      maxBytes: own?.maxBytes ?? null,
      createdAt: rpc.createdAt,
      bytes: 0,
      total: file?.size ?? (method !== 'Upload' && size > 0 ? size : null),
      covered: [],
      startedAt: null,
      fetchedAt: null,
      endedAt: null,
      transferComplete: null,
      requests: [],
    }
  }

  /** The transfer a CommandKey of a device means: one that waits for its report before one that has it. */
  function reportedOn(deviceId: string | null, commandKey: string): StoredTransfer | null {
    const named = [...transfers.values()]
      .reverse()
      .filter(
        (transfer) =>
          transfer.deviceId === deviceId && transfer.commandKey === commandKey && transfer.order !== null,
      )
    return (
      named.find(({ transferComplete, order }) => transferComplete === null && order?.state !== 'queued') ??
      null
    )
  }

  return {
    list: (deviceId) =>
      [...transfers.values()]
        .filter((transfer) => deviceId === null || transfer.deviceId === deviceId)
        .reverse()
        .map(told),
    get: (id) => {
      const transfer = transfers.get(id)
      return transfer === undefined ? null : told(transfer)
    },
    byToken: (token) => byId(tokens.get(token)),
    byRpc: (rpcId) => {
      const transfer = byId(rpcs.get(rpcId))
      return transfer === null ? null : told(transfer)
    },
    awaiting: (fileId) =>
      [...transfers.values()].filter(
        (transfer) =>
          transfer.fileId === fileId &&
          transfer.token === null &&
          transfer.direction === 'download' &&
          transfer.order !== null &&
          !isOver(storyOf(transfer, now()).state),
      ),
    prepare: (transfer) => void prepared.set(transfer.token, transfer),
    forget: (token) => void prepared.delete(token),

    ordered(rpc) {
      const { method } = rpc
      if (method === 'CancelTransfer' && rpc.state === 'done') {
        const cancelled = reportedOn(rpc.deviceId, text(rpc.arguments['CommandKey']))
        if (cancelled?.order) save({ ...cancelled, order: { ...cancelled.order, calledOff: true } })
        return
      }
      if (method !== 'Download' && method !== 'Upload' && method !== 'ScheduleDownload') return
      const known = byId(rpcs.get(rpc.id))
      if (known === null) save(newOrder(rpc, method))
      else save({ ...known, order: orderOf(rpc, method, known.order) })
    },

    unordered(file, remote) {
      const since = now() - sameFetchMs
      const before = [...transfers.values()]
        .reverse()
        .find(
          (transfer) =>
            transfer.order === null &&
            transfer.fileId === file.id &&
            Date.parse(transfer.createdAt) > since &&
            transfer.requests.some((request) => hostOf(request.remote) === hostOf(remote)),
        )
      if (before !== undefined) return before
      return save({
        id: randomUUID(),
        deviceId: null,
        direction: 'download',
        order: null,
        commandKey: '',
        fileType: '',
        fileId: file.id,
        fileName: file.name,
        url: file.url,
        token: null,
        ours: true,
        access: null,
        maxBytes: null,
        createdAt: iso(),
        bytes: 0,
        total: file.size,
        covered: [],
        startedAt: null,
        fetchedAt: null,
        endedAt: null,
        transferComplete: null,
        requests: [],
      })
    },

    began(transferId, request, total) {
      const transfer = transfers.get(transferId)
      if (transfer === undefined) return
      // An upload that is tried again begins anew; a download may go on where it broke off.
      const afresh =
        transfer.direction === 'upload' && transfer.fetchedAt === null ? { covered: [], bytes: 0 } : {}
      save({
        ...transfer,
        ...afresh,
        total: transfer.direction === 'upload' ? total : (transfer.total ?? total),
        startedAt: transfer.startedAt ?? request.at,
        requests: withRequest(transfer.requests, request),
      })
    },

    moved(transferId, requestId, range) {
      const transfer = transfers.get(transferId)
      const request = transfer?.requests.find(({ id }) => id === requestId)
      if (transfer === undefined || request === undefined) return
      const covered = covering(transfer.covered, range)
      save({
        ...transfer,
        covered,
        bytes: bytesIn(covered),
        requests: withRequest(transfer.requests, {
          ...request,
          bytes: request.bytes + range.to - range.from,
        }),
      })
    },

    ended(transferId, request, { whole, fileId, fileName }) {
      const transfer = transfers.get(transferId)
      if (transfer === undefined) return
      const fetched =
        whole ||
        (transfer.total !== null &&
          transfer.direction === 'download' &&
          transfer.startedAt !== null &&
          transfer.bytes >= transfer.total)
      save({
        ...transfer,
        ...(fileId === undefined ? {} : { fileId }),
        ...(fileName === undefined ? {} : { fileName }),
        fetchedAt: transfer.fetchedAt ?? (fetched ? iso() : null),
        requests: withRequest(transfer.requests, request),
      })
    },

    completed({ deviceId, commandKey, token }, report) {
      const named = token === undefined ? null : byId(tokens.get(token))
      const transfer = named ?? reportedOn(deviceId, commandKey)
      if (transfer === null) return null
      // The same message read twice, or a report repeated: the first one holds.
      return transfer.transferComplete === null ? save({ ...transfer, transferComplete: report }) : transfer
    },

    get unfinishedDevices() {
      const devices = new Map<string, string>()
      for (const { deviceId, endedAt, createdAt } of transfers.values())
        if (deviceId !== null && endedAt === null && !devices.has(deviceId)) devices.set(deviceId, createdAt)
      return [...devices].map(([deviceId, since]) => ({ deviceId, since }))
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

type Order = NonNullable<StoredTransfer['order']>
type OrderMethod = Order['method']

function orderOf(rpc: QueuedRpc, method: OrderMethod, before: Order | null): Order {
  return {
    rpcId: rpc.id,
    method,
    state: rpc.state,
    sentAt: rpc.sentAt ?? before?.sentAt ?? null,
    endedAt: rpc.endedAt ?? null,
    status: rpc.result === undefined ? null : text(rpc.result['Status']),
    fault: rpc.fault === undefined ? null : { code: rpc.fault.code, string: rpc.fault.string },
    delaySeconds: Number(text(rpc.arguments['DelaySeconds'])) || firstWindow(rpc.arguments),
    calledOff: before?.calledOff ?? false,
  }
}

/** ScheduleDownload: when the first window begins. */
function firstWindow(args: RpcStruct): number {
  const list = args['TimeWindowList']
  const [first] = Array.isArray(list) ? list : [list]
  const starts = typeof first === 'object' && 'WindowStart' in first ? text(first['WindowStart']) : '0'
  return Number(starts) || 0
}

const text = (value: RpcValue | undefined): string => (typeof value === 'string' ? value : '')

const isOver = (state: ToldTransfer['state']): boolean =>
  state === 'complete' || state === 'failed' || state === 'cancelled'

/** The part of one of our paths that names a file or transfer; null: it is no path of ours. */
export function tokenOf(url: string): string | null {
  const path = URL.parse(url)?.pathname ?? ''
  return /\/(?:files|uploads)\/([0-9a-f]{32})(?:\/|$)/.exec(path)?.[1] ?? null
}

export const hostOf = (remote: string): string =>
  remote.slice(0, remote.lastIndexOf(':')).replace(/^\[(?:::ffff:)?|\]$/gi, '')

function withRequest(
  requests: readonly TransferRequest[],
  request: TransferRequest,
): readonly TransferRequest[] {
  const known = requests.some(({ id }) => id === request.id)
  return known
    ? requests.map((other) => (other.id === request.id ? request : other))
    : [...requests, request].slice(-mostRequests)
}

/** Whatever was going on when the program ended is over. */
function afterRestart(transfer: StoredTransfer): StoredTransfer {
  const requests = transfer.requests.map((request): TransferRequest =>
    request.durationMs === null
      ? { ...request, durationMs: 0, result: 'failed', detail: 'The workbench was stopped while it went on.' }
      : request,
  )
  return { ...transfer, requests }
}
