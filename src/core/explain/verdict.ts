import type { SessionOutcome } from '../journal/records.js'
import type { FindingCounts } from '../sessions/records.js'
import { count, join } from './phrases.js'

/** What a session's projection knows about it, as far as a verdict needs it. */
export interface SessionFacts {
  /** Event codes of the Inform. */
  readonly events: readonly string[]
  /** HTTP requests and responses. */
  readonly messages: number
  readonly findings: FindingCounts
  readonly deviceId: string | null
  /** HTTP status of the last response. */
  readonly lastStatus: number | null
  /** The ACS's request that the CPE has not answered. */
  readonly outstanding: string | null
  /** Whether the CPE had given the ACS its turn. */
  readonly sawEmptyPost: boolean
}

/** How a session went and why it ended, in a sentence or two. */
export function verdictOf(outcome: SessionOutcome, facts: SessionFacts): string {
  switch (outcome) {
    case 'open':
      return `${facts.events.length === 0 ? 'The session' : `The session (${join(facts.events, 6)})`} is going on.`
    case 'completed':
      return `${reason(facts)}; the session ended normally.${defects(facts)}`
    case 'timeout':
      return `The session never completed: ${waitedFor(facts)} and the CPE was not heard of again in time.`
    case 'connection-closed':
      return `The session broke off: the connection closed while ${waitedFor(facts)}.`
    case 'cookie-lost':
      return 'The session never completed: the CPE did not return the session cookie, so its next message was a stranger to the ACS.'
    case 'inform-refused':
      return 'The ACS refused the Inform with a fault, so no session came about.'
    case 'not-authenticated':
      return 'The CPE did not prove who it is: it was asked for user name and password and did not answer with the right ones.'
    case 'protocol-error':
      return `The session failed: one side sent something that does not belong at this point.${defects(facts)}`
    case 'superseded':
      return `The CPE began a new session before this one was over: ${waitedFor(facts)}.`
    case 'interrupted':
      return `The session was cut short${facts.lastStatus !== null && facts.lastStatus >= 400 ? ` by HTTP status ${facts.lastStatus}` : ''}: ${waitedFor(facts)}.`
  }
}

function reason(facts: SessionFacts): string {
  return facts.events.length === 0 ? 'The CPE called' : `The CPE reported ${join(facts.events, 6)}`
}

function waitedFor(facts: SessionFacts): string {
  if (facts.outstanding !== null) return `the ${facts.outstanding} of the ACS was not answered`
  return facts.sawEmptyPost ? 'the ACS had its turn' : 'the CPE had not yet given the ACS its turn'
}

function defects({ findings }: SessionFacts): string {
  const wrong = findings.error + findings.warning
  return wrong === 0 ? '' : ` Its messages have ${count(wrong, 'defect')}.`
}
