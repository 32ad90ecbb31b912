import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileAccess, StoredFile, TransferStore } from '../workspace/types.js'
import { displayName } from './file-names.js'
import { TransferError } from './transfer-error.js'

/** What is known of a file before its bytes. */
export interface NewFile {
  readonly name: string
  readonly fileType: string
  readonly version: string
  readonly note: string
  readonly origin: StoredFile['origin']
  readonly transferId: string | null
  readonly deviceId: string | null
}

/** What the user may change of a file. */
export type FileChanges = Partial<
  Pick<StoredFile, 'name' | 'fileType' | 'version' | 'note' | 'access' | 'bytesPerSecond' | 'fault'>
>

/** A file whose bytes are arriving. */
export interface Arrival {
  /** Bytes so far. */
  readonly size: number
  /** Appends bytes. Rejects with a `TransferError` where they cannot be kept: too long, disk full. */
  write(bytes: Uint8Array): Promise<void>
  /** All there. `changes`: what came to light meanwhile. */
  finish(changes?: Partial<Pick<NewFile, 'name' | 'note'>>): Promise<StoredFile>
  /** Forgets what came. Safe to call at any time. */
  abandon(): Promise<void>
}

export interface FileShelfOptions {
  readonly store: Pick<TransferStore, 'files' | 'saveFile' | 'removeFile'>
  /** Made if missing, readable by its owner only. */
  readonly folder: string
  /** Milliseconds. */
  readonly now: () => number
}

/** The files of a workspace: their records, and their bytes on disk by id. */
export interface FileShelf {
  /** Newest first. */
  readonly files: readonly StoredFile[]
  get(id: string): StoredFile | null
  byToken(token: string): StoredFile | null
  /** @param maxBytes longest file taken; null: as long as there is room */
  receive(file: NewFile, maxBytes: number | null): Promise<Arrival>
  change(id: string, changes: FileChanges): StoredFile
  /** Throws a `TransferError` where its bytes have gone from the disk. */
  open(file: StoredFile): Promise<FileHandle>
  /** Where its bytes are. */
  pathOf(file: StoredFile): string
  remove(id: string): Promise<void>
  /** Bytes of files that CPEs sent. */
  readonly receivedBytes: number
  onChange(listener: (fileId: string) => void): () => void
}

export const openToAll: FileAccess = { scheme: 'none', username: '', password: '' }

/** Of a file on disk: its id, with an ending while it arrives. */
const ownName = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\.arriving)?$/

/** 128 bits that nobody guesses, in characters that no CPE changes. */
export const newToken = (): string => randomBytes(16).toString('hex')

export function createFileShelf({ store, folder, now }: FileShelfOptions): FileShelf {
  const files = new Map<string, StoredFile>()
  const tokens = new Map<string, string>()
  const listeners = new Set<(fileId: string) => void>()
  for (const file of store.files()) remember(file)
  sweep()

  function remember(file: StoredFile): void {
    files.set(file.id, file)
    tokens.set(file.token, file.id)
  }

  function save(file: StoredFile): StoredFile {
    store.saveFile(file)
    remember(file)
    tell(file.id)
    return file
  }

  function tell(fileId: string): void {
    for (const listener of [...listeners]) listener(fileId)
  }

  /** What a killed program left behind: files that never came whole. */
  function sweep(): void {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    for (const entry of readdirSync(folder)) {
      // Only what has a name of ours: somebody else's things may stand in a folder of that name.
      if (ownName.test(entry) && !files.has(entry)) rmSync(join(folder, entry), { force: true })
    }
  }

  function known(id: string): StoredFile {
    const file = files.get(id)
    if (file === undefined) throw new TransferError('NOT_FOUND', `File "${id}" is not known here.`)
    return file
  }

  const pathOf = ({ id }: Pick<StoredFile, 'id'>): string => join(folder, id)

  async function receive(facts: NewFile, maxBytes: number | null): Promise<Arrival> {
    const id = randomUUID()
    const arriving = `${pathOf({ id })}.arriving`
    const hash = createHash('sha256')
    const handle = await open(arriving, 'wx', 0o600).catch((error: unknown) => {
      throw notKept(error)
    })
    let size = 0
    let over = false

    async function abandon(): Promise<void> {
      if (over) return
      over = true
      await handle.close().catch(() => undefined)
      await rm(arriving, { force: true })
    }

    return {
      get size() {
        return size
      },
      async write(bytes) {
        if (over) throw new TransferError('CONFLICT', 'The file was abandoned before it was whole.')
        if (maxBytes !== null && size + bytes.length > maxBytes) {
          await abandon()
          throw new TransferError(
            'PAYLOAD_TOO_LARGE',
            `The file is longer than ${String(maxBytes)} bytes, the most that is taken here. What came of it was thrown away.`,
          )
        }
        try {
          let written = 0
          while (written < bytes.length)
            written += (await handle.write(bytes, written, bytes.length - written)).bytesWritten
        } catch (error) {
          await abandon()
          throw notKept(error)
        }
        hash.update(bytes)
        size += bytes.length
      },
      async finish(changes = {}) {
        if (over) throw new TransferError('CONFLICT', 'The file was abandoned before it was whole.')
        const named = { ...facts, ...changes }
        try {
          await handle.sync()
          await handle.close()
          await rename(arriving, pathOf({ id }))
        } catch (error) {
          await abandon()
          throw notKept(error)
        }
        over = true
        return save({
          ...named,
          id,
          name: displayName(named.name),
          size,
          sha256: hash.digest('hex'),
          addedAt: new Date(now()).toISOString(),
          token: newToken(),
          access: openToAll,
          bytesPerSecond: null,
          fault: null,
        })
      },
      abandon,
    }
  }

  return {
    get files() {
      return [...files.values()].reverse()
    },
    get: (id) => files.get(id) ?? null,
    byToken: (token) => files.get(tokens.get(token) ?? '') ?? null,
    receive,
    change(id, changes) {
      const file = known(id)
      const name = changes.name === undefined ? file.name : displayName(changes.name)
      return save({ ...file, ...changes, name })
    },
    async open(file) {
      try {
        const handle = await open(pathOf(file), 'r')
        const { size } = await handle.stat()
        if (size === file.size) return handle
        await handle.close()
        throw new Error(`it has ${String(size)} bytes on disk instead of ${String(file.size)}`)
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        throw new TransferError(
          'CONFLICT',
          `The bytes of the file ${file.name} cannot be read: ${reason}. Remove it and add it again.`,
          error,
        )
      }
    },
    pathOf,
    async remove(id) {
      const file = known(id)
      store.removeFile(id)
      files.delete(id)
      tokens.delete(file.token)
      await rm(pathOf(file), { force: true })
      tell(id)
    },
    get receivedBytes() {
      return [...files.values()].reduce((sum, { origin, size }) => (origin === 'cpe' ? sum + size : sum), 0)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }

  function notKept(error: unknown): TransferError {
    if (error instanceof TransferError) return error
    const code = error instanceof Error && 'code' in error ? error.code : null
    const reason = error instanceof Error ? error.message : String(error)
    return new TransferError(
      'CONFLICT',
      code === 'ENOSPC' || code === 'EDQUOT'
        ? `The disk is full: the file could not be kept in ${folder}. Make room there and have it sent again.`
        : `The file could not be kept in ${folder}: ${reason}. Check that you may write there.`,
      error,
    )
  }
}
