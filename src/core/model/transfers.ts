import type { RpcStruct, RpcValue } from '../soap/message.js'
import { cpeFault, refuse, succeed, type Outcome } from './faults.js'

/** A transfer an ACS has ordered, and the CPE has taken on. */
export interface OrderedTransfer {
  readonly method: 'Download' | 'Upload'
  readonly commandKey: string
  readonly fileType: string
  readonly url: string
  readonly username: string
  readonly password: string
  /** From the receipt of the order. */
  readonly delaySeconds: number
  /** Bytes; 0: not said. */
  readonly fileSize: number
  readonly targetFileName: string
}

/** A transfer that is not reported yet. */
export interface QueuedTransfer {
  readonly commandKey: string
  readonly state: 'not-started' | 'in-progress' | 'completed'
}

/** Transfers a simulated CPE takes on at a time; three are the least it must (TR-069a6 A.3.2.8). */
const mostTransfers = 8

const fileTypes = {
  Download:
    /^(?:1 Firmware Upgrade Image|2 Web Content|3 Vendor Configuration File|4 Tone File|5 Ringer File|6 Stored Firmware Image|X \S+ .+)$/,
  Upload:
    /^(?:1 Vendor Configuration File|2 Vendor Log File|3 Vendor Configuration File \d+|4 Vendor Log File \d+|X \S+ .+)$/,
}

/** Takes on a Download or Upload, or says by which fault not. */
export function takeOrder(
  method: OrderedTransfer['method'],
  request: RpcStruct,
  before: readonly QueuedTransfer[],
): Outcome<OrderedTransfer> {
  const fileType = text(request['FileType'])
  const url = text(request['URL']).trim()
  const delaySeconds = Number(text(request['DelaySeconds']) || '0')
  if (!fileTypes[method].test(fileType))
    return refuse(cpeFault(9003, `FileType "${fileType}" is not one of ${method}`))
  if (!Number.isInteger(delaySeconds) || delaySeconds < 0)
    return refuse(cpeFault(9003, 'DelaySeconds is no number of seconds'))
  const [, scheme, authority = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)/i.exec(url) ?? []
  if (scheme === undefined) return refuse(cpeFault(9003, 'the URL is none'))
  if (!/^https?$/i.test(scheme)) return refuse(cpeFault(9013, scheme))
  if (authority.includes('@'))
    return refuse(cpeFault(9003, 'the URL holds credentials, which have arguments of their own'))
  if (before.length >= mostTransfers)
    return refuse(cpeFault(9004, `${String(mostTransfers)} transfers are ordered already`))
  return succeed({
    method,
    commandKey: text(request['CommandKey']),
    fileType,
    url,
    username: text(request['Username']),
    password: text(request['Password']),
    delaySeconds,
    fileSize: Number(text(request['FileSize'])) || 0,
    targetFileName: text(request['TargetFileName']),
  })
}

const stateNumbers = { 'not-started': '1', 'in-progress': '2', completed: '3' } as const

/** The TransferList of GetQueuedTransfersResponse. */
export function queuedTransfers(transfers: readonly QueuedTransfer[]): readonly RpcStruct[] {
  return transfers.map(({ commandKey, state }) => ({ CommandKey: commandKey, State: stateNumbers[state] }))
}

const text = (value: RpcValue | undefined): string => (typeof value === 'string' ? value : '')
