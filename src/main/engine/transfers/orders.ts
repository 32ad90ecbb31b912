import { randomBytes } from 'node:crypto'
import type { RpcQueue } from '../rpcs/index.js'
import type { FileAccess, StoredFile } from '../workspace/types.js'
import { urlName } from './file-names.js'
import { newToken } from './file-shelf.js'
import type { Ledger } from './ledger.js'
import { TransferError } from './transfer-error.js'
import type { DownloadOrder, OrderFacts, ToldTransfer, UploadOrder } from './types.js'

/** Longest URL a Download or Upload can carry (TR-069a6 A.3.2.8). */
const longestUrl = 256

export interface OrdersOptions {
  readonly queue: Pick<RpcQueue, 'create'>
  readonly ledger: Ledger
  readonly fileOf: (id: string) => StoredFile | null
  /** `http://host:port`, or https, by which the device reaches the file server. Throws a `TransferError` where it listens nowhere. */
  readonly baseFor: (deviceId: string, secure: boolean | undefined) => Promise<string>
}

/** Queues Downloads and Uploads that use this file server, each with a URL of its own. */
export interface Orders {
  download(order: DownloadOrder): Promise<ToldTransfer>
  upload(order: UploadOrder): Promise<ToldTransfer>
}

export function createOrders({ queue, ledger, fileOf, baseFor }: OrdersOptions): Orders {
  async function order(
    facts: OrderFacts,
    place: (token: string) => string,
    rpc: { readonly method: 'Download' | 'Upload'; readonly arguments: Readonly<Record<string, string>> },
    kept: {
      readonly fileId: string | null
      readonly maxBytes: number | null
      readonly access: FileAccess | null
    },
    shown: FileAccess,
  ): Promise<ToldTransfer> {
    const token = newToken()
    const url = `${await baseFor(facts.deviceId, facts.secure)}${place(token)}`
    if (url.length > longestUrl) {
      throw new TransferError(
        'UNPROCESSABLE_CONTENT',
        `The URL would have ${String(url.length)} characters; a CPE takes ${String(longestUrl)}. Give the file server a shorter address.`,
      )
    }
    ledger.prepare({ token, ...kept })
    try {
      const { id } = queue.create({
        deviceId: facts.deviceId,
        method: rpc.method,
        arguments: {
          CommandKey: facts.commandKey ?? token.slice(0, 16),
          ...rpc.arguments,
          URL: url,
          Username: shown.username,
          Password: shown.password,
          DelaySeconds: String(facts.delaySeconds),
        },
      })
      const transfer = ledger.byRpc(id)
      if (transfer === null) throw new Error(`The RPC ${id} was queued, and no transfer came of it.`)
      return transfer
    } catch (error) {
      ledger.forget(token)
      throw error
    }
  }

  return {
    async download(wanted) {
      const file = fileOf(wanted.fileId)
      if (file === null) throw new TransferError('NOT_FOUND', `File "${wanted.fileId}" is not known here.`)
      const fileType = wanted.fileType || file.fileType
      if (fileType === '') {
        throw new TransferError(
          'UNPROCESSABLE_CONTENT',
          `A Download must say what the file is. Give ${file.name} a FileType, such as "1 Firmware Upgrade Image", or name it in the order.`,
        )
      }
      const own = filled(wanted.access)
      return order(
        wanted,
        (token) => `/files/${token}/${urlName(file.name)}`,
        {
          method: 'Download',
          arguments: {
            FileType: fileType,
            FileSize: String(file.size),
            TargetFileName: wanted.targetFileName,
            SuccessURL: wanted.successUrl,
            FailureURL: wanted.failureUrl,
          },
        },
        { fileId: file.id, maxBytes: null, access: own },
        shownBy(own ?? file.access),
      )
    },
    async upload(wanted) {
      const own = filled(wanted.access)
      return order(
        wanted,
        (token) => `/uploads/${token}`,
        { method: 'Upload', arguments: { FileType: wanted.fileType } },
        { fileId: null, maxBytes: wanted.maxBytes, access: own },
        shownBy(own),
      )
    },
  }
}

/** Credentials for one transfer: what is not given is made up. */
function filled(access: FileAccess | null): FileAccess | null {
  if (access === null || access.scheme === 'none') return access
  return {
    scheme: access.scheme,
    username: access.username || `cpe-${randomBytes(4).toString('hex')}`,
    password: access.password || randomBytes(12).toString('hex'),
  }
}

/** What goes into the RPC: nothing where nothing is asked for. */
function shownBy(access: FileAccess | null): FileAccess {
  return access === null || access.scheme === 'none' ? { scheme: 'none', username: '', password: '' } : access
}
