import type { CpeRequest } from '../../../core/dialog/index.js'
import type { OrderedTransfer, QueuedTransfer } from '../../../core/model/index.js'
import type { CwmpVersion } from '../../../core/soap/message.js'
import { createAlarm, type Alarm } from './alarm.js'
import { fetchFile, sendFile, TransferFailure, type FetchedFile } from './file-client.js'
import { cwmpTime } from './living-values.js'
import type { Random } from './random.js'

/** A transfer that has ended and is to be reported. */
export interface EndedTransfer {
  readonly order: OrderedTransfer
  /** Null: it went well. */
  readonly failure: { readonly code: number; readonly text: string } | null
  /** Of a download that went well. */
  readonly file: FetchedFile | null
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  readonly completedAt: number
}

export interface FileTransfersOptions {
  readonly random: Random
  readonly version: CwmpVersion
  /** What an upload of this FileType sends. */
  readonly contentOf: (fileType: string) => string
  /** A transfer has ended: the CPE is to report it. */
  readonly onEnd: (transfer: EndedTransfer) => void
}

/** Files a CPE was told to fetch or send: waits, does it, and keeps what is to be reported until the ACS has heard it. */
export interface FileTransfers {
  readonly queued: readonly QueuedTransfer[]
  /** Takes an order on. Its delay counts from now; it begins when the session is over. */
  accept(order: OrderedTransfer): void
  /** The session in which orders were accepted is over. */
  begin(): void
  /** TransferComplete of every transfer that has ended. */
  reports(nextId: () => string): readonly CpeRequest[]
  /** The ACS has answered one of them. */
  reported(request: CpeRequest): void
  /** Forgets everything. */
  reset(): void
}

interface Held {
  readonly order: OrderedTransfer
  readonly dueAt: number
  readonly alarm: Alarm
  readonly abort: AbortController
  state: QueuedTransfer['state']
}

export function createFileTransfers({
  random,
  version,
  contentOf,
  onEnd,
}: FileTransfersOptions): FileTransfers {
  const held = new Set<Held>()
  const ended = new Map<Held, EndedTransfer>()
  const sent = new WeakMap<CpeRequest, Held>()

  async function run(transfer: Held): Promise<void> {
    const { order, abort } = transfer
    transfer.state = 'in-progress'
    const startedAt = Date.now()
    const options = { ...order, random, signal: abort.signal }
    let file: FetchedFile | null = null
    let failure: EndedTransfer['failure'] = null
    try {
      if (order.method === 'Download') file = await fetchFile(options, order.fileSize)
      else await sendFile(options, Buffer.from(contentOf(order.fileType), 'utf8'))
    } catch (error) {
      if (abort.signal.aborted) return
      failure = failureOf(error, version)
    }
    if (!held.has(transfer)) return
    transfer.state = 'completed'
    const end = { order, failure, file, startedAt, completedAt: Date.now() }
    ended.set(transfer, end)
    onEnd(end)
  }

  return {
    get queued() {
      return [...held].map(({ order: { commandKey }, state }) => ({ commandKey, state }))
    },
    accept(order) {
      held.add({
        order,
        dueAt: Date.now() + order.delaySeconds * 1000,
        alarm: createAlarm(),
        abort: new AbortController(),
        state: 'not-started',
      })
    },
    begin() {
      for (const transfer of held) {
        if (transfer.state !== 'not-started' || transfer.alarm.isSet) continue
        transfer.alarm.set(transfer.dueAt - Date.now(), () => void run(transfer))
      }
    },
    reports: (nextId) =>
      [...ended].map(([transfer, { order, failure, startedAt, completedAt }]) => {
        const request: CpeRequest = {
          kind: 'request',
          rpc: 'TransferComplete',
          version,
          header: { id: nextId() },
          arguments: {
            CommandKey: order.commandKey,
            FaultStruct: {
              FaultCode: String(failure?.code ?? 0),
              FaultString: (failure?.text ?? '').slice(0, 256),
            },
            StartTime: cwmpTime(startedAt),
            CompleteTime: cwmpTime(completedAt),
          },
        }
        sent.set(request, transfer)
        return request
      }),
    reported(request) {
      const transfer = sent.get(request)
      if (transfer === undefined) return
      ended.delete(transfer)
      held.delete(transfer)
    },
    reset() {
      for (const { alarm, abort } of held) {
        alarm.clear()
        abort.abort()
      }
      held.clear()
      ended.clear()
    },
  }
}

const texts: Readonly<Record<TransferFailure['code'], string>> = {
  9010: 'File transfer failure',
  9011: 'Upload failure',
  9012: 'File transfer server authentication failure',
  9015: 'File transfer failure: unable to contact file server',
  9016: 'File transfer failure: unable to access file',
  9017: 'File transfer failure: unable to complete download',
  9018: 'File transfer failure: file corrupted',
}

/** CWMP 1.0 has one code for all that 9014 to 9019 tell apart (they came with 1.1). */
function failureOf(error: unknown, version: CwmpVersion): NonNullable<EndedTransfer['failure']> {
  if (!(error instanceof TransferFailure))
    return { code: 9002, text: `Internal error: ${error instanceof Error ? error.message : String(error)}` }
  const code = version === '1.0' && error.code >= 9014 ? 9010 : error.code
  return { code, text: `${texts[code]}: ${error.message}` }
}
