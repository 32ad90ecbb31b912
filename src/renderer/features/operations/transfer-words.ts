import type { Transfer } from '../../../contract/index.js'
import type { Tone } from '../../ui/index.js'

/** How a transfer stands, as its badge. */
export function transferBadge({ state, odd }: Transfer): { readonly text: string; readonly tone: Tone } {
  switch (state) {
    case 'ordered':
      return { text: 'ordered', tone: odd ? 'held' : 'edited' }
    case 'running':
      return { text: 'running', tone: 'cpe' }
    case 'fetched':
      return { text: 'moved, not reported', tone: odd ? 'held' : 'cpe' }
    case 'complete':
      return { text: 'complete', tone: odd ? 'held' : 'ok' }
    case 'failed':
      return { text: 'failed', tone: 'fault' }
    case 'cancelled':
      return { text: 'cancelled', tone: 'neutral' }
  }
}

/** How far the file has come, between 0 and 1; null: not known, as its length is not. */
export function transferProgress({ state, bytes, total }: Transfer): number | null {
  if (state === 'complete' && total === null) return 1
  if (total === null) return bytes === 0 ? 0 : null
  return total === 0 ? 1 : bytes / total
}

/** What is moved, in a few words. */
export function transferTitle({ fileName, fileType, direction }: Transfer): string {
  return fileName || fileType || (direction === 'download' ? 'a file' : 'a file of the CPE')
}
