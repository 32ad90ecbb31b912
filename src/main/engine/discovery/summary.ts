import type { DiscoveryProgress } from '../../../core/discovery/index.js'
import type { DiscoveryJob } from './types.js'

/** How a job stands, or ended, in a sentence. */
export function summaryOf(state: DiscoveryJob['state'], progress: DiscoveryProgress): string {
  const { names, objects, values, attributes, of, requests, refused, failure, lost } = progress
  const read = [
    `${count(values, 'value')} of ${count(of, 'parameter')}`,
    ...(attributes > 0 ? [`attributes of ${count(attributes, 'parameter')}`] : []),
  ].join(' and ')
  const left = refused.length === 0 ? '' : ` ${count(refused.length, 'name')} left out.`
  const cost = `with ${count(requests, 'request')}`
  // Some CPEs list no objects.
  const where = objects === 0 ? '' : ` in ${count(objects, 'object')}`
  switch (state) {
    case 'waiting':
      return requests === 0
        ? 'It begins with the next session of the CPE.'
        : `${sessions(lost)}It goes on with the next session of the CPE: ${read} so far.${left}`
    case 'running':
      return progress.phase === 'names'
        ? `Names are read: ${count(names - objects, 'parameter')}${where} so far.`
        : `${progress.phase === 'values' ? 'Values' : 'Attributes'} are read: ${read} so far.${left}`
    case 'done':
      return `Read ${read}${where} ${cost}.${left}`
    case 'failed':
      return `${failure ?? 'It failed.'} Until then: ${read}, ${cost}.${left}`
    case 'cancelled':
      return `Cancelled. Until then: ${read}, ${cost}.${left}`
  }
}

function sessions(lost: number): string {
  return lost === 0 ? '' : `${count(lost, 'session')} broke. `
}

function count(number: number, what: string): string {
  return `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`
}
