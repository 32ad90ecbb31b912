import type { Rpc } from '../../../contract/index.js'

/** Why the CPE refused a staged value. */
export interface EditFault {
  readonly code: string
  readonly sentence: string
  /** The CPE named this parameter; otherwise it refused the call as a whole. */
  readonly own: boolean
}

/** A value somebody wants a parameter to have. */
export interface StagedEdit {
  readonly path: string
  /** The value known when it was staged. */
  readonly from: string | null
  readonly to: string
  /** As the tree names it; null when never learnt. */
  readonly type: string | null
  /** The RPC that carries it, while it is queued or under way. */
  readonly rpcId: string | null
  readonly fault: EditFault | null
}

/** The staged edits of one device, and the way back. */
export interface Staging {
  readonly edits: ReadonlyMap<string, StagedEdit>
  /** Earlier states, oldest first. */
  readonly past: readonly ReadonlyMap<string, StagedEdit>[]
}

export const nothingStaged: Staging = { edits: new Map(), past: [] }

const UNDO_DEPTH = 200

/** Stages a value. Back to the known value means: nothing to stage. What is under way cannot be changed. */
export function stage(
  staging: Staging,
  edit: {
    readonly path: string
    readonly from: string | null
    readonly to: string
    readonly type: string | null
  },
): Staging {
  const present = staging.edits.get(edit.path)
  if (present?.rpcId) return staging
  const edits = new Map(staging.edits)
  const from = present?.from ?? edit.from
  if (edit.to === edit.from) edits.delete(edit.path)
  else edits.set(edit.path, { path: edit.path, from, to: edit.to, type: edit.type, rpcId: null, fault: null })
  if (!present && edit.to === edit.from) return staging
  return remember(staging, edits)
}

/** Takes one edit back. */
export function unstage(staging: Staging, path: string): Staging {
  const present = staging.edits.get(path)
  if (!present || present.rpcId) return staging
  const edits = new Map(staging.edits)
  edits.delete(path)
  return remember(staging, edits)
}

/** Takes back everything that is not under way. */
export function discard(staging: Staging): Staging {
  const edits = new Map([...staging.edits].filter(([, edit]) => edit.rpcId !== null))
  return edits.size === staging.edits.size ? staging : remember(staging, edits)
}

/** Back to the state before the last change. Edits under way stay as they are. */
export function undo(staging: Staging): Staging {
  const before = staging.past.at(-1)
  if (!before) return staging
  const edits = new Map([...before].filter(([, edit]) => edit.rpcId === null))
  for (const [path, edit] of staging.edits) if (edit.rpcId !== null) edits.set(path, edit)
  return { edits, past: staging.past.slice(0, -1) }
}

/** The edits an RPC took with it. Undo ends here: what was sent cannot be unsent. */
export function sent(staging: Staging, paths: readonly string[], rpcId: string): Staging {
  const edits = new Map(staging.edits)
  for (const path of paths) {
    const edit = edits.get(path)
    if (edit) edits.set(path, { ...edit, rpcId, fault: null })
  }
  return { edits, past: [] }
}

/** What an RPC's news means for the edits it carries. */
export function follow(staging: Staging, rpc: Rpc): Staging {
  const carried = [...staging.edits.values()].filter((edit) => edit.rpcId === rpc.id)
  if (carried.length === 0) return staging
  switch (rpc.state) {
    case 'queued':
    case 'sent':
      return staging
    case 'done':
      return withEdits(staging, carried, () => null)
    case 'cancelled':
      return withEdits(staging, carried, (edit) => ({ ...edit, rpcId: null }))
    case 'failed':
      return withEdits(staging, carried, (edit) => ({ ...edit, rpcId: null, fault: faultOf(rpc, edit.path) }))
  }
}

/** SetParameterValues is all or nothing: a parameter without a fault of its own failed with the others (TR-069a6 A.3.2.1). */
function faultOf(rpc: Rpc, path: string): EditFault {
  const own = rpc.fault?.parameters?.find((parameter) => parameter.parameterName === path)
  if (own) return { code: own.code, sentence: own.string, own: true }
  return {
    code: rpc.fault?.code ?? '',
    sentence: rpc.fault?.string ?? 'The session broke before the CPE answered.',
    own: false,
  }
}

function withEdits(
  staging: Staging,
  carried: readonly StagedEdit[],
  change: (edit: StagedEdit) => StagedEdit | null,
): Staging {
  const edits = new Map(staging.edits)
  for (const edit of carried) {
    const changed = change(edit)
    if (changed) edits.set(edit.path, changed)
    else edits.delete(edit.path)
  }
  return { edits, past: staging.past }
}

function remember(staging: Staging, edits: ReadonlyMap<string, StagedEdit>): Staging {
  return { edits, past: [...staging.past.slice(-UNDO_DEPTH + 1), staging.edits] }
}

/** Edits that can be sent now, in the order they were staged. */
export function sendable(staging: Staging): readonly StagedEdit[] {
  return [...staging.edits.values()].filter((edit) => edit.rpcId === null)
}
