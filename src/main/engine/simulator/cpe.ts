import { randomInt } from 'node:crypto'
import { deviceIdOf, retryWait, type CpeAnswer } from '../../../core/dialog/index.js'
import {
  factoryTree,
  parameterAt,
  performRequest,
  readModel,
  withValue,
  type DeviceModel,
  type Effect,
  type ModelTree,
} from '../../../core/model/index.js'
import { createAcsConnection, type AcsConnection } from './acs-connection.js'
import { builtInModel } from './built-in-models.js'
import { createAlarm, type Alarm } from './alarm.js'
import { listenForConnectionRequests, type ConnectionRequestListener } from './connection-request-listener.js'
import { finishDiagnostic, requestedDiagnostics } from './diagnostics.js'
import { createFileTransfers, type EndedTransfer } from './file-transfers.js'
import { firmwareVersion, uploadContent } from './files.js'
import { runDialog, type DialogEnd, type PerformCommand } from './dialog-driver.js'
import { drift, planDrift } from './drift.js'
import { cwmpVersionOf, informOf } from './inform.js'
import { withLivingValues } from './living-values.js'
import { periodicInformOf, samePeriod, untilNextInform } from './periodic.js'
import { createRandom } from './random.js'
import { createReachability } from './reachability.js'
import { withStun, withXmpp } from './reach-parameters.js'
import { createReporting, type Report } from './reporting.js'
import { serialNumberOf } from './serial-number.js'
import type { CpeSessionResult, SimulatedCpe, SimulatedCpeOptions } from './types.js'

/** How long a simulated reboot keeps the CPE away. */
const rebootMs = 300

