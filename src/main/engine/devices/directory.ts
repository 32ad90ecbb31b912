import type { Device } from '../../../contract/index.js'
import type { DeviceRecord, SessionRecord } from '../../../core/sessions/records.js'
import type { RpcQueue } from '../rpcs/types.js'
import type { CaptureReader } from '../store/types.js'
import type { Workspace } from '../workspace/types.js'
import { partsOfDeviceId } from './device-id.js'
import { onlineUntil } from './online.js'

export interface DirectoryOptions {
  readonly reader: CaptureReader
  readonly workspace: Workspace
  readonly queue: RpcQueue
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** The CPEs a user knows of: those of the open capture, and those the workspace holds something for. */
export interface DeviceDirectory {
  /** Last seen first. */
  list(): Promise<readonly Device[]>
  get(deviceId: string): Promise<Device | null>
  /** How many `list` has. */
  count(): Promise<number>
  /** Notes that a CPE answered a connection request now: it is there. */
  answered(deviceId: string): void
  /** Notes a session that changed, to know each CPE's newest. */
  sessionChanged(session: SessionRecord): void
  /** Devices whose `online` ended since the last call: time alone took them away. */
  wentOffline(): readonly string[]
}

/** What is known of a CPE that the open capture has never seen. */
function unseen(id: string): DeviceRecord {
  const parts = partsOfDeviceId(id)
  return {
    id,
    manufacturer: '',
    oui: parts?.oui ?? '',
    productClass: parts?.productClass ?? '',
    serialNumber: parts?.serialNumber ?? id,
    root: null,
    softwareVersion: null,
    ip: null,
    lastInform: null,
    cwmpVersion: null,
    parameterCount: 0,
    periodicInformInterval: null,
    connectionRequestUrl: null,
  }
}

export function createDeviceDirectory({ reader, workspace, queue, now }: DirectoryOptions): DeviceDirectory {
  const answeredAt = new Map<string, number>()
  const lastSessions = new Map<string, SessionRecord | null>()
  const onlineEnds = new Map<string, number>()
  /** Set once the newest sessions of all devices were read; from then on they are kept as they change. */
  let newestRead: Promise<void> | null = null

  async function readNewest(): Promise<void> {
    for (const [deviceId, session] of await reader.newestSessions()) {
      if (!lastSessions.has(deviceId)) lastSessions.set(deviceId, session)
    }
  }

  async function lastSession(deviceId: string): Promise<SessionRecord | null> {
    const known = lastSessions.get(deviceId)
    if (known !== undefined) return known
    const page = await reader.sessions({ limit: 1, deviceId })
    const newest = page.items[0] ?? null
    // A session may have begun while we read.
    const meanwhile = lastSessions.get(deviceId)
    if (meanwhile) return meanwhile
    lastSessions.set(deviceId, newest)
    return newest
  }

  function describe(record: DeviceRecord, session: SessionRecord | null): Device {
    const until = onlineUntil({
      lastInform: record.lastInform === null ? null : Date.parse(record.lastInform),
      lastAnswered: answeredAt.get(record.id) ?? null,
      periodicInformInterval: record.periodicInformInterval,
    })
    const online = until > now() || session?.state === 'open'
    if (online) onlineEnds.set(record.id, until)
    else onlineEnds.delete(record.id)
    return {
      id: record.id,
      manufacturer: record.manufacturer,
      oui: record.oui,
      productClass: record.productClass,
      serialNumber: record.serialNumber,
      root: record.root,
      softwareVersion: record.softwareVersion,
      ip: record.ip,
      lastInform: record.lastInform,
      online,
      cwmpVersion: record.cwmpVersion,
      pending: queue.pending(record.id),
      parameterCount: record.parameterCount,
      lastSession: session && {
        id: session.id,
        state: session.state,
        outcome: session.outcome,
        verdict: session.verdict,
      },
    }
  }

  function idsOfWorkspace(): Set<string> {
    return new Set([
      ...workspace.devicesWithCredentials(),
      ...workspace.unfinishedRpcs().map((rpc) => rpc.deviceId),
    ])
  }

  return {
    async list() {
      const records = new Map((await reader.devices()).map((record) => [record.id, record]))
      for (const id of idsOfWorkspace()) if (!records.has(id)) records.set(id, unseen(id))
      newestRead ??= readNewest()
      await newestRead
      return [...records.values()]
        .map((record) => describe(record, lastSessions.get(record.id) ?? null))
        .sort(byLastInform)
    },
    async get(deviceId) {
      const record = await reader.device(deviceId)
      if (record === null && !idsOfWorkspace().has(deviceId)) return null
      return describe(record ?? unseen(deviceId), await lastSession(deviceId))
    },
    async count() {
      const ids = idsOfWorkspace()
      for (const { id } of await reader.devices()) ids.add(id)
      return ids.size
    },
    answered(deviceId) {
      answeredAt.set(deviceId, now())
    },
    sessionChanged(session) {
      if (session.deviceId === null) return
      const known = lastSessions.get(session.deviceId)
      if (known === undefined && newestRead === null) return
      if (
        known === undefined ||
        known === null ||
        known.id === session.id ||
        known.startedAt <= session.startedAt
      ) {
        lastSessions.set(session.deviceId, session)
      }
    },
    wentOffline() {
      const gone: string[] = []
      for (const [id, until] of onlineEnds) {
        if (until > now() || lastSessions.get(id)?.state === 'open') continue
        onlineEnds.delete(id)
        gone.push(id)
      }
      return gone
    },
  }
}

/** Last seen first; those never seen at the end; equal times by id, so that the order is stable. */
function byLastInform(a: Device, b: Device): number {
  if (a.lastInform !== b.lastInform) return (a.lastInform ?? '') < (b.lastInform ?? '') ? 1 : -1
  return a.id < b.id ? -1 : 1
}
