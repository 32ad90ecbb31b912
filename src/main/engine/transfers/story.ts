import type { StoredTransfer } from '../workspace/types.js'
import type { TransferState } from './types.js'

/** After so long without a sign, what is due is said to be missing. A CPE may take minutes to begin, or to boot after it. */
const patienceMs = 600_000

export interface Story {
  readonly state: TransferState
  /** How it stands, and what to do where something is missing. */
  readonly sentence: string
  readonly odd: boolean
}

const story = (state: TransferState, sentence: string, odd = false): Story => ({ state, sentence, odd })

/** What is to be said of a transfer at a moment, in milliseconds. */
export function storyOf(transfer: StoredTransfer, now: number): Story {
  const { order, transferComplete } = transfer
  const verb = transfer.direction === 'download' ? 'fetched' : 'sent'
  if (transferComplete !== null) return reported(transfer, transferComplete, verb)
  if (transfer.requests.some(({ result, durationMs }) => result === null && durationMs === null)) {
    return story(
      'running',
      `The CPE is being ${transfer.direction === 'download' ? 'given' : 'read'} the file: ${progress(transfer)}.`,
    )
  }
  if (order === null) {
    const state = transfer.fetchedAt === null ? 'ordered' : 'fetched'
    return story(
      state,
      `Fetched by somebody for whom no order is known here: ${progress(transfer)}. Either the order came from elsewhere, or it names another device.`,
      true,
    )
  }
  if (order.state === 'cancelled')
    return story('cancelled', `The ${order.method} was cancelled before it was sent.`)
  if (order.calledOff) return story('cancelled', `The ${order.method} was called off by a CancelTransfer.`)
  if (order.state === 'failed') return refused(transfer, order)
  if (order.state === 'done' && order.status === '0') {
    const bare = `The CPE answered ${order.method} with Status 0: done and applied, no TransferComplete is due`
    return !transfer.ours || transfer.fetchedAt !== null
      ? story('complete', `${bare}.`)
      : story('complete', `${bare}. But the file was never ${verb} here.`, true)
  }
  if (transfer.fetchedAt !== null) return awaitingReport(transfer, verb, now)
  return awaitingFetch(transfer, order, verb, now)
}

function reported(
  transfer: StoredTransfer,
  { faultCode, faultString }: { readonly faultCode: string; readonly faultString: string },
  verb: string,
): Story {
  const unseen = transfer.ours && transfer.fetchedAt === null
  if (faultCode !== '0' && faultCode !== '') {
    const what = `The CPE reported fault ${faultCode}${faultString === '' ? '' : ` (${faultString})`} in TransferComplete.`
    if (!unseen)
      return story(
        'failed',
        `${what} The file itself was ${transfer.ours ? `${verb} whole` : 'not seen here'}.`,
      )
    const last = transfer.requests.at(-1)
    return story(
      'failed',
      last === undefined
        ? `${what} No request for it reached the file server: check that the CPE can reach ${transfer.url}.`
        : `${what} The last request at the file server: ${last.detail}`,
    )
  }
  return unseen
    ? story(
        'complete',
        `The CPE reported success in TransferComplete, but the file was never ${verb} ${transfer.bytes > 0 ? `whole: ${progress(transfer)}` : 'here'}. It may have it from a cache or another server, or report what it did not do.`,
        true,
      )
    : story('complete', 'The CPE reported success in TransferComplete.')
}

function refused(transfer: StoredTransfer, order: NonNullable<StoredTransfer['order']>): Story {
  const fault =
    order.fault === null ? 'without a reason' : `: fault ${order.fault.code} ${order.fault.string}`
  return transfer.fetchedAt === null
    ? story('failed', `The ${order.method} failed${fault}`.trimEnd() + fullStop(fault))
    : story(
        'failed',
        `The ${order.method} failed${fault}${fullStop(fault)} Still, all of the file was moved.`,
        true,
      )
}

const fullStop = (text: string): string => (/[.!?]$/.test(text) ? '' : '.')

function awaitingReport(transfer: StoredTransfer, verb: string, now: number): Story {
  const since = now - Date.parse(transfer.fetchedAt ?? transfer.createdAt)
  const bare = `The file was ${verb} whole at ${transfer.fetchedAt ?? ''}; TransferComplete has not come yet`
  return since < patienceMs
    ? story(
        'fetched',
        `${bare}. A CPE sends it in a session after it has applied the file, often after a boot.`,
      )
    : story(
        'fetched',
        `${bare}, ${minutes(since)} later. Look whether the CPE has called since: it may be busy, have failed to boot, or not send TransferComplete at all.`,
        true,
      )
}

function awaitingFetch(
  transfer: StoredTransfer,
  order: NonNullable<StoredTransfer['order']>,
  verb: string,
  now: number,
): Story {
  if (order.state === 'queued')
    return story('ordered', `The ${order.method} waits in the queue for the CPE's next session.`)
  if (order.state === 'sent')
    return story('ordered', `The ${order.method} was sent; the CPE has not answered yet.`)
  const dueAt = Date.parse(order.endedAt ?? transfer.createdAt) + order.delaySeconds * 1000
  const last = transfer.requests.at(-1)
  if (last !== undefined) {
    return story(
      'ordered',
      `Not ${verb} whole yet: ${progress(transfer)}. The last request: ${last.detail}`,
      now - Date.parse(last.at) > patienceMs,
    )
  }
  if (!transfer.ours)
    return story(
      'ordered',
      `The CPE has taken the order. ${transfer.url} is not served here, so only its TransferComplete will tell.`,
    )
  if (now < dueAt)
    return story(
      'ordered',
      `The CPE has taken the order and waits ${minutes(dueAt - now)} more, as it was told.`,
    )
  return now - dueAt < patienceMs
    ? story('ordered', 'The CPE has taken the order; it has not asked for the URL yet.')
    : story(
        'ordered',
        `The CPE took the order ${minutes(now - dueAt)} ago and never asked for ${transfer.url}. Check that it can reach this address and port, and whether it reports a fault.`,
        true,
      )
}

function progress({ bytes, total }: StoredTransfer): string {
  return total === null ? `${String(bytes)} bytes` : `${String(bytes)} of ${String(total)} bytes`
}

function minutes(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 120 ? `${String(seconds)} s` : `${String(Math.round(seconds / 60))} min`
}
