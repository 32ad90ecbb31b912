import { createRouterClient, implement, ORPCError } from '@orpc/server'
import {
  contract,
  type ConnectionRequestResult,
  type Device,
  type DeviceQuirks,
  type EngineEvent,
  type Finding,
  type Job,
  type Message,
  type NetworkAddress,
  type ReachabilityStep,
  type Rpc,
  type RpcValueInput,
  type Session,
  type Status,
} from '../../src/contract/index.js'
import { defaultQuirks, mergeQuirks, type QuirkProfile } from '../../src/core/quirks/index.js'
import { decodeEnvelope, type RpcStruct, type RpcValue } from '../../src/core/soap/index.js'
import type { Client, Host } from '../../src/renderer/host/types.js'
import {
  faultyConversation,
  messagesOf,
  plainConversation,
  textOf,
  type Conversation,
} from './conversation.js'
import { acsSettingsProcedures, sampleAcs, type StandInAcs } from './acs-settings.js'
import { discoveryProcedures } from './discovery.js'
import { fileProcedures, sampleFiles, type StandInFiles } from './files.js'
import { findingsOfMessage, findingsOfSession, wireOf } from './findings.js'
import { page } from './page-of.js'
import { reachProcedures, sampleReach, type StandInReach } from './reach.js'
import { gatewayId, sampleDevices, sampleSessions, sampleStatus } from './sample.js'
import { sampleTree, type StandInTree } from './tree.js'

export interface StandInOptions {
  /** Nothing recorded yet, as on a first run. */
  readonly empty?: boolean
  /** Parameters of the first device. */
  readonly parameters?: number
  readonly sessions?: number
  /** Milliseconds since the epoch that count as now. */
  readonly now?: number
}

/** Everything the page can ask for, in memory, behind the real contract: what is sent and answered is validated. */
export interface StandIn {
  readonly client: Client
  readonly host: Host
  readonly tree: StandInTree
  readonly devices: Device[]
  /** Newest first. */
  readonly sessions: Session[]
  readonly rpcs: Rpc[]
  status: Status
  reachability: ReachabilityStep[]
  /** Tells the page; a summary is stored as well, as the engine would have. */
  publish(event: EngineEvent): void
  /** A new session of a device begins; `step` adds its next message, false when it is over. */
  beginSession(deviceId: string): { readonly sessionId: string; step(): boolean }
  /** Breaks the connection; calls fail until `recover`. */
  lose(): void
  recover(): void
  /** Connection request credentials stored, by device. */
  readonly credentials: Map<string, { readonly username: string; readonly password: string }>
  /** Findings beside those of the script. */
  readonly findings: Finding[]
  /** How devices are spoken to, by device: what was chosen. */
  readonly quirks: Map<string, Partial<QuirkProfile>>
  /** What a connection request comes to; null: accepted by a device that is online. */
  reach: ConnectionRequestResult | null
  /** Takes its time over a connection request; null: answers at once. */
  reachGate: Promise<void> | null
  readonly acs: StandInAcs
  readonly reaching: StandInReach
  readonly shelf: StandInFiles
  /** Jobs that read trees, newest first. */
  readonly jobs: Job[]
  /** Names of the procedures called, oldest first. */
  readonly calls: string[]
}

