import { randomUUID } from 'node:crypto'
import type { StoredFile } from '../workspace/types.js'
import type { Arrival } from './file-shelf.js'
import { TransferError } from './transfer-error.js'

/** Files that arrive at the same time, at most. */
const mostOpen = 16
/** A handle nobody uses for so long is forgotten, in milliseconds. */
const idleMs = 600_000

/** Files that come in pieces, each behind an opaque handle. */
export interface FileHandles {
  /** Throws a `TransferError` where too many are open. */
  open(begin: () => Promise<Arrival>): Promise<string>
  /** Gives the size so far. A piece that cannot be kept ends it. */
  append(handle: string, bytes: Uint8Array): Promise<number>
  finish(handle: string): Promise<StoredFile>
  discard(handle: string): Promise<void>
  close(): Promise<void>
}

interface Open {
  readonly arrival: Arrival
  /** Pieces are written one after the other, whatever the order in which their calls are handled. */
  last: Promise<unknown>
  timer: NodeJS.Timeout
}

export function createFileHandles(): FileHandles {
  const handles = new Map<string, Open>()

  function opened(handle: string): Open {
    const open = handles.get(handle)
    if (open === undefined)
      throw new TransferError('NOT_FOUND', 'This file is not being added any more. Begin again.')
    clearTimeout(open.timer)
    open.timer = forgetLater(handle)
    return open
  }

  const forgetLater = (handle: string): NodeJS.Timeout =>
    setTimeout(() => void discard(handle), idleMs).unref()

  function take(handle: string): Open | undefined {
    const open = handles.get(handle)
    if (open !== undefined) clearTimeout(open.timer)
    handles.delete(handle)
    return open
  }

  async function discard(handle: string): Promise<void> {
    await take(handle)?.arrival.abandon()
  }

  return {
    async open(begin) {
      if (handles.size >= mostOpen) {
        throw new TransferError(
          'CONFLICT',
          `${String(mostOpen)} files are being added already. Wait until one of them is there.`,
        )
      }
      const arrival = await begin()
      const handle = randomUUID()
      handles.set(handle, { arrival, last: Promise.resolve(), timer: forgetLater(handle) })
      return handle
    },
    async append(handle, bytes) {
      const open = opened(handle)
      const written = open.last.then(() => open.arrival.write(bytes))
      open.last = written.catch(() => undefined)
      try {
        await written
      } catch (error) {
        await discard(handle)
        throw error
      }
      return open.arrival.size
    },
    async finish(handle) {
      const open = opened(handle)
      await open.last
      take(handle)
      return open.arrival.finish()
    },
    discard,
    async close() {
      await Promise.all([...handles.keys()].map(discard))
    },
  }
}
