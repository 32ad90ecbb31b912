import { CaptureError, unreadable } from './errors.js'
import { lockFile, type FileLock } from './file-lock.js'

/**
 * Takes the lock of a capture: two recorders would give out the same exchange numbers. Reading needs no lock.
 * Throws a `CaptureError` (`in-use`).
 */
export function lockCapture(path: string): FileLock {
  const lock = tryLock(path)
  if (lock !== null) return lock
  throw new CaptureError(
    'in-use',
    path,
    `${path} is being recorded into by another workbench. Stop that one, or choose another capture with --capture.`,
  )
}

function tryLock(path: string): FileLock | null {
  try {
    return lockFile(path)
  } catch (error) {
    throw unreadable(path, error)
  }
}
