import { rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { CaptureError } from './errors.js'

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
  const lock = new DatabaseSync(lockPath, { timeout: 0 })
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    throw new CaptureError(
      'in-use',
      path,
      `${path} is being recorded into by another workbench. Stop that one, or choose another capture with --capture.`,
      { cause: error },
    )
  }
  return {
    release() {
      // Removed while still held, so that nobody is left holding the lock of a file that is gone.
      rmSync(lockPath, { force: true })
      lock.close()
    },
  }
}
