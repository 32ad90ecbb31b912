import type { BindingRecord, JournalEvent, RequestRecord, ResponseRecord } from './records.js'

/**
 * Number of the journal format this program writes. A capture with a greater one is refused; for each
 * smaller one there is a converter to the next.
 */
export const JOURNAL_FORMAT = 1

/** What a line of the journal says. */
export type JournalFact =
  | { readonly type: 'request'; readonly request: RequestRecord }
  | { readonly type: 'binding'; readonly binding: BindingRecord }
  | { readonly type: 'response'; readonly response: ResponseRecord }
  | { readonly type: 'event'; readonly event: JournalEvent }

/**
 * One line of the journal. `seq` is its place: given out in the order in which things were handed in,
 * so that a replay meets everything in the order in which it was met live.
 */
export type JournalEntry = { readonly seq: number } & JournalFact

/** Anything a journal can be read from: a capture, an exported page, a list in a test. */
export interface JournalReader {
  /** Entries in order, from a place on. */
  entries(fromSeq: number): Iterable<JournalEntry>
  /** Place of the last entry; 0: empty. */
  readonly lastSeq: number
}
