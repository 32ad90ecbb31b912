import type { Micros } from '../../../core/journal/records.js'
import type { DeviceModel } from '../../../core/model/index.js'

export interface SimulatedCpeOptions {
  readonly acsUrl: string
  /**
   * Built-in name (`device2`, `igd`), the text of a model file (device dump as CSV or JSON, flattened data
   * model as XML), or a model read before: any number of CPEs share one cheaply.
   */
  readonly model:
    | { readonly builtIn: 'device2' | 'igd' }
    | { readonly dump: string; readonly name: string }
    | { readonly parsed: DeviceModel }
  /** `%d` is replaced by the CPE's number, `%06d` by six digits of it. Absent: as the model says. */
  readonly serialNumber?: string
  /** The CPE's number, for `serialNumber`; default 1. */
  readonly number?: number
  readonly username?: string
  readonly password?: string
  /** Seconds; 0: as the model says. */
  readonly periodicSeconds?: number
  /** Makes a CPE repeat itself exactly. */
  readonly seed?: number
  /** Address and port of the connection request listener; port 0: any free one. null: none. */
  readonly connectionRequest?: { readonly host: string; readonly port: number } | null
  /** Demo: some values drift by themselves, every so many seconds, and cause VALUE CHANGE. */
  readonly driftSeconds?: number
  /** The CPE keeps a NAT binding at this STUN server. Without it, as its tree says (STUNEnable). */
  readonly stun?: SimulatedStun
  /** The CPE is an XMPP client. Without it, as its tree says (ConnReqXMPPConnection). */
  readonly xmpp?: SimulatedXmppAccount
}

export interface SimulatedStun {
  readonly host: string
  readonly port: number
  readonly username?: string
  readonly password?: string
}

export interface SimulatedXmppAccount {
  /** `user@domain`, with or without `/resource`. */
  readonly jid: string
  readonly password: string
  readonly host: string
  readonly port: number
  readonly tls: boolean
}

export interface CpeSessionResult {
  readonly ok: boolean
  readonly reason: string
  readonly events: readonly string[]
  readonly startedAt: Micros
  readonly durationMs: number
  /** Time from request to response of each HTTP exchange, in order, in milliseconds. */
  readonly exchangeMs: readonly number[]
  /** True: there was not even a TCP connection. */
  readonly unreachable: boolean
}

/** One simulated CPE: a tree that really changes, a connection request listener, its own timers. */
export interface SimulatedCpe {
  readonly deviceId: string
  /** Boots: the first session has 0 BOOTSTRAP and 1 BOOT. Resolves when its first session has ended. */
  start(): Promise<CpeSessionResult>
  /** Opens a session now with these event codes. */
  inform(events: readonly string[]): Promise<CpeSessionResult>
  /** Changes a value from outside CWMP, as a person at the gateway's own web page would. Throws for an unknown parameter. */
  setLocally(path: string, value: string): void
  value(path: string): string | null
  onSession(listener: (result: CpeSessionResult) => void): () => void
  stop(): Promise<void>
}
