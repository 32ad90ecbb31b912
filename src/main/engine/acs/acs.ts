import { createServer, type IncomingMessage, type ServerOptions, type ServerResponse } from 'node:http'
import type { Micros } from '../../../core/journal/records.js'
import { defaultQuirks, type QuirkProfile } from '../../../core/quirks/index.js'
import type { Recorder } from '../recorder/types.js'
import type { RpcQueue } from '../rpcs/index.js'
import type { TlsEndpoint } from '../tls/index.js'
import { createListenerTap } from '../wire/index.js'
import { createAuthentication, type Authentication } from '../authentication/index.js'
import type { JudgeCertificate } from './admission.js'
import { AwaitedInforms } from './awaited-informs.js'
import { Gatekeeper } from './gatekeeper.js'
import { HttpFront } from './http-front.js'
import { Listeners, type FailedConnection } from './listeners.js'
import { Redirects } from './redirects.js'
import { Refusals } from './refusals.js'
import { Sightings } from './reachability.js'
import { SessionRunner } from './session-runner.js'
import { AcsSessions } from './sessions.js'
import { nodeTimers, type Timers } from './timers.js'
import type { Acs } from './types.js'

export interface AcsOptions {
  readonly recorder: Recorder
  readonly queue: RpcQueue
  readonly now: () => Micros
  /** Longest body of a message, in bytes, before and after its content coding is undone. */
  readonly maxBodyBytes: number
  /** A reverse proxy stands in front: X-Forwarded-For tells the address, and a TCP connection proves nothing. */
  readonly trustProxy: boolean
  /** How a device is spoken to, asked for each message; null: it is not known who it is. Default: the strict way. */
  readonly quirksOf?: (deviceId: string | null) => QuirkProfile
  /** Ends TLS on the addresses that have it. Default: nothing does. */
  readonly tls?: () => TlsEndpoint | null
  /** Connections at most, per address listened on. */
  readonly maxConnections?: number
  /** How long the head of a request may take to arrive, and how often that is looked at, in milliseconds. */
  readonly headTimes?: Pick<ServerOptions, 'headersTimeout' | 'connectionsCheckingInterval'>
  /** Who may open a session. Default: everybody. */
  readonly authentication?: Authentication
  /** What a client certificate says. Default: nothing. */
  readonly judgeCertificate?: JudgeCertificate
  /** Where CPEs are sent instead of being answered. Default: nowhere. */
  readonly redirects?: Redirects
  /** Something went wrong on our side; the ACS goes on. */
  readonly onProblem: (problem: Error) => void
  /** Default: Node's. */
  readonly timers?: Timers
}

/** Connections at most, per address listened on. */
const maxConnections = 10_000
/** How long a connection may be silent before and inside a request, in milliseconds. */
const silentMs = 60_000
/** How long a connection is kept between two requests, in milliseconds: CPEs may take their time to answer. */
const keepAliveMs = 600_000
/**
 * Bare LF line ends are read: the tap and the decoder read them too, and real CPEs send them. A missing Host is let pass:
 * the ACS has one host only, and a bare 400 would tell nobody why.
 */
const serverOptions = {
  keepAliveTimeout: keepAliveMs,
  insecureHTTPParser: true,
  requireHostHeader: false,
  // Bodies have a time of their own.
  requestTimeout: 0,
}
/** How long the head of a request may take to arrive, in milliseconds, and how often that is looked at. */
const headTimes = { headersTimeout: 60_000, connectionsCheckingInterval: 10_000 }
/** How long a body may take to arrive, in milliseconds. */
const bodyMs = 300_000

