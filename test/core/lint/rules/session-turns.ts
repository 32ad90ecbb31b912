import { lintTurn, type Finding, type Subject } from '../../../../src/core/lint/index.js'
import { SessionTracker, type Turn } from '../../../../src/core/sessions/track.js'
import { exampleSubject } from '../example.js'

/** One message of a session: an example, with what is known of it. */
export type Step = readonly [example: string, facts?: Partial<Subject & Pick<Turn, 'at' | 'connection'>>]

/** What is found in each message of a session, one after the other. */
export function lintSession(steps: readonly Step[]): readonly (readonly Finding[])[] {
  const track = new SessionTracker()
  return steps.map(([example, facts = {}], index) => {
    const subject = exampleSubject(example, facts)
    const turn: Turn = {
      ...subject,
      messageId: String(index),
      direction: subject.direction ?? 'cpe-to-acs',
      at: facts.at ?? index * 1_000_000,
      until: facts.at ?? index * 1_000_000,
      connection: facts.connection ?? 1,
      answers: null,
    }
    const findings = lintTurn(turn, track)
    track.add(turn)
    return findings
  })
}
