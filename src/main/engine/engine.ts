import { join } from 'node:path'
import type { Status } from '../../contract/index.js'
import type { Micros } from '../../core/journal/records.js'
import { udpAddressText } from '../../core/stun/index.js'
import { createAcsSettings } from './acs-settings.js'
import { createAcs } from './acs/index.js'
import { createApi, createEventsHub, receiveSentFile } from './api/index.js'
import { jobShape } from './api/index.js'
import { createCalls } from './calls.js'
import { createDemo } from './demo/index.js'
import { createDeviceDirectory, learnCredentials } from './devices/index.js'
import { createDiscoveries, rootPathOf } from './discovery/index.js'
import { startTelling } from './engine-events.js'
import { createListeners } from './listeners.js'
import { acsUrlOf, networkAddresses, reachabilitySteps } from './network/index.js'
import { createProblems } from './problems.js'
import { createQuirks } from './quirks/index.js'
import { createNotifications } from './notifications/index.js'
import { createCallHistory, createReach, knownReachFacts, sessionNews } from './reach/index.js'
import { openCapture } from './recorder/index.js'
import { createRpcQueue } from './rpcs/index.js'
import { createSimulatedCpe } from './simulator/index.js'
import { createStunControl } from './stun/index.js'
import { createTransfers } from './transfers/index.js'
import type { Engine, EngineOptions } from './types.js'
import { createMicrosClock } from './wire/index.js'
import { openWorkspace } from './workspace/index.js'
import { createXmppControl } from './xmpp/index.js'

/** Longest body the ACS takes from a CPE. */
const maxBodyBytes = 32 * 1024 * 1024

