import type { Micros } from '../journal/index.js'
import type { IsoTime } from './records.js'

/** ISO 8601 UTC with milliseconds. */
export function isoTime(at: Micros): IsoTime {
  return new Date(at / 1000).toISOString()
}
