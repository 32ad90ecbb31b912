import { mkdirSync, realpathSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const SQLITE_BUSY = 5

/** Held by the one process that writes to a file. */
export interface FileLock {
  release(): void
}

/**
 * Takes the lock of a file, which need not be there yet. It is a lock of the operating system on a file beside it, so a
 * killed process leaves none behind. Null: somebody else holds it. Throws what the system throws.
 */
export function lockFile(path: string): FileLock | null {
  mkdirSync(dirname(path), { recursive: true })
  const lockPath = `${trueName(path)}-lock`
  const held = new DatabaseSync(lockPath, { timeout: 0 })
  try {
    held.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    held.close()
    if (isBusy(error)) return null
    throw error
  }
  return {
    release() {
      // Removed while still held, so that nobody is left holding the lock of a file that is gone.
      rmSync(lockPath, { force: true })
      held.close()
    },
  }
}

/** One file has one lock, whichever links lead to it. */
function trueName(path: string): string {
  const folder = realpathSync(dirname(path))
  try {
    return realpathSync(path)
  } catch {
    return join(folder, basename(path))
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}
