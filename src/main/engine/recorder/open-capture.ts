import {
  CaptureError,
  CaptureStore,
  lockCapture,
  openCaptureFile,
  SqliteCaptureReader,
  unreadable,
  type CaptureFile,
  type CaptureReader,
} from '../store/index.js'
import { CaptureRecorder } from './recorder.js'
import type { Recorder } from './types.js'

export interface OpenCaptureOptions {
  /** Of the capture; made if it does not exist. */
  readonly path: string
  /** synchronous=FULL: safe against power loss, slower. */
  readonly durable?: boolean | undefined
  /** Microseconds since the epoch. */
  readonly now: () => number
  /** Version of the program, noted in a new capture. */
  readonly madeBy?: string | undefined
}

export interface OpenedCapture {
  readonly recorder: Recorder
  readonly reader: CaptureReader
  /** Sentences for the user: what was repaired, what could not be read. */
  readonly problems: readonly string[]
}

/**
 * Opens a capture for recording. After a kill it takes up what the dead process left: entries that were not
 * projected yet are, sessions that were open become `interrupted`.
 * Throws a `CaptureError` for a file that is no capture, of a newer format, unreadable or in use; it is left as it was.
 */
export async function openCapture(options: OpenCaptureOptions): Promise<OpenedCapture> {
  const lock = lockCapture(options.path)
  let file: CaptureFile | null = null
  try {
    file = openCaptureFile({
      path: options.path,
      mode: 'record',
      durable: options.durable ?? false,
      madeBy: options.madeBy ?? 'unknown',
    })
    const store = new CaptureStore(file)
    const recorder = new CaptureRecorder(store, lock, options.now)
    const reader = new SqliteCaptureReader(store, options.path, () => recorder.settle())
    return { recorder, reader, problems: await recorder.begin(file.isRelisted) }
  } catch (error) {
    file?.database.close()
    lock.release()
    throw error instanceof CaptureError ? error : unreadable(options.path, error)
  }
}
