import type { SessionOutcome } from '../journal/records.js'
import type { FindingCounts } from '../sessions/records.js'
import { endingOf } from './ending.js'
import { faultAdvice } from './faults.js'
import { count, join, onOneLine } from './phrases.js'
import { firmwareWords, otherFailedReports, whyCalled } from './reason.js'
import type { SessionStory } from './story.js'

/** Longest verdict, in characters: names and URLs in it come off the wire. */
const longest = 900

/** What a verdict needs beside the story. */
export interface VerdictFacts {
  readonly findings: FindingCounts
  /** Seconds between the last message and the end, as somebody saw it; null: nobody did. */
  readonly silence: number | null
}

/**
 * How a session went and why it ended: the outcome first, then what was asked and with what result, then what to do
 * next. For a support engineer, precise enough for who makes the CPE.
 */
export function verdictOf(outcome: SessionOutcome, story: SessionStory, facts: VerdictFacts): string {
  return onOneLine(sentences(outcome, story, facts).join(' '), longest)
}

function sentences(
  outcome: SessionOutcome,
  story: SessionStory,
  { findings, silence }: VerdictFacts,
): string[] {
  const called = `${whyCalled(story)}${firmwareWords(story)}`
  switch (outcome) {
    case 'open':
      return [`${called}; the session is going on.`]
    case 'completed':
      return [
        `${called}; it ended the session normally${but(story)}.`,
        ...done(story, 'The ACS'),
        ...advice(story),
        ...defects(findings),
      ]
    default: {
      const { cause, next } = endingOf(outcome, story, silence)
      return [
        `${cause}.`,
        ...(story.informs === 0 ? [] : [`${called}.`]),
        ...done(story, 'Before that, the ACS'),
        ...refused(story),
        ...(next === '' ? [] : [`Next: ${next}.`]),
        ...defects(findings),
      ]
    }
  }
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
  return wrong === 0 ? [] : [`Its messages have ${count(wrong, 'defect')}.`]
}
