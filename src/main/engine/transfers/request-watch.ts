import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { JournalEvent, Micros, TransferFacts, TransferResult } from '../../../core/journal/records.js'
import type { Recorder } from '../recorder/types.js'
import { formatAddress } from '../wire/index.js'
import type { StoredTransfer, TransferRequest } from '../workspace/types.js'
import type { ByteRange } from './byte-ranges.js'
import type { Ledger } from './ledger.js'
import type { SeenRequest } from './types.js'

/** How often progress is told and journalled at most, in milliseconds. */
const progressMs = 250
/** Requests kept in memory for the list of what was asked lately. */
const mostSeen = 500
/** Longest piece of a request's own text that is kept, in characters. */
const longestText = 300

/** How a request ended. */
export interface RequestEnd {
  readonly status: number
  readonly result: TransferResult
  /** A sentence. */
  readonly detail: string
  /** All of the file is there now. */
  readonly whole?: boolean
  /** The file an upload became. */
  readonly file?: { readonly id: string; readonly name: string }
}

/** One HTTP request at the file server, while it is watched. */
export interface WatchedRequest {
  /** Whose it is, as soon as that is known. */
  belongsTo(transfer: StoredTransfer | null, fileId: string | null): void
  /** Content begins to move. */
  began(total: number | null): void
  /** Bytes of content have got across. */
  moved(range: ByteRange): void
  /** Told once; later calls do nothing. */
  ended(end: RequestEnd): void
}

export interface RequestWatchOptions {
  readonly ledger: Ledger
  readonly recorder: Pick<Recorder, 'event'>
  readonly now: () => Micros
}

export interface RequestWatch {
  watch(request: IncomingMessage): WatchedRequest
  /** Newest first. */
  readonly seen: readonly SeenRequest[]
}

/** Journals every request at the file server and tells the ledger of those that belong to a transfer. */
export function createRequestWatch({ ledger, recorder, now }: RequestWatchOptions): RequestWatch {
  const seen: SeenRequest[] = []
  const iso = (at: Micros): string => new Date(Math.floor(at / 1000)).toISOString()

  function journal(event: JournalEvent): void {
    // Where the journal cannot be written the recorder tells; the transfer goes on.
    recorder.event(event).catch(() => undefined)
  }

  function watch(request: IncomingMessage): WatchedRequest {
    const id = randomUUID()
    const startedAt = now()
    const { socket } = request
    const remote = formatAddress(socket.remoteAddress, socket.remotePort)
    const local = formatAddress(socket.localAddress, socket.localPort)
    const range = request.headers.range === undefined ? null : request.headers.range.slice(0, longestText)
    const target = (request.url ?? '').slice(0, longestText)
    const method = (request.method ?? '').slice(0, longestText)
    let transfer: StoredTransfer | null = null
    let fileId: string | null = null
    let total: number | null = null
    let bytes = 0
    let waiting: ByteRange[] = []
    let timer: NodeJS.Timeout | null = null
    let over = false

    const facts = (): TransferFacts => ({
      request: id,
      transfer: transfer?.id ?? null,
      deviceId: transfer?.deviceId ?? null,
      fileId,
      direction: transfer?.direction ?? (method === 'PUT' || method === 'POST' ? 'upload' : 'download'),
      method,
      target,
      remote,
      local,
      ...(range === null ? {} : { range }),
      total,
    })

    const record = (end: RequestEnd | null): TransferRequest => ({
      id,
      at: iso(startedAt),
      method,
      remote,
      range,
      bytes,
      status: end?.status ?? 0,
      durationMs: end === null ? null : Math.round((now() - startedAt) / 1000),
      result: end?.result ?? null,
      detail: end?.detail ?? 'It is going on.',
    })

    function flush(): void {
      if (timer !== null) clearTimeout(timer)
      timer = null
      const ranges = waiting
      waiting = []
      if (transfer !== null) for (const moved of ranges) ledger.moved(transfer.id, id, moved)
    }

    return {
      belongsTo(owner, file) {
        transfer = owner
        fileId = file
      },
      began(size) {
        total = size
        journal({ type: 'transfer-started', at: now(), ...facts() })
        if (transfer !== null) ledger.began(transfer.id, record(null), size)
      },
      moved(moved) {
        bytes += moved.to - moved.from
        const last = waiting.at(-1)
        if (last !== undefined && last.to === moved.from)
          waiting.splice(-1, 1, { from: last.from, to: moved.to })
        else waiting.push(moved)
        timer ??= setTimeout(() => {
          flush()
          journal({ type: 'transfer-progress', at: now(), request: id, bytes })
        }, progressMs).unref()
      },
      ended(end) {
        if (over) return
        over = true
        flush()
        const durationMs = Math.round((now() - startedAt) / 1000)
        journal({
          type: 'transfer-ended',
          at: now(),
          ...facts(),
          fileId: end.file?.id ?? fileId,
          bytes,
          status: end.status,
          durationMs,
          result: end.result,
          detail: end.detail,
        })
        seen.push({
          id,
          at: iso(startedAt),
          remote,
          method,
          target,
          status: end.status,
          bytes,
          durationMs,
          result: end.result,
          detail: end.detail,
          transferId: transfer?.id ?? null,
          fileId: end.file?.id ?? fileId,
        })
        if (seen.length > mostSeen) seen.shift()
        if (transfer !== null) {
          ledger.ended(transfer.id, record(end), {
            whole: end.whole === true,
            ...(end.file === undefined ? {} : { fileId: end.file.id, fileName: end.file.name }),
          })
        }
      },
    }
  }

  return {
    watch,
    get seen() {
      return [...seen].reverse()
    },
  }
}