/**
 * Starts the engine: workspace, capture, ACS, API, and the demo CPE if asked for. Rejects with a sentence
 * for the user when the capture cannot be opened or the port is taken; nothing is left open then.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const now = createMicrosClock()
  const workspace = openWorkspace({ dir: options.workspaceDir, secrets: options.secrets })
  const capturePath =
    options.capturePath ??
    workspace.setting('capture.current', join(options.workspaceDir, 'captures', 'capture.cwmp'))
  const capture = await openCapture({
    path: capturePath,
    durable: options.durable ?? false,
    now,
    madeBy: options.version,
  }).catch((error: unknown) => {
    workspace.close()
    throw error
  })
  const wasEmpty = (await capture.reader.figures()).exchanges === 0
  const parts = compose(options, workspace, capture, now)
  try {
    await parts.listeners.start(options.acsHost, options.acsPort, options.acsTlsPort)
    await parts.followAcs()
    await parts.stun.start(options.acsHost, options.stunPort)
    await parts.notifications.start()
    if (options.demo === true || (options.demo === 'if-empty' && wasEmpty)) parts.demo.start()
  } catch (error) {
    await parts.stop(0)
    throw error
  }
  return {
    router: parts.router,
    acsUrl: parts.localUrl(),
    acsTlsUrl: parts.localTlsUrl(),
    fileUrl: parts.transfers.addresses[0] ?? null,
    stunAddress: parts.stunAddress(),
    capturePath,
    receiveFile: (file) => receiveSentFile(parts.transfers, file),
    stop: parts.stop,
  }
}

/** Puts the parts together. Nothing here does anything yet: what can fail is started by the caller. */
function compose(
  options: EngineOptions,
  workspace: ReturnType<typeof openWorkspace>,
  { recorder, reader, problems: found }: Awaited<ReturnType<typeof openCapture>>,
  now: () => Micros,
) {
  const nowMs = () => now() / 1000
  const queue = createRpcQueue({ workspace, now })
  queue.onChange((rpc) => learnCredentials(workspace, rpc))
  const quirks = createQuirks({ workspace, recorder, now })
  const discoveries = createDiscoveries({
    queue,
    now,
    rootOf: async (deviceId) => rootPathOf(await directory.get(deviceId)),
    avoidsEmptyPath: (deviceId) => quirks.of(deviceId).emptyPath === 'root',
    wake: (deviceId) => calls.wake(deviceId),
  })
  const hub = createEventsHub()
  const directory = createDeviceDirectory({ reader, workspace, queue, now: nowMs })
  const acsSettings = createAcsSettings(workspace, nowMs)
  const acs = createAcs({
    recorder,
    queue,
    now,
    maxBodyBytes,
    trustProxy: options.trustProxy ?? false,
    authentication: acsSettings.authentication,
    redirects: acsSettings.redirects,
    tls: () => acsSettings.tls.endpoint,
    judgeCertificate: (tls, identity) => acsSettings.tls.judge(tls, identity),
    quirksOf: (deviceId) => quirks.of(deviceId),
    onProblem: (problem) => problems.set('acs', problem.message),
  })
  const problems = createProblems(() => teller.status())
  const listeners = createListeners({ acs, tls: acsSettings.tls, workspace, problems })
  const reachability = () => reachabilitySteps(acs.reachability)

  /** An ACS URL for clients on this machine. */
  function localUrl(): string {
    const hosts = acs.addresses.map(({ host }) => host)
    if (hosts.some((host) => host === '127.0.0.1' || host === '0.0.0.0'))
      return acsUrlOf('127.0.0.1', listeners.port)
    const first = acs.addresses[0]
    if (!first) throw new Error('The ACS listens on no address. Open one first.')
    return first.host === '::' ? acsUrlOf('::1', listeners.port) : first.url
  }

  /** The same with TLS; null: it does not listen with TLS. */
  function localTlsUrl(): string | null {
    const port = listeners.tlsPort
    return port === null ? null : localUrl().replace(/^http:(.*):\d+\/$/, `https:$1:${String(port)}/`)
  }

  const demo = createDemo({
    queue,
    workspace,
    acsUrl: localUrl,
    createSimulatedCpe,
    onProblem: (problem) => problems.set('demo', `The demo CPE: ${messageOf(problem)}`),
  })

  async function status(): Promise<Status> {
    const [capture, devices] = await Promise.all([reader.figures(), directory.count()])
    return {
      version: options.version,
      acsUrl: acs.addresses[0]?.url ?? null,
      listening: acs.addresses.map(({ url }) => url),
      acsTlsUrl: localTlsUrl(),
      fileUrl: transfers.addresses[0] ?? null,
      stunAddress: stunAddress(),
      capture: {
        path: capture.path,
        exchanges: capture.exchanges,
        sessions: capture.sessions,
        bytes: capture.bytes,
      },
      recording: recorder.recording,
      devices,
      demo: demo.running,
      problems: [...problems.list],
    }
  }

  const transfers = createTransfers({
    workspace,
    folder: join(options.workspaceDir, 'files'),
    queue,
    recorder,
    reader,
    tls: () => acsSettings.tls.endpoint,
    now,
    port: options.filePort ?? (options.acsPort === 0 ? 0 : undefined),
    onProblem: (code, message) => problems.set(code, message),
  })
  /** CPEs fetch files where they reach the ACS. */
  const followAcs = () => transfers.follow(acs.addresses.map(({ host }) => host))

  const teller = startTelling({
    hub,
    recorder,
    queue,
    quirks,
    acs,
    directory,
    transfers,
    status,
    reachability,
  })
  const problemOf = (code: string) => (message: string | null) =>
    message === null ? problems.clear(code) : problems.set(code, message)
  const told = { recorder, workspace, now, onChange: () => teller.status() }
  const stun = createStunControl({ ...told, onProblem: problemOf('stun') })
  const stunAddress = () => stun.server.address && udpAddressText(stun.server.address)
  const xmpp = createXmppControl({ ...told, onProblem: problemOf('xmpp') })
  const notifications = createNotifications({
    recorder,
    workspace,
    now,
    onReceived: (notification) => teller.notification(notification),
    onProblem: problemOf('notifications'),
  })
  const reach = createReach({
    recorder,
    known: (deviceId) => knownReachFacts(reader, deviceId),
    credentialsOf: (deviceId) => workspace.credentials(deviceId),
    hasOpenSession: (deviceId) => acs.hasOpenSession(deviceId),
    sessions: sessionNews(recorder),
    stun: stun.server,
    xmpp: xmpp.link,
    history: createCallHistory(workspace),
    now,
  })
  const calls = createCalls({
    acs,
    reach,
    problems,
    answered(deviceId) {
      directory.answered(deviceId)
      teller.device(deviceId)
    },
  })
  discoveries.onChange((job) => hub.tell(`job ${job.id}`, () => ({ type: 'job', job: jobShape(job) })))
  recorder.onChange((changes) => {
    for (const change of changes) if (change.type === 'device') calls.settled(change.device.id)
  })
  recorder.onProblem((problem) => problems.set('recorder', problem.message))
  recorder.onRecovery(() => problems.clear('recorder'))
  for (const [position, message] of found.entries()) problems.set(`capture-${position + 1}`, message)

  const router = createApi({
    reader,
    workspace,
    queue,
    quirks,
    discoveries,
    directory,
    transfers,
    stun,
    xmpp,
    notifications,
    defaultHost: () => options.acsHost,
    acsSettings,
    listeners,
    refused: () => acs.refused,
    hub,
    now: nowMs,
    status,
    network: () => ({
      port: listeners.port,
      addresses: networkAddresses(
        acs.addresses.map(({ host }) => host),
        listeners.port,
      ),
    }),
    reachability,
    async listen(address) {
      await listeners.open(address)
      await followAcs()
      teller.status()
    },
    async unlisten(address) {
      await listeners.close(address)
      await followAcs()
      teller.status()
    },
    startDemo: async () => {
      demo.start()
      teller.status()
    },
    async stopDemo() {
      await demo.stop()
      teller.status()
    },
    connectionRequest: (deviceId, request) => calls.call(deviceId, request),
    wake: (deviceId) => calls.wake(deviceId),
    report: (error) => problems.set('unexpected', `An error nobody expected: ${messageOf(error)}`),
  })

  let stopping: Promise<void> | null = null
  async function stopAll(graceMs: number): Promise<void> {
    // The ACS first: a session in progress, the demo's too, gets to end.
    listeners.stop()
    await acs.close(graceMs)
    await demo.stop()
    await transfers.close()
    await Promise.all([stun.server.close(), xmpp.link.disconnect(), notifications.close()])
    teller.stop()
    discoveries.close()
    hub.close()
    try {
      await recorder.close()
    } finally {
      workspace.close()
    }
  }

  return {
    router,
    demo,
    listeners,
    transfers,
    stun,
    stunAddress,
    notifications,
    followAcs,
    localUrl,
    localTlsUrl,
    stop: (graceMs: number) => (stopping ??= stopAll(graceMs)),
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
