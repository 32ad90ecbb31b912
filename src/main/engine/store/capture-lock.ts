import { mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CaptureError, unreadable } from './errors.js'

const SQLITE_BUSY = 5

/** Held by the one process that records into a capture. */
export interface CaptureLock {
  release(): void
}

/**
 * Takes the lock of a capture: two recorders would give out the same exchange numbers. It is a lock of the
 * operating system on a file beside the capture, so a killed process leaves none behind. Reading needs no lock.
 * Throws a `CaptureError` (`in-use`).
 */
export function lockCapture(path: string): CaptureLock {
  const lockPath = `${path}-lock`
  let lock: DatabaseSync | null = null
  try {
    mkdirSync(dirname(path), { recursive: true })
    const held = new DatabaseSync(lockPath, { timeout: 0 })
    lock = held
    held.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return {
      release() {
        // Removed while still held, so that nobody is left holding the lock of a file that is gone.
        rmSync(lockPath, { force: true })
        held.close()
      },
    }
  } catch (error) {
    lock?.close()
    throw isBusy(error) ? inUse(path, error) : unreadable(path, error)
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}

function inUse(path: string, cause: unknown): CaptureError {
  return new CaptureError(
    'in-use',
    path,
    `${path} is being recorded into by another workbench. Stop that one, or choose another capture with --capture.`,
    { cause },
  )
}
