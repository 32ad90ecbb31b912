import type { NetworkAddress, ReachabilityStep, Status } from '../../../contract/index.js'
import type { DeviceDirectory } from '../devices/index.js'
import type { Discoveries } from '../discovery/index.js'
import type { Quirks } from '../quirks/index.js'
import type { Notifications } from '../notifications/index.js'
import type { ReachRequest, ReachResult } from '../reach/types.js'
import type { RpcQueue } from '../rpcs/types.js'
import type { StunControl } from '../stun/index.js'
import type { CaptureReader } from '../store/types.js'
import type { Transfers } from '../transfers/types.js'
import type { Workspace } from '../workspace/types.js'
import type { XmppControl } from '../xmpp/index.js'
import type { AcsSettings } from '../acs-settings.js'
import type { RefusedEntry } from '../acs/types.js'
import type { Listeners } from '../listeners.js'
import type { EventsHub } from './events-hub.js'

/** What the procedures need of the engine; the engine composes it. */
export interface ApiServices {
  readonly reader: CaptureReader
  readonly workspace: Workspace
  readonly queue: RpcQueue
  readonly quirks: Quirks
  readonly discoveries: Discoveries
  readonly directory: DeviceDirectory
  readonly transfers: Transfers
  readonly stun: StunControl
  readonly xmpp: XmppControl
  readonly notifications: Notifications
  readonly acsSettings: AcsSettings
  readonly listeners: Pick<Listeners, 'tlsPort' | 'tlsUrls' | 'setTlsPort'>
  /** Who was not let in lately, newest first. */
  readonly refused: () => readonly RefusedEntry[]
  readonly hub: EventsHub
  /** Milliseconds since the epoch. */
  readonly now: () => number
  status(): Promise<Status>
  network(): { readonly port: number; readonly addresses: readonly NetworkAddress[] }
  reachability(): readonly ReachabilityStep[]
  /** Throws an error whose message tells what to do next. */
  listen(address: string): Promise<void>
  unlisten(address: string): Promise<void>
  startDemo(): Promise<void>
  stopDemo(): Promise<void>
  /** Calls the CPE and waits for the outcome; a failure is in the result. */
  connectionRequest(deviceId: string, request: Pick<ReachRequest, 'method' | 'waitMs'>): Promise<ReachResult>
  /** The address that is listened on where none is given: the ACS's own. */
  defaultHost(): string
  /** Sees to it that a session comes soon: calls the CPE in the background unless its session is open. A failure becomes a problem in the status. */
  wake(deviceId: string): void
  /** An error nobody expected. */
  report(error: unknown): void
}
