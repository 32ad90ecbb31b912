import { z } from 'zod'
import type { Micros } from '../../../core/journal/records.js'
import { header, parseHead } from '../../../core/http/index.js'
import type { Recorder } from '../recorder/types.js'
import type { RpcQueue } from '../rpcs/index.js'
import type { CaptureReader } from '../store/index.js'
import type { TlsEndpoint } from '../tls/index.js'
import type { StoredFile, Workspace } from '../workspace/types.js'
import { createCompletions } from './completions.js'
import { urlName } from './file-names.js'
import { createFileHandles } from './file-handles.js'
import { createFileServer } from './file-server.js'
import { createFileShelf } from './file-shelf.js'
import { createLedger } from './ledger.js'
import { createOrders } from './orders.js'
import { keepBody } from './receive-upload.js'
import { createRequestWatch } from './request-watch.js'
import { TransferError } from './transfer-error.js'
import type { FileServerSettings, Transfers } from './types.js'

/** The port the file server takes where it can choose. */
const usualPort = 7567

const settingsKey = 'files.settings'
const portKey = 'files.port'

const settingsSchema = z.object({
  bytesPerSecond: z.number().nullable(),
  maxUploadBytes: z.number(),
  maxReceivedBytes: z.number(),
  baseUrl: z.string().nullable(),
})

const defaultSettings: FileServerSettings = {
  bytesPerSecond: null,
  maxUploadBytes: 64 * 1024 * 1024,
  maxReceivedBytes: 1024 * 1024 * 1024,
  baseUrl: null,
}

export interface TransfersOptions {
  readonly workspace: Pick<Workspace, 'setting' | 'setSetting' | 'transfers'>
  /** Where the files are kept. */
  readonly folder: string
  readonly queue: Pick<RpcQueue, 'create' | 'onChange'>
  readonly recorder: Pick<Recorder, 'event' | 'onChange'>
  readonly reader: Pick<CaptureReader, 'bytes' | 'session' | 'sessions' | 'sessionMessages' | 'device'>
  readonly now: () => Micros
  /** The port asked for, 0: any free one; undefined: the one it had last, else the usual one, else any. */
  readonly port: number | undefined
  readonly onProblem: (code: 'files' | 'files-port', message: string) => void
  /** Ends TLS; null: there is no certificate yet, and CPEs fetch without it. */
  readonly tls: () => TlsEndpoint | null
}

