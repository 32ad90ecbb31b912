import type { DiscoveryProgress, Strategy } from '../../../core/discovery/index.js'

/** What is to be read of a CPE's tree, and how. */
export interface DiscoveryOrder {
  readonly deviceId: string
  readonly strategy: Strategy
  /** An object path; empty: the whole tree. */
  readonly prefix: string
  readonly attributes: boolean
  /** `connection-request`: the CPE is called, also after a session that broke. */
  readonly deliver: 'next-session' | 'connection-request'
  /** Names asked for at once at most. */
  readonly mostNames?: number | undefined
}

/** Reading a tree, as far as it has come. */
export interface DiscoveryJob extends Omit<DiscoveryOrder, 'mostNames'> {
  readonly id: string
  /** `waiting`: for a session of the CPE. */
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly progress: DiscoveryProgress
  /** How it stands, or ended, in a sentence. */
  readonly summary: string
  readonly createdAt: string
  readonly startedAt: string | null
  readonly endedAt: string | null
  readonly durationMs: number
}

/** Reads CPEs' trees, one job per device at a time. Jobs live as long as the program. */
export interface Discoveries {
  /** Throws `RpcError` code `CONFLICT` while another job of the device is not over. */
  start(order: DiscoveryOrder): Promise<DiscoveryJob>
  get(jobId: string): DiscoveryJob | null
  /** Newest first. */
  list(deviceId: string): readonly DiscoveryJob[]
  /** Stops it: what it has queued is cancelled, what is out is let come. Throws `RpcError`. */
  cancel(jobId: string): DiscoveryJob
  /** Resolves with the job when it is over, or as it is after `waitMs`. */
  wait(jobId: string, waitMs: number): Promise<DiscoveryJob | null>
  onChange(listener: (job: DiscoveryJob) => void): () => void
  /** Calls nobody any more. */
  close(): void
}
