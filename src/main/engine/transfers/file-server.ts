import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { TlsEndpoint } from '../tls/index.js'
import type { FileAccess, StoredFile, StoredTransfer } from '../workspace/types.js'
import { takeEither } from './either-scheme.js'
import type { FileShelf } from './file-shelf.js'
import { createGate } from './gate.js'
import { hostOf, type Ledger } from './ledger.js'
import { fileListenError } from './listen-error.js'
import { receiveUpload, refuseBody } from './receive-upload.js'
import type { RequestWatch, WatchedRequest } from './request-watch.js'
import { serveFile } from './serve-file.js'
import type { FileServerSettings } from './types.js'

export interface FileServerOptions {
  readonly shelf: FileShelf
  readonly ledger: Ledger
  readonly watch: RequestWatch
  readonly settings: () => FileServerSettings
  /** IP address a device was last seen at. */
  readonly addressOf: (deviceId: string) => Promise<string | null>
  readonly urlOf: (file: StoredFile) => string | null
  /** Milliseconds. */
  readonly now: () => number
  /** Ends TLS; null: connections with TLS are not taken. */
  readonly tls: () => TlsEndpoint | null
}

/** HTTP for CPEs: GET and HEAD of files, PUT and POST of uploads. */
export interface FileServer {
  /** Throws a `ListenError` with a sentence. Gives the port. */
  listen(host: string, port: number): Promise<number>
  unlisten(host: string): Promise<void>
  readonly hosts: readonly string[]
  /** Cuts off whoever fetches the file. */
  interrupt(fileId: string, reason: string): void
  close(): Promise<void>
}

/** Connections at most, per address. */
const maxConnections = 4_000
/** How long a connection may be silent inside a transfer, in milliseconds. */
const silentMs = 60_000
/** A staged stall is for the CPE to end, but not for ever, in milliseconds. */
const stalledMs = 600_000

const serverOptions: ServerOptions = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 15_000,
  // A large file on a slow line takes its time; silence is what ends a transfer.
  requestTimeout: 0,
  keepAliveTimeout: 10_000,
  connectionsCheckingInterval: 5_000,
  insecureHTTPParser: true,
  requireHostHeader: false,
}

