import type { MessageKind, FramingRule } from '../message/index.js'
import type { SessionTrack, Turn } from '../sessions/track.js'
import type { DecodedEnvelope, ReadingRule } from '../soap/index.js'
import type { Fix, Severity } from './finding.js'
import type { SeenParameter, Subject } from './subject.js'

/**
 * A deviation of the field that a rule names: number of the table in the protocol facts ("From CPEs" `cpe-3`,
 * "From ACSs" `acs-7`) or of the field survey's list (`field-8`).
 */
export type Deviation = `cpe-${number}` | `acs-${number}` | `field-${number}`

/** What a rule says about itself. docs/rules.md is made of it. */
export interface RuleFacts {
  /** Stable, kebab-case; findings carry it. */
  readonly id: string
  readonly severity: Severity
  /** What was found, as one sentence. */
  readonly title: string
  /** A clause, a place in a schema or data model, or `practice: ` with the evidence. */
  readonly reference: string
  /** What it does to a session and what to do about it; two to four sentences for a support engineer. */
  readonly explanation: string
  /** An example that breaks the rule, and the same put right: XML, HTTP, or the ladder of a session. */
  readonly wrong: string
  readonly right: string
  /** The deviations of the field that it names. */
  readonly covers?: readonly Deviation[]
}

/** Characters of the message's text. */
export interface Place {
  readonly offset: number
  readonly length: number
}

/** Tells a finding of the rule that is being checked. Without a place it is about the message as a whole. */
export type Report = (message: string, place?: Place | null, fix?: Fix) => void

/** Found while reading: the reader reports it, and the rule says what it means. */
export interface ReadingRuleDefinition extends RuleFacts {
  readonly kind: 'reading'
  readonly id: ReadingRule | FramingRule
  /** What puts one such issue right; only where the right text is certain. */
  readonly fix?: (issue: Place, envelope: DecodedEnvelope) => Fix | null
}

/** Looks at one message by itself. */
export interface MessageRule extends RuleFacts {
  readonly kind: 'message'
  /** Only messages of these kinds, only of these RPCs; absent: all. */
  readonly of?: readonly MessageKind[]
  readonly rpcs?: readonly string[]
  readonly check: (subject: Subject, report: Report) => void
}

/** Looks at one message with an envelope in it. */
export interface EnvelopeRule extends RuleFacts {
  readonly kind: 'envelope'
  readonly of?: readonly ('request' | 'response' | 'fault')[]
  readonly rpcs?: readonly string[]
  /** What it misses may have been cut off: it says nothing of a message that ends too early. */
  readonly needsWhole?: true
  readonly check: (envelope: DecodedEnvelope, report: Report, subject: Subject) => void
}

/** Looks at one ParameterValueStruct, of whatever message. */
export interface ParameterRule extends RuleFacts {
  readonly kind: 'parameter'
  readonly check: (
    parameter: SeenParameter,
    report: Report,
    envelope: DecodedEnvelope,
    subject: Subject,
  ) => void
}

/** Looks at a message in its session, and at the session when it has ended. */
export interface SessionRule extends RuleFacts {
  readonly kind: 'session'
  /** `turn` looks only at messages of this side, of these kinds, of these RPCs; absent: at all. */
  readonly from?: Turn['direction']
  readonly of?: readonly MessageKind[]
  readonly rpcs?: readonly string[]
  /** `track` is the session before this message. */
  readonly turn?: (turn: Turn, report: Report, track: SessionTrack) => void
  /** The session has ended; its findings belong to no message but to the session. */
  readonly end?: (track: SessionTrack, report: Report) => void
}

export type Rule = ReadingRuleDefinition | MessageRule | EnvelopeRule | ParameterRule | SessionRule
