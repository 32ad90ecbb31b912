import type { AcsCommand, AcsEvent, AcsEventType, AcsRpc, AcsSessionFacts } from './acs-events.js'

/** What is known in each phase. `lost`: the connection closed and no POST has come since. */
interface AcsStateData {
  'awaiting-inform': unknown
  /** The Inform is answered; the CPE may call us until its empty POST. */
  'cpe-turn': { readonly facts: AcsSessionFacts; readonly lost: boolean }
  /** A POST waits for its answer until the queue has said what is next. */
  'asking-queue': { readonly facts: AcsSessionFacts }
  /** An RPC of ours is out; its answer is due in the CPE's very next POST. */
  'rpc-outstanding': {
    readonly facts: AcsSessionFacts
    readonly rpc: AcsRpc
    readonly cwmpId: string
    readonly lost: boolean
  }
  ended: unknown
}

export type AcsPhase = keyof AcsStateData

/** Where a session stands. */
export type AcsState<Phase extends AcsPhase = AcsPhase> = {
  [P in Phase]: { readonly phase: P } & AcsStateData[P]
}[Phase]

export interface AcsStep {
  readonly state: AcsState
  readonly commands: readonly AcsCommand[]
}

/** What an event does in a phase: a sentence and the phases it can lead to (for the docs), and the doing. */
export interface AcsRule<Phase extends AcsPhase, Type extends AcsEventType> {
  readonly does: string
  readonly to: readonly AcsPhase[]
  readonly step: (state: AcsState<Phase>, event: AcsEvent<Type>) => AcsStep
}

export type AcsRules<Phase extends AcsPhase> = { readonly [Type in AcsEventType]: AcsRule<Phase, Type> }
