import type { JournalReader } from '../../../core/journal/index.js'
import type { WireBytes } from '../../../core/http/index.js'
import { openCaptureFile } from './capture-file.js'
import { JournalTable } from './journal-table.js'

/** The journal of a capture, without what was made of it. */
export interface ViewedJournal extends JournalReader {
  readonly captureId: string
  bytes(exchange: number, side: 'q' | 'r'): WireBytes | null
  close(): void
}

/**
 * Opens the journal of a capture for making everything else anew, also while a workbench records into it. Nothing in
 * the file is changed. Throws a `CaptureError` for what is no capture or does not exist.
 */
export function openJournal(path: string): ViewedJournal {
  const { database, captureId } = openCaptureFile({ path, mode: 'read' })
  const journal = new JournalTable(database)
  return {
    captureId,
    lastSeq: journal.lastSeq,
    entries: (fromSeq) => journal.entries(fromSeq),
    bytes: (exchange, side) => journal.bytes(exchange, side),
    close: () => {
      database.close()
    },
  }
}