export function createFileServer(options: FileServerOptions): FileServer {
  const { shelf, ledger, watch, settings, addressOf, urlOf, now, tls } = options
  const gate = createGate(now)
  const servers = new Map<string, Listening>()
  const serving = new Map<AbortController, string>()
  const receiving = new Map<string, AbortController>()

  async function answer(request: IncomingMessage, response: ServerResponse, goOn: () => void): Promise<void> {
    const watched = watch.watch(request)
    try {
      await route({ request, response, watched, goOn })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      refuseBody(request, response, 500, 'The workbench made a mistake.')
      watched.ended({ status: 500, result: 'failed', detail: `The workbench made a mistake: ${reason}.` })
    }
  }

  interface Call {
    readonly request: IncomingMessage
    readonly response: ServerResponse
    readonly watched: WatchedRequest
    readonly goOn: () => void
  }

  function refuse(
    { request, response, watched }: Call,
    status: number,
    sentence: string,
    headers?: Readonly<Record<string, string>>,
  ): void {
    refuseBody(request, response, status, sentence, headers)
    watched.ended({ status, result: 'refused', detail: sentence })
  }

  async function route(call: Call): Promise<void> {
    const place = placeOf(call.request.url ?? '')
    if (place === null)
      refuse(
        call,
        404,
        'There is nothing under this path. The URL of a file or an upload comes from the workbench.',
      )
    else if (place.kind === 'files') await download(call, place.token)
    else await upload(call, place.token, place.name)
  }

  async function download(call: Call, token: string): Promise<void> {
    const { request, response, watched } = call
    const ordered = ledger.byToken(token)
    const file = ordered?.fileId ? shelf.get(ordered.fileId) : shelf.byToken(token)
    if (ordered?.direction === 'upload' || (ordered === null && file === null)) {
      refuse(call, 404, 'There is no file under this path: it was removed, or the URL is not one of ours.')
      return
    }
    const transfer = ordered ?? (file && (await waitingFor(file, request)))
    watched.belongsTo(transfer, file?.id ?? null)
    if (file === null) {
      refuse(call, 410, 'The file was removed from the workbench after its Download was ordered.')
      return
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(call, 405, 'A file is fetched with GET. To send one, use the URL of an Upload.', {
        Allow: 'GET, HEAD',
      })
      return
    }
    if (!admitted(call, transfer?.access ?? file.access)) return
    if (transfer === null && request.method === 'GET') {
      const stranger = ledger.unordered({ ...file, url: urlOf(file) ?? request.url ?? '' }, remoteOf(request))
      watched.belongsTo(stranger, file.id)
    }
    const abort = new AbortController()
    serving.set(abort, file.id)
    if (file.fault?.kind === 'stall') request.socket.setTimeout(stalledMs)
    try {
      await serveFile(request, response, {
        file,
        open: (wanted) => shelf.open(wanted),
        bytesPerSecond: slower(file.bytesPerSecond, settings().bytesPerSecond),
        watched,
        signal: abort.signal,
      })
    } finally {
      serving.delete(abort)
    }
  }

  async function upload(call: Call, token: string, name: string): Promise<void> {
    const { request, response, watched, goOn } = call
    const transfer = ledger.byToken(token)
    if (transfer === null || transfer.direction !== 'upload') {
      refuse(call, 404, 'No Upload was ordered to this path.')
      return
    }
    watched.belongsTo(transfer, null)
    if (request.method !== 'PUT' && request.method !== 'POST') {
      refuse(call, 405, 'A file is sent here with PUT or POST.', { Allow: 'PUT, POST' })
      return
    }
    if (!admitted(call, transfer.access)) return
    if (transfer.endedAt !== null && transfer.order?.status !== '0') {
      refuse(call, 410, 'This upload is over. Order another one.')
      return
    }
    // A CPE that sends again has given up what went before, whatever its old connection looks like.
    receiving.get(transfer.id)?.abort('The CPE began to send the file anew.')
    const abort = new AbortController()
    receiving.set(transfer.id, abort)
    const { maxUploadBytes, maxReceivedBytes } = settings()
    try {
      await receiveUpload(request, response, {
        transfer,
        pathName: name,
        shelf,
        maxBytes: transfer.maxBytes ?? maxUploadBytes,
        room: Math.max(0, maxReceivedBytes - shelf.receivedBytes),
        watched,
        signal: abort.signal,
        goOn,
      })
    } finally {
      if (receiving.get(transfer.id) === abort) receiving.delete(transfer.id)
    }
  }

  function admitted({ request, response, watched }: Call, access: FileAccess | null): boolean {
    if (access === null) return true
    const admission = gate.check(request, access)
    if (admission.kind === 'admitted') return true
    const { challenge, wrong, why } = admission
    refuseBody(request, response, 401, why, { 'WWW-Authenticate': challenge })
    watched.ended({ status: 401, result: wrong ? 'refused' : 'challenged', detail: why })
    return false
  }

  /** Whose order a fetch by the file's own URL answers: the device at that address, or the only one there is. */
  async function waitingFor(file: StoredFile, request: IncomingMessage): Promise<StoredTransfer | null> {
    const waiting = ledger.awaiting(file.id)
    const [first, ...more] = waiting
    if (first === undefined) return null
    const host = hostOf(remoteOf(request))
    for (const transfer of waiting) {
      if (transfer.deviceId !== null && (await addressOf(transfer.deviceId)) === host) return transfer
    }
    return more.length === 0 ? first : null
  }

  /** Answers what is no HTTP request, or too long a one. */
  function refuseGarbage(error: NodeJS.ErrnoException, socket: Duplex): void {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    const status =
      error.code === 'HPE_HEADER_OVERFLOW'
        ? '431 Request Header Fields Too Large'
        : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
          ? '408 Request Timeout'
          : '400 Bad Request'
    socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`)
  }

  function newServer(): Listening {
    const server = createServer(serverOptions, (request, response) => {
      void answer(request, response, () => undefined)
    })
    server.on('checkContinue', (request, response) => {
      void answer(request, response, () => response.writeContinue())
    })
    server.on('clientError', refuseGarbage)
    server.maxConnections = maxConnections
    server.timeout = silentMs
    return { server, closeSilent: takeEither(server, tls) }
  }

  return {
    async listen(host, port) {
      const listening = newServer()
      const { server } = listening
      const bound = await new Promise<AddressInfo | string | null>((resolve, reject) => {
        const fail = (error: NodeJS.ErrnoException): void => reject(fileListenError(host, port, error))
        server.once('error', fail)
        server.listen(port, host, () => {
          server.off('error', fail)
          // A connection that cannot be taken (no more files may be opened) is lost; the others go on.
          server.on('error', () => undefined)
          resolve(server.address())
        })
      })
      servers.set(host, listening)
      return typeof bound === 'object' && bound !== null ? bound.port : port
    },
    async unlisten(host) {
      const listening = servers.get(host)
      servers.delete(host)
      if (listening !== undefined) await closed(listening)
    },
    get hosts() {
      return [...servers.keys()]
    },
    interrupt(fileId, reason) {
      for (const [abort, served] of serving) if (served === fileId) abort.abort(reason)
    },
    async close() {
      for (const abort of [...serving.keys(), ...receiving.values()])
        abort.abort('The workbench was stopped.')
      const all = [...servers.values()]
      servers.clear()
      await Promise.all(all.map(closed))
    },
  }
}

interface Listening {
  readonly server: Server
  /** Closes connections that have not said anything yet. */
  readonly closeSilent: () => void
}

function closed({ server, closeSilent }: Listening): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
    closeSilent()
  })
}

interface Place {
  readonly kind: 'files' | 'uploads'
  readonly token: string
  readonly name: string
}

/**
 * What a request target means. Only the token counts: the name behind it is for people, and a path before it may come from
 * a proxy. Nothing of it ever becomes a path on disk.
 */
function placeOf(target: string): Place | null {
  const path = /^[^?#]*/.exec(target)?.[0] ?? ''
  const read = /\/(files|uploads)\/([0-9a-f]{32})(?:\/([^/]*))?$/.exec(path)
  if (read === null) return null
  const [, kind, token = '', name = ''] = read
  return { kind: kind === 'files' ? 'files' : 'uploads', token, name: unescaped(name) }
}

function unescaped(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

function slower(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other)
}

const remoteOf = ({ socket }: IncomingMessage): string =>
  `[${socket.remoteAddress ?? ''}]:${String(socket.remotePort ?? 0)}`
