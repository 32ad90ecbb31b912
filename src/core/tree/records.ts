/** What is known of one parameter or object of a CPE, and where each fact came from. */

/** What taught us a fact: a message, or a lightweight notification (TR-069a6 Annex M), which is no message of a session. */
export type FactSource = 'inform' | 'get' | 'set' | 'names' | 'attributes' | 'add' | 'notification'
/** Why a value is what it is: reported by the CPE, set by us, or changed behind our back (VALUE CHANGE). */
export type ChangeCause = 'cpe' | 'acs' | 'external'
/** `known`: value fetched; `name-only`: we know it exists; `stale`: fetched before the last boot or change; `deleted`. */
export type ParameterState = 'known' | 'name-only' | 'stale' | 'deleted'

/** One change of one path; the history of a parameter is the list of these, the tree is their fold. Absent: not learnt by this change. */
export interface ParameterChange {
  /** Full path; objects end with a dot. */
  readonly path: string
  readonly value?: string
  /** Without prefix: `string`, `unsignedInt`. */
  readonly type?: string
  readonly writable?: boolean
  /** 0 to 6 (TR-069a6 A.3.2.4). */
  readonly notification?: number
  readonly accessList?: readonly string[]
  /** The path is gone, and with an object everything below it. */
  readonly deleted?: true
  /** Values known of the path and everything below may be out of date (the CPE booted); the path '' is the whole tree. */
  readonly stale?: true
  readonly source: FactSource
  readonly cause: ChangeCause
  /** ISO 8601 UTC with milliseconds. */
  readonly at: string
  /** Empty: no message of a session told it. */
  readonly messageId: string
}

/** The present state of one parameter or object. */
export interface ParameterRecord {
  readonly path: string
  readonly value: string | null
  readonly type: string | null
  readonly writable: boolean | null
  readonly notification: number | null
  readonly source: FactSource
  readonly updatedAt: string
  readonly messageId: string
  readonly state: ParameterState
}

/** Which nodes of the tree grid are open: all or none, except those named. */
export interface Expansion {
  readonly all: boolean
  readonly except: readonly string[]
}

/** One visible row of the tree grid. */
export interface TreeRow extends ParameterRecord {
  /** Last segment of the path. */
  readonly name: string
  readonly isObject: boolean
  /** From 1. */
  readonly level: number
  /** Position among and number of siblings, for the treegrid roles. */
  readonly positionInSet: number
  readonly setSize: number
  readonly expanded: boolean
  /** Objects: members directly below. */
  readonly childCount: number
  /** Objects: what is known of everything below: `complete`, `partial` (some values never fetched) or `never` (no value fetched). */
  readonly coverage: 'complete' | 'partial' | 'never' | null
}
