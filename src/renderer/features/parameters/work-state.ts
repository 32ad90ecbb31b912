import type { StoreApi } from 'zustand/vanilla'
import type { Rpc } from '../../../contract/index.js'
import type { BranchFetch } from './branch-fetch.js'
import type { Expansion } from './row-window.js'
import type { Staging } from './staging.js'

/** How an RPC reaches the CPE: in the next session, or in one we ask for. */
export type Delivery = 'next-session' | 'connection-request'

/** AddObject, DeleteObject or an RPC about attributes on its way. */
export interface RowChange {
  readonly method: 'AddObject' | 'DeleteObject' | 'GetParameterAttributes' | 'SetParameterAttributes'
  /** Table (AddObject), instance (DeleteObject) or parameter. */
  readonly path: string
  readonly rpc: Rpc
}

/** Why the CPE could not be called. */
export interface Unreached {
  /** As the engine put it. */
  readonly reason: string
  /** Step of the connection request that failed; null where none is known. */
  readonly step: string | null
}

/** Something that has happened and is worth a line, until the next one. */
export interface Notice {
  readonly tone: 'good' | 'bad'
  readonly text: string
  /** The object it is about, which is worth fetching now. */
  readonly fetch?: string
}

/** What a person is doing to the tree of one device. View state: the tree itself is the engine's. */
export interface ParameterWorkState {
  readonly expansion: Expansion
  /** The root was opened once; if it is closed since, somebody wanted it so. */
  readonly rootOpened: boolean
  readonly search: string
  readonly staging: Staging
  readonly fetches: ReadonlyMap<string, BranchFetch>
  /** By path. */
  readonly changes: ReadonlyMap<string, RowChange>
  /** The SetParameterValues under way, by id. */
  readonly sending: ReadonlyMap<string, Rpc>
  readonly notice: Notice | null
  /** Set while something waits for a CPE that could not be called. */
  readonly unreached: Unreached | null
}

/** The state and what can be done to it. Lives as long as the page, so that nothing is lost when the panel is closed. */
export interface ParameterWork {
  readonly store: StoreApi<ParameterWorkState>
  toggle(path: string, open: boolean): void
  setExpansion(expansion: Expansion): void
  /** Opens the root the first time it is seen. */
  openRoot(path: string): void
  setSearch(search: string): void
  stage(edit: { path: string; from: string | null; to: string; type: string | null }): void
  unstage(path: string): void
  discard(): void
  undo(): void
  /** All staged edits in one SetParameterValues. */
  send(deliver: Delivery): Promise<void>
  fetchBranch(path: string): Promise<void>
  addObject(table: string): Promise<void>
  deleteObject(instance: string): Promise<void>
  /** Asks for the attributes of a parameter. */
  fetchAttributes(path: string): Promise<void>
  /** Says how the CPE is to tell of changes of a parameter (TR-069a6 A.3.2.4). */
  setNotification(path: string, notification: number): Promise<void>
  /** Takes a queued RPC back. */
  cancel(rpcId: string): Promise<void>
  /** Calls the CPE again and tells what came of it. */
  callAgain(): Promise<void>
  dismissFetch(path: string): void
  dismissNotice(): void
}