/** A simulated CPE. Throws with a sentence for the user when the model cannot be read. */
export function createSimulatedCpe(options: SimulatedCpeOptions): SimulatedCpe {
  const model = modelOf(options.model)
  const { root } = model
  const version = cwmpVersionOf(model)
  const random = createRandom(options.seed ?? randomInt(2 ** 32))
  const serialNumber = serialNumberOf(
    options.serialNumber ?? model.identity.serialNumber,
    options.number ?? 1,
  )
  const driftSeconds = options.driftSeconds ?? 0
  const plain = factoryTreeOf(model, serialNumber, options)
  const drifting = driftSeconds > 0 ? planDrift(plain) : null
  const factory = drifting?.tree ?? plain

  let tree: ModelTree = factory
  const reporting = createReporting()
  let bootedAt = Date.now()
  let lastSuccess = 0
  let cwmpIds = 0
  let life: 'new' | 'running' | 'stopped' = 'new'
  /** In a session or rebooting. */
  let busy = false
  /** Ends the wait of a reboot that is going on. */
  let restart: { readonly done: Promise<unknown>; readonly end: () => void } | null = null
  let listener: ConnectionRequestListener | null = null
  let connection: AcsConnection | null = null
  let period = periodicInformOf(tree, root)
  const listeners = new Set<(result: CpeSessionResult) => void>()
  const alarms = {
    periodic: createAlarm(),
    retry: createAlarm(),
    notification: createAlarm(),
    drift: createAlarm(),
    boot: createAlarm(),
  }
  const scheduledInforms = new Set<Alarm>()
  const transfers = createFileTransfers({
    random,
    version,
    contentOf: (fileType) => uploadContent(fileType, tree, root),
    // A session in progress comes to its end first: the report belongs into the next one.
    onEnd: (transfer) => void last.then(() => transferEnded(transfer)),
  })

  const management = (name: string): string =>
    parameterAt(tree, `${root}.ManagementServer.${name}`)?.value ?? ''

  // ---- one session after the other -------------------------------------------------------------

  let last: Promise<unknown> = Promise.resolve()
  let upcoming: Promise<CpeSessionResult> | null = null

  /** Opens a session as soon as the running one has ended; whoever asks before it starts shares it. */
  function openSession(): Promise<CpeSessionResult> {
    if (upcoming !== null) return upcoming
    const session = last.then(async () => {
      await restart?.done
      upcoming = null
      return runSession()
    })
    upcoming = session
    last = session
    return session
  }

  async function runSession(): Promise<CpeSessionResult> {
    const startedAt = Date.now()
    alarms.retry.clear()
    alarms.notification.clear()
    const report = reporting.next()
    if (life === 'stopped' || report === null) {
      const reason = life === 'stopped' ? 'the CPE was stopped' : 'there was nothing to report'
      return conclude({ ok: false, reason, unreachable: false }, null, startedAt, [])
    }
    busy = true
    tree = withLivingValues(tree, root, startedAt, bootedAt)
    const treeBefore = tree
    const effects: Effect[] = []
    const end = await talk(report, startedAt, effects)
    const exchangeMs = connection?.exchangeMs ?? []
    connection?.close()
    connection = null
    busy = false
    transfers.begin()
    if (end.ok) succeeded(effects, treeBefore)
    else failed(report)
    return conclude(end, report, startedAt, exchangeMs)
  }

  async function talk(report: Report, now: number, effects: Effect[]): Promise<DialogEnd> {
    try {
      connection = createAcsConnection({
        url: management('URL') || options.acsUrl,
        username: management('Username'),
        password: management('Password'),
        random,
      })
      return await runDialog({
        connection,
        inform: informOf({ model, serialNumber, tree, report, now, cwmpId: String(++cwmpIds) }),
        requests: transfers.reports(() => String(++cwmpIds)),
        perform: (command) => perform(command, effects),
        onAnswered: (request, fault) => {
          if (request.rpc === 'TransferComplete') transfers.reported(request)
          if (fault === null || request.rpc === 'TransferComplete') reporting.answered(report, request.rpc)
        },
      })
    } catch (error) {
      // A mistake of this program ends the session like any other failure; the other CPEs go on.
      return { ok: false, reason: error instanceof Error ? error.message : String(error), unreachable: false }
    }
  }

  function perform(command: PerformCommand, effects: Effect[]): CpeAnswer {
    tree = withLivingValues(tree, root, Date.now(), bootedAt)
    const performed = performRequest(
      { tree, root, transfers: transfers.queued },
      command.rpc,
      command.arguments,
    )
    tree = performed.tree
    for (const effect of performed.effects) if (effect.type === 'transfer') transfers.accept(effect)
    effects.push(...performed.effects)
    const header = command.cwmpId === null ? {} : { id: command.cwmpId }
    return performed.answer.kind === 'fault'
      ? { kind: 'fault', version, header, fault: performed.answer.fault }
      : { kind: 'response', rpc: command.rpc, version, header, arguments: performed.answer.arguments }
  }

  function conclude(
    end: DialogEnd,
    report: Report | null,
    startedAt: number,
    exchangeMs: readonly number[],
  ): CpeSessionResult {
    const result: CpeSessionResult = {
      ...end,
      events: (report?.events ?? []).map(({ eventCode }) => eventCode),
      startedAt: startedAt * 1000,
      durationMs: Date.now() - startedAt,
      exchangeMs,
    }
    if (report !== null && life !== 'stopped') for (const tell of listeners) tell(result)
    return result
  }

  // ---- after a session ---------------------------------------------------------------------------

  function failed(report: Report): void {
    if (life === 'stopped') return
    reporting.sessionFailed(report)
    if (!reporting.hasEvents) return
    const minimumWait = Number(management('CWMPRetryMinimumWaitInterval') || '5')
    const multiplier = Number(management('CWMPRetryIntervalMultiplier') || '2000')
    const { minimum, maximum } = retryWait(report.retryCount + 1, minimumWait, multiplier)
    alarms.retry.set((minimum + random.next() * (maximum - minimum)) * 1000, () => void openSession())
  }

  function succeeded(effects: readonly Effect[], before: ModelTree): void {
    reporting.sessionSucceeded()
    lastSuccess = Date.now()
    if (!samePeriod(period, periodicInformOf(tree, root))) armPeriodic()
    const url = `${root}.ManagementServer.URL`
    if (parameterAt(before, url)?.value !== parameterAt(tree, url)?.value) reporting.event('0 BOOTSTRAP')
    for (const effect of effects) apply(effect)
    reachability.follow()
    const active = [...reporting.changed].some((path) => parameterAt(tree, path)?.notification === 2)
    if (reporting.hasEvents) void openSession()
    else if (active) notifySoon()
  }

  function apply(effect: Effect): void {
    switch (effect.type) {
      case 'values-set': {
        const diagnostics = requestedDiagnostics(tree, effect.paths)
        for (const object of diagnostics) tree = finishDiagnostic(tree, object, random)
        if (diagnostics.length > 0) reporting.event('8 DIAGNOSTICS COMPLETE')
        return
      }
      case 'reboot':
        reporting.rebooted()
        reporting.event('1 BOOT')
        reporting.event('M Reboot', effect.commandKey)
        return reboot()
      case 'factory-reset':
        tree = withConnectionRequestUrl(factory)
        reporting.reset()
        transfers.reset()
        reporting.event('0 BOOTSTRAP')
        reporting.event('1 BOOT')
        return reboot()
      case 'schedule-inform': {
        const alarm = createAlarm()
        scheduledInforms.add(alarm)
        alarm.set(effect.delaySeconds * 1000, () => {
          scheduledInforms.delete(alarm)
          reporting.event('3 SCHEDULED')
          reporting.event('M ScheduleInform', effect.commandKey)
          void openSession()
        })
        return
      }
      case 'transfer':
        // Taken on when it was ordered, and begun when the session ended.
        return
      default:
        effect satisfies never
    }
  }

  /** Reports a transfer in a session of its own; new firmware is booted before (TR-069a6 A.3.2.8). */
  function transferEnded({ order, failure, file }: EndedTransfer): void {
    if (life !== 'running') return
    if (file !== null && failure === null && order.fileType === '1 Firmware Upgrade Image') {
      const path = `${root}.DeviceInfo.SoftwareVersion`
      tree = withValue(tree, path, firmwareVersion(order, file))
      reporting.rebooted()
      reporting.event('1 BOOT')
      reporting.valueChanged(path)
      reboot()
    }
    reporting.event('7 TRANSFER COMPLETE')
    reporting.event(`M ${order.method}`, order.commandKey)
    void openSession()
  }

  /** Goes away for a moment; the next session waits for its end. */
  function reboot(): void {
    busy = true
    const up = Promise.withResolvers<null>()
    const end = (): void => up.resolve(null)
    restart = { done: up.promise, end }
    alarms.periodic.clear()
    alarms.boot.set(rebootMs, () => {
      restart = null
      bootedAt = Date.now()
      armPeriodic()
      end()
    })
  }

  // ---- what makes a CPE call ---------------------------------------------------------------------

  function armPeriodic(): void {
    period = periodicInformOf(tree, root)
    alarms.periodic.clear()
    if (!period.enabled || life === 'stopped') return
    alarms.periodic.set(untilNextInform(period, Date.now()), () => {
      reporting.event('2 PERIODIC')
      armPeriodic()
      // A session that waits to be tried again takes the event with it.
      if (!alarms.retry.isSet) void openSession()
    })
  }

  function changeLocally(path: string, value: string): void {
    const before = parameterAt(tree, path)
    tree = withValue(tree, path, value)
    if (before === null || before.value === value || before.notification === 0) return
    reporting.valueChanged(path)
    if (before.notification === 2) notifySoon()
  }

  /** Opens a session for active notification, no sooner than the throttle allows. */
  function notifySoon(): void {
    if (life !== 'running' || alarms.retry.isSet || alarms.notification.isSet) return
    const throttle = Number(management('DefaultActiveNotificationThrottle') || '0') * 1000
    alarms.notification.set(lastSuccess + throttle - Date.now(), () => void openSession())
  }

  function armDrift(): void {
    if (drifting === null || life === 'stopped') return
    alarms.drift.set(driftSeconds * 1000, () => {
      for (const [path, value] of drift(tree, drifting.plan, driftSeconds, random)) changeLocally(path, value)
      armDrift()
    })
  }

  async function listen(host: string, port: number): Promise<ConnectionRequestListener> {
    return listenForConnectionRequests({
      host,
      port,
      random,
      credentials: () => ({
        username: management('ConnectionRequestUsername'),
        password: management('ConnectionRequestPassword'),
      }),
      isBusy: () => busy,
      onRequest: called,
    })
  }

  /** A valid connection request came, whichever way. */
  function called(): void {
    reporting.event('6 CONNECTION REQUEST')
    void openSession()
  }

  const reachability = createReachability({
    value: (path) => parameterAt(tree, `${root}.${path}`)?.value ?? '',
    change: (path, value) => changeLocally(`${root}.${path}`, value),
    random,
    isBusy: () => busy,
    onRequest: called,
  })

  const withConnectionRequestUrl = (of: ModelTree): ModelTree =>
    listener === null ? of : withValue(of, `${root}.ManagementServer.ConnectionRequestURL`, listener.url)

  return {
    deviceId: deviceIdOf({ ...model.identity, serialNumber }),
    async start() {
      if (life !== 'new') throw new Error('This simulated CPE has been started before.')
      life = 'running'
      const address = options.connectionRequest
      if (address !== null) {
        listener = await listen(address?.host ?? '127.0.0.1', address?.port ?? 0)
        tree = withConnectionRequestUrl(tree)
      }
      bootedAt = Date.now()
      reporting.event('0 BOOTSTRAP')
      reporting.event('1 BOOT')
      armPeriodic()
      armDrift()
      reachability.follow()
      return openSession()
    },
    inform(codes) {
      for (const code of codes) reporting.event(code)
      return openSession()
    },
    setLocally(path, value) {
      if (parameterAt(tree, path) === null) throw new Error(`${path} is no parameter of this CPE.`)
      changeLocally(path, value)
      reachability.follow()
    },
    value: (path) => parameterAt(tree, path)?.value ?? null,
    onSession(tell) {
      listeners.add(tell)
      return () => {
        listeners.delete(tell)
      }
    },
    async stop() {
      life = 'stopped'
      for (const alarm of [...Object.values(alarms), ...scheduledInforms]) alarm.clear()
      restart?.end()
      transfers.reset()
      connection?.close()
      await reachability.stop()
      await listener?.close()
      await last
    },
  }
}

function factoryTreeOf(model: DeviceModel, serialNumber: string, options: SimulatedCpeOptions): ModelTree {
  const { acsUrl, username, password, periodicSeconds = 0, stun, xmpp } = options
  const { root } = model
  let tree = factoryTree(model, {
    serialNumber,
    acsUrl,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(periodicSeconds > 0 ? { periodicInformInterval: periodicSeconds } : {}),
  })
  if (stun !== undefined) tree = withStun(tree, root, stun)
  if (xmpp !== undefined) tree = withXmpp(tree, root, xmpp)
  return tree
}

function modelOf(source: SimulatedCpeOptions['model']): DeviceModel {
  if ('builtIn' in source) return builtInModel(source.builtIn)
  if ('parsed' in source) return source.parsed
  const reading = readModel(source.dump, source.name)
  if (!reading.ok) throw new Error(reading.message)
  return reading.model
}
