import type { Job } from '../../../contract/index.js'

/** How far a job has come, between 0 and 1; null: while names are read nobody knows how many there are. */
export function jobProgress(job: Job): number | null {
  const { state, phase, of, values, attributes, attributesRead, refused, refusedCount } = job
  if (state === 'done') return 1
  if (state === 'waiting' && of === 0) return 0
  if (of === 0 || phase === 'names') return null
  const leftOut = refused.length < refusedCount ? 0 : refused.filter(({ about }) => about === 'values').length
  const share = Math.min(1, (values + leftOut) / of)
  return attributes ? (share + Math.min(1, attributesRead / of)) / 2 : share
}

/** What is being fetched: the whole tree, or a branch. */
export function jobTitle({ prefix }: Pick<Job, 'prefix'>): string {
  return prefix === '' ? 'Whole tree' : prefix
}

/** The strategies, the best for an unknown CPE first. */
export const strategies: readonly {
  readonly id: Job['strategy']
  readonly title: string
  readonly words: string
}[] = [
  {
    id: 'batches',
    title: 'In batches',
    words:
      'All names in one request, then values some at a time. Batches grow while the CPE keeps up and shrink where it faults; a name that spoils a batch is found by halving it.',
  },
  {
    id: 'levels',
    title: 'Level by level',
    words:
      'Names one level at a time (NextLevel 1), then values in batches. For CPEs that fail when they are asked for all names at once. Takes many more requests.',
  },
  {
    id: 'whole',
    title: 'All at once',
    words:
      'One request for all names, one for all values. The fewest requests; small CPEs may run out of memory or answer 9002 or 9004.',
  },
]

/** What a name was refused for. */
export const aboutWords = { names: 'names below it', values: 'value', attributes: 'attributes' } as const
