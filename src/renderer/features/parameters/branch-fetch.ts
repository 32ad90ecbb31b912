import type { Rpc } from '../../../contract/index.js'

/** A branch on its way from the CPE: its names first, then its values. */
export interface BranchFetch {
  /** Object path, or empty for the whole tree. */
  readonly path: string
  readonly names: Rpc
  readonly values: Rpc
}

/** How a fetch stands, for the place where it was asked for. */
export interface FetchProgress {
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly words: string
}

/** The two RPCs that fetch a branch (TR-069a6 A.3.2.3, A.3.2.2). */
export function fetchRequests(path: string) {
  return [
    { method: 'GetParameterNames', arguments: { ParameterPath: path, NextLevel: '0' } },
    { method: 'GetParameterValues', arguments: { ParameterNames: [path] } },
  ] as const
}

/** Takes the news of an RPC in, if it belongs to the fetch. */
export function followFetch(fetch: BranchFetch, rpc: Rpc): BranchFetch {
  if (rpc.id === fetch.names.id) return { ...fetch, names: rpc }
  if (rpc.id === fetch.values.id) return { ...fetch, values: rpc }
  return fetch
}

/** The state of a fetch in words; `unreached`: the CPE could not be called. The RPCs wait all the same. */
export function fetchProgress(fetch: BranchFetch, unreached = false): FetchProgress {
  const failed = [fetch.names, fetch.values].find((rpc) => rpc.state === 'failed')
  if (failed) return { state: 'failed', words: failureWords(failed) }
  if (fetch.names.state === 'cancelled' || fetch.values.state === 'cancelled') {
    return { state: 'failed', words: 'Cancelled before the CPE came.' }
  }
  if (fetch.values.state === 'done') return { state: 'done', words: doneWords(fetch.values) }
  if (fetch.values.state === 'sent') return { state: 'running', words: 'reading values…' }
  if (fetch.names.state === 'sent') return { state: 'running', words: 'reading names…' }
  if (fetch.names.state === 'done') return { state: 'running', words: 'names are here, values next…' }
  return {
    state: 'waiting',
    words: unreached
      ? 'not reached, waiting for its next Inform…'
      : 'asked the CPE to come, waiting for its Inform…',
  }
}

function failureWords(rpc: Rpc): string {
  if (!rpc.fault) return `${rpc.method} was not answered: the session broke. Fetch again.`
  const { code, string } = rpc.fault
  const hint = hints[code]
  return `The CPE refused ${rpc.method} with ${code}${string ? ` (${string})` : ''}.${hint ? ` ${hint}` : ''}`
}

const hints: Readonly<Record<string, string>> = {
  '9001': 'It gives no reason; some CPEs need smaller branches.',
  '9002': 'Some CPEs fail on large branches: fetch a smaller one below it.',
  '9004': 'The branch is too large for it: fetch a smaller one below it.',
  '9005': 'It does not know this path, or the object is gone.',
}

function doneWords(values: Rpc): string {
  const list = values.result?.['ParameterList']
  const count = Array.isArray(list) ? list.length : null
  return count === null
    ? 'fetched'
    : count === 1
      ? '1 value fetched'
      : `${count.toLocaleString('en')} values fetched`
}