/** Files and transfers of a workspace. Listens nowhere until `follow` is called. */
export function createTransfers(options: TransfersOptions): Transfers {
  const { workspace, folder, queue, recorder, reader, onProblem } = options
  const store = workspace.transfers
  const nowMs = (): number => options.now() / 1000
  const shelf = createFileShelf({ store, folder, now: nowMs })
  const handles = createFileHandles()
  const ledger = createLedger({
    store,
    now: nowMs,
    fileByToken: (token) => shelf.byToken(token),
    fileById: (id) => shelf.get(id),
  })
  const watch = createRequestWatch({ ledger, recorder, now: options.now })
  const report = (error: unknown): void =>
    onProblem('files', error instanceof Error ? error.message : String(error))
  const completions = createCompletions(reader, ledger, report)
  const server = createFileServer({
    shelf,
    ledger,
    watch,
    settings: () => settings,
    addressOf: async (deviceId) => (await reader.device(deviceId))?.ip ?? null,
    urlOf,
    now: nowMs,
    tls: options.tls,
  })
  const orders = createOrders({ queue, ledger, fileOf: (id) => shelf.get(id), baseFor })
  let settings = settingsSchema
    .catch(defaultSettings)
    .parse({ ...defaultSettings, ...workspace.setting<object>(settingsKey, {}) })
  let port = 0
  const ends = [
    queue.onChange((rpc) => ledger.ordered(rpc)),
    recorder.onChange((changes) => completions.take(changes)),
  ]
  completions.catchUp().catch(report)

  function baseAt(host: string, scheme: 'http' | 'https' = 'http'): string {
    const named =
      host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host
    return `${scheme}://${named}:${String(port)}`
  }

  /** How a CPE on this machine reaches it. */
  function urlOf(file: StoredFile): string | null {
    const [host] = server.hosts
    const base = settings.baseUrl ?? (host === undefined ? null : baseAt(host))
    return base === null ? null : `${base}/files/${file.token}/${urlName(file.name)}`
  }

  /**
   * How a device reaches it: by the name it calls the ACS by, which may differ from every address of this machine (NAT, a
   * container), else by the address of ours that its last session came to; with TLS if that session had it.
   */
  async function baseFor(deviceId: string, secure: boolean | undefined): Promise<string> {
    if (settings.baseUrl !== null) return settings.baseUrl
    const [host] = server.hosts
    if (host === undefined)
      throw new TransferError(
        'CONFLICT',
        'The file server listens on no address. Start it with a free --file-port.',
      )
    const { items: sessions } = await reader.sessions({ deviceId, limit: 1 })
    const [session] = sessions
    const { items: messages } = session
      ? await reader.sessionMessages(session.id, { limit: 1 })
      : { items: [] }
    const wire = messages[0] && (await reader.bytes(messages[0].id))
    const scheme = (secure ?? wire?.tls !== undefined) ? 'https' : 'http'
    if (scheme === 'https' && options.tls() === null) {
      throw new TransferError(
        'CONFLICT',
        'The file server has no certificate to speak TLS with. Open the TLS port of the ACS first, which makes one, or order without TLS.',
      )
    }
    if (!wire) return baseAt(host, scheme)
    const head = parseHead(wire.head)
    const named = URL.parse(`http://${(head && header(head, 'host')) ?? ''}/`)?.hostname
    return named === undefined || named === ''
      ? baseAt(wire.local.slice(0, wire.local.lastIndexOf(':')).replace(/[[\]]/g, ''), scheme)
      : `${scheme}://${named}:${String(port)}`
  }

  /** Takes the port that is wanted, or the nearest there is. */
  async function listenFirst(host: string): Promise<void> {
    if (options.port !== undefined) {
      port = await server.listen(host, options.port)
      return
    }
    const before = workspace.setting<number>(portKey, 0)
    for (const wanted of [...new Set([before, usualPort])].filter((each) => each > 0)) {
      try {
        port = await server.listen(host, wanted)
        break
      } catch (error) {
        if (!(
          error instanceof Error &&
          'code' in error &&
          (error.code === 'EADDRINUSE' || error.code === 'EACCES')
        ))
          throw error
      }
    }
    if (port === 0) port = await server.listen(host, 0)
    if (before !== 0 && before !== port && ledger.unfinishedDevices.length > 0) {
      onProblem(
        'files-port',
        `The file server listens on port ${String(port)} now, because another program has port ${String(before)}. Downloads that were queued before name the old port: order them again.`,
      )
    }
    workspace.setSetting(portKey, port)
  }

  return {
    get files() {
      return shelf.files
    },
    file: (id) => shelf.get(id),
    urlOf,
    beginFile: (facts) => handles.open(() => shelf.receive(ofUser(facts), null)),
    appendFile: (handle, bytes) => handles.append(handle, bytes),
    finishFile: (handle) => handles.finish(handle),
    discardFile: (handle) => handles.discard(handle),
    async readFile(body, contentType, facts) {
      const arrival = await shelf.receive(ofUser(facts), null)
      try {
        return await keepBody(body, contentType, arrival, undefined, facts.name !== '')
      } catch (error) {
        await arrival.abandon()
        throw error
      }
    },
    changeFile: (id, changes) => shelf.change(id, changes),
    async contentPath(id) {
      const file = shelf.get(id)
      if (file === null) throw new TransferError('NOT_FOUND', `File "${id}" is not known here.`)
      await (await shelf.open(file)).close()
      return shelf.pathOf(file)
    },
    async removeFile(id) {
      server.interrupt(id, 'The user removed the file while it was being fetched.')
      await shelf.remove(id)
    },

    get settings() {
      return settings
    },
    changeSettings(changes) {
      settings = { ...settings, ...changes }
      workspace.setSetting(settingsKey, settings)
      return settings
    },
    get addresses() {
      return server.hosts.map((host) => `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}/`)
    },
    get port() {
      return port
    },

    orderDownload: (order) => orders.download(order),
    orderUpload: (order) => orders.upload(order),
    transfers: (deviceId) => ledger.list(deviceId),
    transfer: (id) => ledger.get(id),
    get requests() {
      return watch.seen
    },

    async follow(hosts) {
      for (const host of server.hosts) if (!hosts.includes(host)) await server.unlisten(host)
      for (const host of hosts.filter((wanted) => !server.hosts.includes(wanted))) {
        if (port === 0) {
          await listenFirst(host)
          continue
        }
        await server.listen(host, port).catch(report)
      }
    },
    onChange(listener) {
      const offs = [
        shelf.onChange((file) => listener({ file })),
        ledger.onChange((transfer) => listener({ transfer })),
      ]
      return () => offs.forEach((off) => off())
    },
    async close() {
      for (const end of ends.splice(0)) end()
      await Promise.all([server.close(), handles.close()])
    },
  }
}

const ofUser = (facts: {
  readonly name: string
  readonly fileType: string
  readonly version: string
  readonly note: string
}) => ({
  ...facts,
  origin: 'user' as const,
  transferId: null,
  deviceId: null,
})
