import { readMessage } from '../../../core/message/index.js'
import type { MessageRecord, Projection } from '../../../core/sessions/index.js'
import type { RpcStruct, RpcValue } from '../../../core/soap/message.js'
import { inflate, type CaptureReader } from '../store/index.js'
import { tokenOf, type Ledger } from './ledger.js'

/** Reports of CPEs: what ends a transfer that was ordered, and what tells of one that nobody ordered. */
const reports: ReadonlySet<string> = new Set(['TransferComplete', 'AutonomousTransferComplete'])
/** Sessions looked through for reports that came while nobody noted them. */
const sessionsLookedThrough = 50

export interface Completions {
  /** Takes what the projections made of the journal. */
  take(changes: readonly Projection[]): void
  /** Looks for reports in the capture that a program that was killed did not note any more. */
  catchUp(): Promise<void>
}

/** Ties what CPEs report to the transfers it is about. */
export function createCompletions(
  reader: Pick<CaptureReader, 'bytes' | 'session' | 'sessions' | 'sessionMessages'>,
  ledger: Ledger,
  onProblem: (error: unknown) => void,
): Completions {
  async function read(message: MessageRecord): Promise<void> {
    const [wire, session] = await Promise.all([
      reader.bytes(message.id),
      message.sessionId === null ? null : reader.session(message.sessionId),
    ])
    const args = wire && readMessage(wire, { side: 'request', complete: true }, inflate).envelope?.decoded
    if (!args) return
    const url = text(args['TransferURL'])
    const token = url === '' ? null : tokenOf(url)
    // Of its own accord a CPE reports with a URL instead of a CommandKey; elsewhere fetched, it is none of our transfers.
    if (message.rpc === 'AutonomousTransferComplete' && token === null) return
    const fault = struct(args['FaultStruct'])
    ledger.completed(
      {
        deviceId: session?.deviceId ?? null,
        commandKey: text(args['CommandKey']),
        ...(token === null ? {} : { token }),
      },
      {
        faultCode: text(fault['FaultCode']) || '0',
        faultString: text(fault['FaultString']),
        messageId: message.id,
        at: message.at,
      },
    )
  }

  const isReport = ({ kind, rpc, direction }: MessageRecord): boolean =>
    kind === 'request' && direction === 'cpe-to-acs' && rpc !== null && reports.has(rpc)

  return {
    take(changes) {
      for (const change of changes) {
        if (change.type === 'message' && isReport(change.message)) read(change.message).catch(onProblem)
      }
    },
    async catchUp() {
      for (const { deviceId, since } of ledger.unfinishedDevices) {
        const { items } = await reader.sessions({
          deviceId,
          limit: sessionsLookedThrough,
          filter: 'rpc:TransferComplete',
        })
        const sessions = items.filter(({ startedAt }) => startedAt >= since).reverse()
        for (const { id } of sessions) {
          const messages = await reader.sessionMessages(id, { limit: 1_000, filter: 'rpc:TransferComplete' })
          for (const message of messages.items.filter(isReport)) await read(message)
        }
      }
    },
  }
}

const text = (value: RpcValue | undefined): string => (typeof value === 'string' ? value.trim() : '')

function struct(value: RpcValue | undefined): RpcStruct {
  return typeof value === 'object' && !isList(value) ? value : {}
}

const isList = (value: RpcValue): value is readonly RpcValue[] => Array.isArray(value)