/** The ACS. It listens nowhere until `listen` is called. */
export function createAcs(options: AcsOptions): Acs {
  const { recorder, queue, now, maxBodyBytes, trustProxy, onProblem } = options
  const { timers = nodeTimers, quirksOf = () => defaultQuirks } = options
  const sightings = new Sightings(now)
  const sessions = new AcsSessions(timers)
  const runner = new SessionRunner({ sessions, queue, recorder, sightings, quirksOf, now, onProblem })
  const awaited = new AwaitedInforms(timers)
  const refusals = new Refusals()
  const gatekeeper = new Gatekeeper({
    authentication: options.authentication ?? openToAll(),
    judgeCertificate: options.judgeCertificate ?? (() => null),
    redirects: options.redirects ?? new Redirects({ read: () => [], write: () => undefined }),
    awaited,
    refusals,
    recorder,
    runner,
    sightings,
    now,
  })
  const front = new HttpFront({
    recorder,
    sessions,
    runner,
    sightings,
    gatekeeper,
    awaited,
    bodyLimits: { maxBytes: maxBodyBytes, maxMs: bodyMs, timers },
    trustProxy,
    onTlsOnPlainPort: (remote, local, detail) => {
      connectionFailed({ remote, local, code: 'tls-on-plain-port', detail })
    },
    onProblem,
  })
  const httpServer = createServer(
    { ...serverOptions, ...headTimes, ...options.headTimes },
    (request, response) => {
      void front.answer(request, response)
    },
  )
  httpServer.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    void front.answerExpecting(request, response)
  })
  const clearServer = createServer(
    { ...serverOptions, ...headTimes, ...options.headTimes },
    (request, response) => {
      void front.refuseClear(request, response)
    },
  )
  for (const server of [httpServer, clearServer]) {
    server.timeout = silentMs
    // It listens nowhere itself, so nothing else makes it look after heads that never end.
    server.emit('listening')
    server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      front.refuseGarbage(error, socket)
    })
  }
  const listeners = new Listeners({
    tap: createListenerTap({ recorder, source: 'acs', maxBodyBytes, now }),
    httpServer,
    clearServer,
    tls: options.tls ?? (() => null),
    trustProxy,
    timers,
    maxConnections: options.maxConnections ?? maxConnections,
    onConnection: (remote, local) => {
      sightings.saw('connection', true, `${remote} connected to ${local}.`)
    },
    onDropped: (detail) => {
      sightings.saw('connection', false, detail)
    },
    onFailed: connectionFailed,
  })
  let closing: Promise<void> | null = null

  function connectionFailed({ remote, local, code, detail }: FailedConnection): void {
    const at = now()
    // Where the journal cannot be written the recorder tells.
    recorder
      .event({ type: 'connection-failed', at, source: 'acs', remote, local, code, detail })
      .catch(() => undefined)
    const nobody = { deviceId: null, username: null, session: null }
    refusals.add({ at, kind: 'connection', remote, local, reason: code, detail, ...nobody })
    sightings.saw('connection', false, `${remote}: ${detail}`)
  }

  sessions.onSilence((session) => {
    runner.run(session, { type: 'timed-out' }, null)
  })

  async function close(graceMs: number): Promise<void> {
    runner.handsOutRpcs = false
    front.refusesSessions = true
    listeners.stopAccepting()
    if (graceMs > 0) {
      const graceOver = new Promise<void>((resolve) => timers.after(graceMs, resolve))
      await Promise.race([sessions.noneOpen().then(() => runner.written()), graceOver])
    }
    for (const session of [...sessions.open]) runner.run(session, { type: 'stopped' }, null)
    for (const session of awaited.sessions) {
      awaited.forget(session)
      runner.journalEnd(session, 'interrupted', null)
    }
    await listeners.close()
    for (const server of [httpServer, clearServer]) server.close()
    await runner.written()
  }

  return {
    listen: (host, port) => listeners.listen(host, port),
    listenSecurely: (host, port) => listeners.listen(host, port, true),
    unlisten: (host) => listeners.unlisten(host),
    unlistenSecure: () => listeners.unlistenAll(true),
    get addresses() {
      return listeners.addresses.filter(({ secure }) => !secure)
    },
    get secureAddresses() {
      return listeners.addresses.filter(({ secure }) => secure)
    },
    get refused() {
      return refusals.list
    },
    get reachability() {
      return sightings.now
    },
    hasOpenSession: (deviceId) => closing === null && sessions.canTakeRpc(deviceId),
    onReachability: (listener) => sightings.onChange(listener),
    close: (graceMs) => (closing ??= close(graceMs)),
  }
}

function openToAll(): Authentication {
  const store = { logins: () => [], password: () => null, saveLogin: () => undefined }
  return createAuthentication({
    store,
    settings: { read: () => ({}), write: () => undefined },
    nowMs: () => 0,
  })
}
