import type { ReachabilityStep, Status } from '../../contract/index.js'
import type { Acs } from './acs/types.js'
import { messageShape, rpcSummaryShape, sessionShape, type EventsHub } from './api/index.js'
import type { DeviceDirectory } from './devices/index.js'
import type { Recorder, ProjectionChange } from './recorder/types.js'
import type { RpcQueue } from './rpcs/types.js'

/** The status changes with every exchange; a person needs it four times a second at most. */
const statusMs = 250
/** How often devices are looked through for those that time alone took offline. */
const offlineCheckMs = 5_000

export interface EventSources {
  readonly hub: EventsHub
  readonly recorder: Recorder
  readonly queue: RpcQueue
  readonly acs: Acs
  readonly directory: DeviceDirectory
  status(): Promise<Status>
  reachability(): readonly ReachabilityStep[]
}

/** Tells the hub what happens in the engine. */
export interface EventTeller {
  device(deviceId: string): void
  status(): void
  stop(): void
}

export function startTelling({
  hub,
  recorder,
  queue,
  acs,
  directory,
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

  function told(change: ProjectionChange): void {
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
    }
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
    status,
    stop() {
      for (const end of ends) end()
      clearInterval(offlineCheck)
      if (statusTimer) clearTimeout(statusTimer)
    },
  }
}
