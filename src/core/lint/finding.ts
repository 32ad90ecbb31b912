import type { QuirkProfile } from '../quirks/index.js'

/** `error`: a conforming receiver may refuse or misread it. `warning`: it will probably be read. `info`: worth knowing. */
export type Severity = 'error' | 'warning' | 'info'

/** Something that can be done about a finding. */
export type Fix =
  | {
      /** Replaces characters of the message's text. */
      readonly kind: 'edit'
      readonly title: string
      readonly offset: number
      readonly length: number
      readonly text: string
    }
  | {
      /** Speaks to this device differently from now on. */
      readonly kind: 'quirk'
      readonly title: string
      readonly quirk: Partial<QuirkProfile>
    }

/** A defect or peculiarity of a message or a session, with the place where it stands. */
export interface Finding {
  /** Stable kebab-case id, documented in docs/rules.md. */
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  /** A clause, a place in an XSD or data model, or `practice` with its evidence. */
  readonly reference: string
  readonly sessionId?: string
  readonly messageId?: string
  /** 1-based. */
  readonly line?: number
  /** 1-based, in characters. */
  readonly column?: number
  /** Offset in characters of the decoded text of the body. */
  readonly offset?: number
  readonly length?: number
  readonly fix?: Fix
}
