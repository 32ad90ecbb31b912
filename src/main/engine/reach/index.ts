export type { Reach, ReachResult } from './types.js'
export { createReach, type ReachOptions } from './reach.js'
