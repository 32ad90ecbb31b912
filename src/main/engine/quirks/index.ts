export { createQuirks, type QuirksOptions } from './quirks.js'
export type { QuirkChoices, Quirks } from './types.js'
