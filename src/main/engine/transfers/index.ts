export { createTransfers, type TransfersOptions } from './transfers.js'
export type { FileChanges } from './file-shelf.js'
export type * from './types.js'
