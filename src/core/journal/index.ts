export * from './records.js'
export type * from './reach-events.js'
export { JOURNAL_FORMAT, type JournalEntry, type JournalFact, type JournalReader } from './journal.js'
