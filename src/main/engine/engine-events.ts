import type { ReachabilityStep, Status } from '../../contract/index.js'
import type { Finding } from '../../core/lint/index.js'
import type { Acs } from './acs/types.js'
import {
  fileShape,
  findingShape,
  messageShape,
  notificationShape,
  rpcSummaryShape,
  sessionShape,
  transferShape,
  type EventsHub,
} from './api/index.js'
import type { DeviceDirectory } from './devices/index.js'
import type { ReceivedNotification } from './notifications/index.js'
import type { Projection } from '../../core/sessions/index.js'
import type { Recorder } from './recorder/types.js'
import type { Quirks } from './quirks/index.js'
import type { RpcQueue } from './rpcs/types.js'
import type { Transfers } from './transfers/types.js'

/** The status changes with every exchange; a person needs it four times a second at most. */
const statusMs = 250
/** How often devices are looked through for those that time alone took offline. */
const offlineCheckMs = 5_000

export interface EventSources {
  readonly hub: EventsHub
  readonly recorder: Recorder
  readonly queue: RpcQueue
  readonly quirks: Quirks
  readonly acs: Acs
  readonly directory: DeviceDirectory
  readonly transfers: Transfers
  status(): Promise<Status>
  reachability(): readonly ReachabilityStep[]
}

/** Tells the hub what happens in the engine. */
export interface EventTeller {
  device(deviceId: string): void
  notification(notification: ReceivedNotification): void
  status(): void
  stop(): void
}

export function startTelling({
  hub,
  recorder,
  queue,
  quirks,
  acs,
  directory,
  transfers,
  ...sources
}: EventSources): EventTeller {
  let statusTimer: ReturnType<typeof setTimeout> | null = null

  function device(deviceId: string): void {
    hub.tell(`device ${deviceId}`, async () => {
      const shape = await directory.get(deviceId)
      return shape && { type: 'device', device: shape }
    })
  }

  function status(): void {
    if (statusTimer || !hub.listening) return
    statusTimer = setTimeout(() => {
      statusTimer = null
      hub.tell('status', async () => ({ type: 'status', status: await sources.status() }))
    }, statusMs)
    statusTimer.unref()
  }

  function told(change: Projection): void {
    switch (change.type) {
      case 'session': {
        const { session } = change
        directory.sessionChanged(session)
        hub.tell(`session ${session.id}`, () => ({ type: 'session', session: sessionShape(session) }))
        if (session.deviceId !== null) device(session.deviceId)
        return
      }
      case 'message': {
        const { message } = change
        hub.tell(`message ${message.id}`, () => ({ type: 'message', message: messageShape(message) }))
        return
      }
      case 'device':
        device(change.device.id)
        return
      case 'parameters':
        hub.tellParameters(
          change.deviceId,
          change.changes.map(({ path }) => path),
          change.version,
        )
        return
      case 'finding':
        finding(change.finding)
        return
      case 'session-findings':
        change.findings.forEach(finding)
        return
      default:
        change satisfies never
    }
  }

  /** One event for each thing said of each place; told again, it takes the place of the earlier telling. */
  function finding(found: Finding): void {
    const { rule, messageId, sessionId, offset, message } = found
    const about = messageId ?? sessionId ?? ''
    hub.tell(`finding ${about} ${rule} ${String(offset ?? '')} ${message}`, () => ({
      type: 'finding',
      finding: findingShape(found),
    }))
  }

  const ends = [
    recorder.onChange((changes) => {
      changes.forEach(told)
      status()
    }),
    queue.onChange((rpc) => {
      hub.tell(`rpc ${rpc.id}`, () => ({ type: 'rpc', rpc: rpcSummaryShape(rpc) }))
      device(rpc.deviceId)
    }),
    quirks.onChange((deviceId) => {
      hub.tell(`quirks ${deviceId ?? ''}`, () => ({ type: 'quirks', deviceId }))
    }),
    transfers.onChange((change) => {
      if ('file' in change) {
        hub.tell(`file ${change.file}`, () => {
          const file = transfers.file(change.file)
          return { type: 'file', fileId: change.file, file: file && fileShape(file, transfers) }
        })
        return
      }
      hub.tell(`transfer ${change.transfer}`, () => {
        const transfer = transfers.transfer(change.transfer)
        return transfer && { type: 'transfer', transfer: transferShape(transfer) }
      })
    }),
    acs.onReachability(() => {
      hub.tell('reachability', () => ({ type: 'reachability', steps: [...sources.reachability()] }))
    }),
  ]
  const offlineCheck = setInterval(() => {
    if (hub.listening) directory.wentOffline().forEach(device)
  }, offlineCheckMs)
  offlineCheck.unref()

  return {
    device,
    notification(received) {
      hub.tell(`notification ${received.id}`, () => ({
        type: 'notification',
        notification: notificationShape(received),
      }))
    },
    status,
    stop() {
      for (const end of ends) end()
      clearInterval(offlineCheck)
      if (statusTimer) clearTimeout(statusTimer)
    },
  }
}
