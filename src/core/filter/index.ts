export type { FilterFacts, MessageFacts, SessionFacts } from './facts.js'