export function createStandIn(options: StandInOptions = {}): StandIn {
  const { empty = false, parameters = 2_000, now = Date.now() } = options
  const tree = sampleTree(empty ? 0 : parameters)
  const devices = empty ? [] : sampleDevices(now)
  const gateway = devices[0]
  if (gateway) gateway.parameterCount = tree.parameterCount
  const sessions = empty
    ? []
    : sampleSessions(
        now,
        options.sessions ?? 41,
        devices.map((device) => device.id),
      )
  const conversations = new Map<string, { lines: Conversation; count: number }>()
  for (const session of sessions) {
    const lines =
      session.outcome === 'fault' ? faultyConversation(session.events) : plainConversation(session.events)
    conversations.set(session.id, { lines, count: lines.length })
  }
  const rpcs: Rpc[] = []
  const calls: string[] = []
  const credentials: StandIn['credentials'] = new Map()
  const quirks: StandIn['quirks'] = new Map()
  const more: Finding[] = []
  let reach: ConnectionRequestResult | null = null
  let reachGate: Promise<void> | null = null
  const acs = sampleAcs()
  const reaching = sampleReach()
  const shelf = sampleFiles()
  const jobs: Job[] = []
  const readers = new Set<(event: EngineEvent) => void>()
  const connection = { open: true, listeners: new Set<(state: 'open' | 'lost') => void>() }
  const addresses: NetworkAddress[] = [
    address('127.0.0.1', 'lo', true, true),
    address('192.0.2.10', 'enp3s0', false, false),
    { ...address('fd00::10', 'enp3s0', false, false), family: 'IPv6', url: 'http://[fd00::10]:7547/' },
  ]

  let counter = 9000
  let status = sampleStatus()
  let reachability = steps(empty ? 0 : 4, now)
  refreshStatus()

  function refreshStatus(): void {
    status = {
      ...status,
      devices: devices.length,
      capture: { ...status.capture, sessions: sessions.length, exchanges: sessions.length * 5 },
    }
  }

  function publish(event: EngineEvent): void {
    if (event.type === 'device') putBy(devices, event.device)
    if (event.type === 'session') putBy(sessions, event.session)
    if (event.type === 'rpc') putBy(rpcs, event.rpc)
    if (event.type === 'job') putBy(jobs, event.job)
    if (event.type === 'transfer') putBy(shelf.transfers, event.transfer)
    if (event.type === 'file') putFile(event.fileId, event.file)
    if (event.type === 'status') status = event.status
    if (event.type === 'reachability') reachability = event.steps
    for (const reader of readers) reader(event)
  }

  function putFile(fileId: string, file: StandInFiles['files'][number] | null): void {
    if (file) putBy(shelf.files, file)
    else shelf.files.splice(0, Infinity, ...shelf.files.filter(({ id }) => id !== fileId))
  }

  function tellStatus(): Status {
    refreshStatus()
    status = {
      ...status,
      acsTlsUrl: acs.tls.urls[0] ?? null,
      stunAddress: reaching.stun.address,
    }
    publish({ type: 'status', status })
    return status
  }

  function sessionMessages(sessionId: string): Message[] {
    const session = sessions.find((each) => each.id === sessionId)
    const conversation = conversations.get(sessionId)
    return session && conversation ? messagesOf(session, conversation.lines, conversation.count) : []
  }

  function findMessage(messageId: string): { message: Message; lines: Conversation } {
    for (const [sessionId, { lines }] of conversations) {
      const message = sessionMessages(sessionId).find((each) => each.id === messageId)
      if (message) return { message, lines }
    }
    throw new ORPCError('NOT_FOUND', { message: `There is no message ${messageId} in this capture.` })
  }

  function findDevice(deviceId: string): Device {
    const device = devices.find((each) => each.id === deviceId)
    if (device) return device
    throw new ORPCError('NOT_FOUND', { message: `There is no CPE ${deviceId} in this capture.` })
  }

  function findRpc(rpcId: string): Rpc {
    const rpc = rpcs.find((each) => each.id === rpcId)
    if (rpc) return rpc
    throw new ORPCError('NOT_FOUND', { message: `There is no RPC ${rpcId}.` })
  }

  function findingsIn(session: Session): Finding[] {
    const lines = conversations.get(session.id)?.lines ?? []
    return [
      ...sessionMessages(session.id).flatMap((message) => findingsOfMessage(message, lines)),
      ...findingsOfSession(session),
      ...more.filter(({ sessionId }) => sessionId === session.id),
    ]
  }

  function quirksOf(deviceId: string): DeviceQuirks {
    const chosen = quirks.get(findDevice(deviceId).id) ?? {}
    const effective = mergeQuirks(chosen)
    const finding = sessions.filter((session) => session.deviceId === deviceId).flatMap(findingsOfSession)[0]
    const holds = effective.cookiePath === ''
    return {
      deviceId,
      effective,
      chosen,
      suggestions:
        finding?.fix?.kind === 'quirk' && !holds
          ? [{ title: finding.fix.title, quirk: finding.fix.quirk, finding, findings: 1 }]
          : [],
    }
  }

  /** Stands for the engine's filter language: `word`, `fault:…`, `state:…`, `event:…`; `(` alone is a mistake. */
  function keep(session: Session, filter: string | undefined): boolean {
    const terms = (filter ?? '').trim().split(/\s+/).filter(Boolean)
    return terms.every((term) => {
      if (term.includes('('))
        throw new ORPCError('BAD_REQUEST', { message: 'A “(” at position 1 is never closed.' })
      const [field = '', value] = term.toLowerCase().split(':')
      if (value === undefined) return JSON.stringify(session).toLowerCase().includes(field)
      if (field === 'state') return session.state === value
      if (field === 'event')
        return session.events.some((event) => event.split(' ')[0]?.toLowerCase() === value)
      if (field === 'fault') return session.outcome === 'fault'
      throw new ORPCError('BAD_REQUEST', {
        message: `There is no field “${field}”. Fields here: state, event, fault.`,
        data: { offset: (filter ?? '').indexOf(term), length: field.length },
      })
    })
  }

  const api = implement(contract)
  const router = api.router({
    ...fileProcedures(api, shelf, publish),
    ...reachProcedures(api, reaching, tellStatus),
    discovery: discoveryProcedures(api, jobs, publish),
    status: {
      get: api.status.get.handler(() => status),
      network: api.status.network.handler(() => ({ port: 7547, addresses })),
      reachability: api.status.reachability.handler(() => reachability),
    },
    acs: {
      listen: api.acs.listen.handler(({ input }) => listen(input.address, true)),
      unlisten: api.acs.unlisten.handler(({ input }) => listen(input.address, false)),
      ...acsSettingsProcedures(api.acs, acs, tellStatus),
    },
    demo: {
      start: api.demo.start.handler(() => {
        status = { ...status, demo: true }
        return tellStatus()
      }),
      stop: api.demo.stop.handler(() => {
        status = { ...status, demo: false }
        return tellStatus()
      }),
    },
    devices: {
      list: api.devices.list.handler(({ input }) => page(devices, input)),
      get: api.devices.get.handler(({ input }) => findDevice(input.deviceId)),
      setCredentials: api.devices.setCredentials.handler(({ input }) => {
        const { deviceId, username, password } = input
        credentials.set(deviceId, { username, password })
        return findDevice(deviceId)
      }),
    },
    parameters: {
      list: api.parameters.list.handler(({ input }) =>
        page(
          tree.all().filter((parameter) => parameter.path.startsWith(input.prefix ?? '')),
          input,
        ),
      ),
      history: api.parameters.history.handler(({ input }) => {
        const parameter = tree.get(input.path)
        if (!parameter) return page([], input)
        const { value, type, messageId } = parameter
        const at = (seconds: number) => new Date(now - seconds * 1000).toISOString()
        return page(
          [
            { value, type, at: at(24), messageId, cause: 'cpe' as const },
            { value: `${value ?? ''}`, type, at: at(900), messageId, cause: 'acs' as const },
            { value: '', type, at: at(4000), messageId, cause: 'external' as const },
          ],
          input,
        )
      }),
      rows: api.parameters.rows.handler(({ input }) => {
        const except = new Set(input.expansion.except)
        const own = input.deviceId === gatewayId ? tree : sampleTree(0)
        return {
          ...own.rows(
            input.search,
            (path) => input.expansion.all !== except.has(path),
            input.from,
            input.count,
            input.locate,
          ),
          parameterCount: own.parameterCount,
          version: own.version,
        }
      }),
    },
    rpcs: {
      create: api.rpcs.create.handler(({ input }) => {
        const rpc: Rpc = {
          id: `rpc-${++counter}`,
          deviceId: findDevice(input.deviceId).id,
          method: input.method ?? 'raw',
          arguments: input.arguments,
          priority: input.priority,
          state: 'queued',
          messageIds: [],
          createdAt: new Date().toISOString(),
        }
        publish({ type: 'rpc', rpc })
        return rpc
      }),
      list: api.rpcs.list.handler(({ input }) => {
        const words = (input.filter ?? '').split(' ').filter(Boolean)
        return page(
          rpcs.filter(
            (rpc) =>
              rpc.deviceId === input.deviceId &&
              words.every((word) => `${rpc.method} ${rpc.state}`.includes(word)),
          ),
          input,
        )
      }),
      resend: api.rpcs.resend.handler(({ input }) => {
        const { fault: _fault, lost: _lost, endedAt: _endedAt, ...rest } = findRpc(input.rpcId)
        const rpc: Rpc = { ...rest, state: 'queued' }
        publish({ type: 'rpc', rpc })
        return rpc
      }),
      get: api.rpcs.get.handler(({ input }) => findRpc(input.rpcId)),
      cancel: api.rpcs.cancel.handler(({ input }) => {
        const rpc: Rpc = { ...findRpc(input.rpcId), state: 'cancelled', endedAt: new Date().toISOString() }
        publish({ type: 'rpc', rpc })
        return rpc
      }),
    },
    connectionRequest: api.connectionRequest.handler(async ({ input }) => {
      await reachGate
      const device = findDevice(input.deviceId)
      return (
        reach ?? {
          ok: device.online,
          method: input.method ?? 'http',
          steps: [
            {
              name: 'connect',
              ok: true,
              detail: `${device.ip ?? ''} answered by ${input.method ?? 'http'}`,
              ms: 3,
            },
          ],
        }
      )
    }),
    sessions: {
      list: api.sessions.list.handler(({ input }) =>
        page(
          sessions.filter(
            (session) =>
              (input.deviceId === undefined || session.deviceId === input.deviceId) &&
              keep(session, input.filter),
          ),
          input,
        ),
      ),
      get: api.sessions.get.handler(({ input }) => {
        const session = sessions.find((each) => each.id === input.sessionId)
        if (session) return session
        throw new ORPCError('NOT_FOUND', {
          message: `There is no session ${input.sessionId} in this capture.`,
        })
      }),
      messages: api.sessions.messages.handler(({ input }) => page(sessionMessages(input.sessionId), input)),
    },
    messages: {
      get: api.messages.get.handler(({ input }) => {
        const { message, lines } = findMessage(input.messageId)
        const { findings: _count, ...summary } = message
        const text = textOf(lines, message.index)
        const envelope = text === '' ? null : decodeEnvelope(text)
        return {
          ...summary,
          decoded: envelope && structOf(envelope.decoded),
          header: message.cwmpId === null ? {} : { id: message.cwmpId },
          namespace: message.cwmpId === null ? null : 'urn:dslforum-org:cwmp-1-0',
          cwmpVersion: message.cwmpId === null ? null : '1.0',
          findings: findingsOfMessage(message, lines),
          explanation: explain(message),
          http: {
            startLine:
              message.direction === 'cpe-to-acs'
                ? 'POST / HTTP/1.1'
                : `HTTP/1.1 ${message.httpStatus ?? 200} OK`,
            headers: [
              ['Host', '127.0.0.1:7547'],
              ['Content-Type', 'text/xml; charset=utf-8'],
              ['Content-Length', String(textOf(lines, message.index).length)],
            ],
            remote: '192.0.2.17:51004',
            local: '192.0.2.10:7547',
            connection: 7,
            receivingMs: 1.2,
            tls: null,
          },
        }
      }),
      raw: api.messages.raw.handler(({ input }) => {
        const { message, lines } = findMessage(input.messageId)
        const { head, body } = wireOf(message, lines)
        return new Blob([new Uint8Array(head), new Uint8Array(body)])
      }),
      text: api.messages.text.handler(({ input }) => {
        const { message, lines } = findMessage(input.messageId)
        const text = textOf(lines, message.index)
        return { text, characters: text.length }
      }),
    },
    findings: {
      list: api.findings.list.handler(({ input }) =>
        page(
          sessions
            .filter(({ id }) => input.sessionId === undefined || id === input.sessionId)
            .flatMap(findingsIn),
          input,
        ),
      ),
    },
    quirks: {
      getDefault: api.quirks.getDefault.handler(() => ({ effective: defaultQuirks, chosen: {} })),
      setDefault: api.quirks.setDefault.handler(() => ({ effective: defaultQuirks, chosen: {} })),
      get: api.quirks.get.handler(({ input }) => quirksOf(input.deviceId)),
      set: api.quirks.set.handler(({ input: { deviceId, ...choices } }) => {
        const kept = Object.entries({ ...quirks.get(findDevice(deviceId).id), ...choices })
        quirks.set(
          deviceId,
          Object.fromEntries(kept.filter(([, value]) => value !== null && value !== undefined)),
        )
        return quirksOf(deviceId)
      }),
    },
    events: api.events.handler(async function* ({ signal }) {
      const queue: EngineEvent[] = [{ type: 'changed' }]
      let wake: () => void = () => undefined
      const reader = (event: EngineEvent) => {
        queue.push(event)
        wake()
      }
      readers.add(reader)
      signal?.addEventListener('abort', () => wake())
      try {
        while (!signal?.aborted) {
          yield* queue.splice(0)
          await new Promise<void>((resolve) => {
            wake = resolve
            if (queue.length > 0 || signal?.aborted) resolve()
          })
        }
      } finally {
        readers.delete(reader)
      }
    }),
  })

  function listen(wanted: string, on: boolean): Status {
    const found = addresses.find((each) => each.address === wanted)
    if (!found) throw new ORPCError('NOT_FOUND', { message: `This machine has no address ${wanted}.` })
    found.listening = on
    status = { ...status, listening: addresses.filter((each) => each.listening).map((each) => each.url) }
    return tellStatus()
  }

  function beginSession(deviceId: string) {
    const startedAt = new Date().toISOString()
    const events = ['4 VALUE CHANGE']
    const lines = plainConversation(events)
    const session: Session = {
      id: `cap1.${(counter += 10)}`,
      deviceId,
      startedAt,
      endedAt: null,
      state: 'open',
      outcome: 'open',
      verdict: 'In progress.',
      boundBy: 'cookie',
      cwmpVersion: '1.0',
      events,
      messages: 1,
      findings: { error: 0, warning: 0, info: 0 },
      durationMs: 0,
      source: 'acs',
    }
    conversations.set(session.id, { lines, count: 1 })
    publish({ type: 'session', session })
    tellStatus()
    return {
      sessionId: session.id,
      step(): boolean {
        const count = Math.min(lines.length, (conversations.get(session.id)?.count ?? 0) + 1)
        conversations.set(session.id, { lines, count })
        const message = sessionMessages(session.id)[count - 1]
        const over = count === lines.length
        publish({
          type: 'session',
          session: {
            ...session,
            messages: count,
            durationMs: Date.now() - Date.parse(startedAt),
            ...(over
              ? {
                  state: 'done',
                  outcome: 'completed',
                  verdict: 'Ended normally.',
                  endedAt: new Date().toISOString(),
                }
              : {}),
          },
        })
        if (message) publish({ type: 'message', message })
        return !over
      },
    }
  }

  const direct: Client = createRouterClient(router, {
    interceptors: [
      async ({ path, next }) => {
        calls.push(path.join('.'))
        if (!connection.open) throw new Error('There is no connection to the workbench engine.')
        return next()
      },
    ],
  })
  const setConnection = (open: boolean) => {
    connection.open = open
    for (const listener of connection.listeners) listener(open ? 'open' : 'lost')
  }

  return {
    client: direct,
    host: {
      client: direct,
      capabilities: { nativeMenu: false, browserKeys: true },
      onConnection(listener) {
        connection.listeners.add(listener)
        listener(connection.open ? 'open' : 'lost')
        return () => connection.listeners.delete(listener)
      },
    },
    tree,
    devices,
    sessions,
    rpcs,
    get status() {
      return status
    },
    set status(next) {
      status = next
    },
    get reachability() {
      return reachability
    },
    set reachability(next) {
      reachability = next
    },
    credentials,
    quirks,
    findings: more,
    get reach() {
      return reach
    },
    set reach(next) {
      reach = next
    },
    get reachGate() {
      return reachGate
    },
    set reachGate(next) {
      reachGate = next
    },
    acs,
    reaching,
    shelf,
    jobs,
    publish,
    beginSession,
    lose: () => setConnection(false),
    recover: () => setConnection(true),
    calls,
  }
}

