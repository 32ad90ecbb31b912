import type { SessionOutcome } from '../journal/records.js'
import type { FindingCounts } from '../sessions/records.js'
import { endingOf } from './ending.js'
import { faultAdvice } from './faults.js'
import { count, join, shownSentences } from './phrases.js'
import { calledAnd, otherFailedReports } from './reason.js'
import type { SessionStory } from './story.js'

/** Longest verdict, in characters: names and URLs in it come off the wire. */
const longest = 900

/** What a verdict needs beside the story. */
export interface VerdictFacts {
  /** In its messages. */
  readonly findings: FindingCounts
  /** Seconds between the last message and the end, as somebody saw it; null: nobody did. */
  readonly silence: number | null
}

/**
 * How a session went and why it ended: the outcome first, then what was asked and with what result, then what to do
 * next. For a support engineer, precise enough for who makes the CPE.
 */
export function verdictOf(outcome: SessionOutcome, story: SessionStory, facts: VerdictFacts): string {
  return shownSentences(sentences(outcome, story, facts).join(' '), longest)
}

function sentences(
  outcome: SessionOutcome,
  story: SessionStory,
  { findings, silence }: VerdictFacts,
): string[] {
  switch (outcome) {
    case 'open':
      return [`${calledAnd(story, null)}; the session is going on.`]
    case 'completed':
      return [
        `${calledAnd(story, 'ended the session normally')}${but(story)}.`,
        ...tries(story),
        ...done(story, 'The ACS'),
        ...tied(story),
        ...defects(findings),
        ...advice(story),
      ]
    default: {
      const { cause, next } = endingOf(outcome, story, silence)
      return [
        `${cause}.`,
        ...(story.informs === 0 ? [] : [`${calledAnd(story, null)}.`]),
        ...tries(story),
        ...done(story, 'Before that, the ACS'),
        ...refused(story),
        ...defects(findings),
        ...(next === '' ? [] : [`Next: ${next}.`]),
      ]
    }
  }
}

function tries({ retryCount }: SessionStory): string[] {
  return retryCount > 0 ? [`It had tried ${count(retryCount, 'time')} before without success.`] : []
}

/** A session that held together although the CPE lost its cookie. */
function tied({ postsAfterCookie, postsWithCookie }: SessionStory): string[] {
  return postsAfterCookie > 0 && postsWithCookie === 0
    ? ['It never returned the cookie of the ACS; its connection or address alone tied its messages together.']
    : []
}

/** What went wrong in a session that ended normally. */
function but(story: SessionStory): string {
  const troubles = [otherFailedReports(story), story.deeds.refusedWords].filter((words) => words !== '')
  return troubles.length === 0 ? '' : `, but ${join(troubles)}`
}

function refused({ deeds }: SessionStory): string[] {
  const words = deeds.refusedWords
  return words === '' ? [] : [`${words.charAt(0).toUpperCase()}${words.slice(1)}.`]
}

function done({ deeds }: SessionStory, who: string): string[] {
  const words = deeds.doneWords
  return words === '' ? [] : [`${who} ${words}.`]
}

function advice({ deeds }: SessionStory): string[] {
  const words = deeds.refusalCode === null ? null : faultAdvice(deeds.refusalCode)
  return words === null ? [] : [`Next: ${words}.`]
}

function defects({ error, warning }: FindingCounts): string[] {
  const wrong = error + warning
  return wrong === 0
    ? []
    : [`The messages have ${count(wrong, 'defect')}; the findings name ${wrong === 1 ? 'it' : 'them'}.`]
}
