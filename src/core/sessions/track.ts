import type { Micros, SessionOutcome } from '../journal/records.js'
import type { MessageKind } from '../message/index.js'
import type { Subject } from '../lint/subject.js'
import type { RpcStruct } from '../soap/index.js'

/** A message in its session. */
export interface Turn extends Subject {
  readonly messageId: string
  readonly direction: 'cpe-to-acs' | 'acs-to-cpe'
  /** First and last byte. */
  readonly at: Micros
  readonly until: Micros
  /** The TCP connection; requests and responses of one exchange have the same. */
  readonly connection: number
  /** The request it answers, as far as the order, the cwmp:ID and the method name tell. */
  readonly answers: TurnFacts | null
}

/** What is kept of a message while its session goes on. */
export interface TurnFacts {
  readonly messageId: string
  readonly index: number
  readonly at: Micros
  readonly until: Micros
  readonly connection: number
  readonly direction: 'cpe-to-acs' | 'acs-to-cpe'
  readonly kind: MessageKind
  readonly rpc: string | null
  readonly cwmpId: string | null
  readonly status: number | null
  readonly faultCode: string | null
  /** Of a request; of other messages `{}`. */
  readonly arguments: RpcStruct
}

/** What a session has been so far: what rules over sessions and verdicts are made from. */
export interface SessionTrack {
  readonly turns: readonly TurnFacts[]
  /** Null while it goes on. */
  readonly outcome: SessionOutcome | null
}

/** Gathers a session's facts, message by message. */
export class SessionTracker implements SessionTrack {
  readonly turns: TurnFacts[] = []
  outcome: SessionOutcome | null = null

  add(turn: Turn): void {
    const { envelope } = turn
    this.turns.push({
      messageId: turn.messageId,
      index: this.turns.length,
      at: turn.at,
      until: turn.until,
      connection: turn.connection,
      direction: turn.direction,
      kind: turn.kind,
      rpc: envelope?.rpc ?? null,
      cwmpId: envelope?.header.id ?? null,
      status: turn.head?.status ?? null,
      faultCode: envelope?.fault?.code ?? null,
      arguments: turn.kind === 'request' ? (envelope?.decoded ?? {}) : {},
    })
  }
}
