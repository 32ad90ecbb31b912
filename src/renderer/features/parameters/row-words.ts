import type { TreeRow } from '../../../contract/index.js'
import { clockText, dateText } from '../../ui/index.js'

/** What is known of a row, in words. `clock` writes a time the way the page does. */
export interface RowWords {
  readonly text: string
  readonly tone: 'quiet' | 'attention'
  /** There is something to fetch here. */
  readonly fetchable: boolean
}

const sources = {
  inform: 'from Inform',
  get: 'fetched',
  set: 'set by us',
  names: 'names only',
  attributes: 'attributes',
  add: 'added by us',
  notification: 'from notification',
} as const

/** State of a parameter or object: known, names only, stale since, never fetched. */
export function rowWords(row: TreeRow, clock: (iso: string) => string): RowWords {
  if (row.state === 'deleted') return { text: 'deleted', tone: 'attention', fetchable: false }
  if (row.isObject) return objectWords(row, clock)
  switch (row.state) {
    case 'known':
      return { text: sources[row.source], tone: 'quiet', fetchable: false }
    case 'name-only':
      return { text: 'name only', tone: 'attention', fetchable: true }
    case 'stale':
      return { text: `stale since ${clock(row.updatedAt)}`, tone: 'attention', fetchable: true }
  }
}

function objectWords(row: TreeRow, clock: (iso: string) => string): RowWords {
  if (row.state === 'stale') {
    return { text: `stale since ${clock(row.updatedAt)}`, tone: 'attention', fetchable: true }
  }
  switch (row.coverage) {
    case 'never':
      return row.childCount === 0
        ? { text: 'no members known', tone: 'quiet', fetchable: true }
        : { text: 'names only', tone: 'attention', fetchable: true }
    case 'partial':
      return { text: 'partly fetched', tone: 'attention', fetchable: true }
    case 'complete':
    case null:
      return { text: '', tone: 'quiet', fetchable: true }
  }
}

/** What stands in an object's value column: how much is in it. */
export function memberWords(row: TreeRow): string {
  if (row.childCount === 0) return row.coverage === 'complete' ? 'empty' : ''
  return row.childCount === 1 ? '1 member' : `${row.childCount.toLocaleString('en')} members`
}

/** How the CPE tells of a change, as of the Notification attribute (TR-069a6 A.3.2.4). */
export function notificationWords(notification: number | null): {
  readonly short: string
  readonly long: string
} {
  switch (notification) {
    case null:
      return { short: '', long: 'Notification unknown: GetParameterAttributes was not asked' }
    case 0:
      return { short: 'off', long: '0: off' }
    case 1:
      return { short: 'passive', long: '1: passive, told in the next Inform' }
    case 2:
      return { short: 'active', long: '2: active, a change opens a session' }
    case 3:
      return { short: 'light', long: '3: passive lightweight' }
    case 4:
      return { short: 'light+', long: '4: passive, and passive lightweight' }
    case 5:
      return { short: 'active light', long: '5: active lightweight' }
    case 6:
      return { short: 'active light+', long: '6: passive, and active lightweight' }
    default:
      return { short: String(notification), long: `${notification}: not in the specification` }
  }
}

/** Time of day, or the day if it was another. */
export function shortTime(iso: string): string {
  return dateText(iso) === dateText(new Date().toISOString()) ? clockText(iso).slice(0, 5) : dateText(iso)
}
