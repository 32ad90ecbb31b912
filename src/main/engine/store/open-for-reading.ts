import { hasOurProjections, openCaptureFile } from './capture-file.js'
import { lockCapture } from './capture-lock.js'
import { CaptureStore } from './capture-store.js'
import { otherVersion } from './errors.js'
import { ProjectionKeeper } from './projection-keeper.js'
import { SqliteCaptureReader } from './reader.js'
import type { CaptureReader } from './types.js'

/** A capture that is only looked at. */
export interface ViewedCapture {
  readonly reader: CaptureReader
  close(): void
}

/**
 * Opens a capture for looking at it, also while a workbench records into it. One that a killed process left
 * behind is first brought up to date. Throws a `CaptureError` for what is no capture or does not exist.
 */
export function openCaptureForReading(path: string): ViewedCapture {
  const file = openCaptureFile({ path, mode: 'read' })
  bringUpToDate(path)
  if (!hasOurProjections(file.database)) {
    file.database.close()
    throw otherVersion(path)
  }
  const reader = new SqliteCaptureReader(new CaptureStore(file), path, () => Promise.resolve())
  return { reader, close: () => file.database.close() }
}

/** As far as it can be: in use, or where nothing can be written, the capture is shown as it stands. */
function bringUpToDate(path: string): void {
  try {
    const lock = lockCapture(path)
    try {
      const store = new CaptureStore(openCaptureFile({ path, mode: 'record' }))
      const keeper = new ProjectionKeeper(store, () => undefined)
      for (const steps = keeper.catchUp(); steps.next().done !== true;);
      if (keeper.inFlight) {
        const entry = {
          seq: store.journal.lastSeq + 1,
          type: 'event',
          event: { type: 'capture-opened', at: Date.now() * 1000 },
        } as const
        store.append([entry])
        keeper.project(entry)
        keeper.write()
      }
      store.close()
    } finally {
      lock.release()
    }
  } catch {
    return
  }
}
