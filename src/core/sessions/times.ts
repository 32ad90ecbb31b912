import type { Micros } from '../journal/index.js'
import type { IsoTime } from './records.js'

/** The second written last, and its text up to the dot: times come in order, so that it mostly serves again. */
let second = Number.NaN
let upToSecond = ''

/** ISO 8601 UTC with milliseconds. */
export function isoTime(at: Micros): IsoTime {
  const milliseconds = Math.trunc(at / 1000)
  const ofSecond = Math.floor(milliseconds / 1000)
  if (ofSecond !== second) {
    upToSecond = new Date(ofSecond * 1000).toISOString().slice(0, -4)
    second = ofSecond
  }
  return `${upToSecond}${String(milliseconds - ofSecond * 1000).padStart(3, '0')}Z`
}