/** Replaces the one with the same id, or puts it in front: lists are newest first. */
function putBy<T extends { readonly id: string }>(list: T[], item: T): void {
  const at = list.findIndex((each) => each.id === item.id)
  if (at < 0) list.unshift(item)
  else list[at] = item
}

function address(ip: string, name: string, loopback: boolean, listening: boolean): NetworkAddress {
  return { address: ip, family: 'IPv4', interface: name, loopback, listening, url: `http://${ip}:7547/` }
}

function steps(seen: number, now: number): ReachabilityStep[] {
  const texts: readonly (readonly [ReachabilityStep['name'], string, string])[] = [
    [
      'connection',
      '192.0.2.17:51004 connected',
      'Nothing has connected to port 7547 yet. Is the ACS URL set in the CPE?',
    ],
    ['http', 'POST / from 192.0.2.17', 'Nobody has sent an HTTP request yet.'],
    ['inform', 'Inform 2 PERIODIC from EN-4200', 'No Inform has come yet.'],
    ['session', 'Ended normally after 6 messages', 'No session has come to its end yet.'],
  ]
  return texts.map(([name, told, missing], index) => ({
    name,
    state: index < seen ? 'seen' : 'waiting',
    at: index < seen ? new Date(now - 24_000).toISOString() : null,
    detail: index < seen ? told : missing,
  }))
}

/** Lists of the contract may be written to, those of core may not. */
function structOf(struct: RpcStruct): { [element: string]: RpcValueInput } {
  return Object.fromEntries(Object.entries(struct).map(([name, value]) => [name, valueOf(value)]))
}

function valueOf(value: RpcValue): RpcValueInput {
  if (typeof value === 'string') return value
  return isList(value) ? value.map(valueOf) : structOf(value)
}

function isList(value: RpcValue): value is readonly RpcValue[] {
  return Array.isArray(value)
}

function explain(message: Message): string {
  if (message.fault)
    return 'The CPE refused the whole SetParameterValues. It set nothing: the call is all or nothing. The cause is one parameter: KeyPassphrase got 9007, invalid value.'
  if (message.kind === 'empty')
    return message.direction === 'cpe-to-acs'
      ? 'The CPE has nothing more to say and hands over: from here the ACS asks.'
      : 'The ACS has nothing more to ask. The session is over.'
  return `${message.direction === 'cpe-to-acs' ? 'The CPE' : 'The ACS'} sent ${message.rpc ?? 'a message'}.`
}
