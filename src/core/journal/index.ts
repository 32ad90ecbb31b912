export * from './records.js'
export { JOURNAL_FORMAT, type JournalEntry, type JournalFact, type JournalReader } from './journal.js'
