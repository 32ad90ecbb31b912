import type { SessionOutcome } from '../journal/records.js'
import { faultAdvice, faultWords } from './faults.js'
import { count, join, onOneLine, quote } from './phrases.js'
import type { SessionStory, StoryStep } from './story.js'

/** How a session failed: the cause as a clause, and what to do next as another (or nothing). */
export interface Ending {
  readonly cause: string
  readonly next: string
}

/** Seconds from the last message to the end; null: not known. */
type Silence = number | null

/** Why a session failed, and what to look at next. */
export function endingOf(
  outcome: Exclude<SessionOutcome, 'open' | 'completed'>,
  story: SessionStory,
  silence: Silence,
): Ending {
  switch (outcome) {
    case 'timeout':
      return silent(story, silence)
    case 'connection-closed':
      return closed(story)
    case 'cookie-lost':
      return cookieLost(story)
    case 'inform-refused':
      return informRefused(story)
    case 'not-authenticated':
      return notAuthenticated(story)
    case 'protocol-error':
      return protocolError(story)
    case 'superseded':
      return {
        cause: `The session never completed: the CPE began a new one while ${pending(story)}`,
        next: 'see whether the CPE restarted in between, or does not get the answers of the ACS',
      }
    case 'interrupted':
      return interrupted(story)
  }
}

function silent(story: SessionStory, silence: Silence): Ending {
  const { last } = story
  const seconds = silence === null || silence < 1 ? '' : ` for ${count(Math.round(silence), 'second')}`
  if (last !== null && wantsRetry(last))
    return retryMissing(story, last, `and was not heard of again${seconds}`)
  if (last?.direction === 'cpe-to-acs') {
    return {
      cause: `The session never completed: the ACS did not answer ${theMessage(last, story)}${seconds}`,
      next: 'look into the log of the ACS',
    }
  }
  return {
    cause: `The session never completed: the CPE ${missing(story, 'did not answer', 'sent no more')} and was silent${seconds}`,
    next: suspicion(story),
  }
}

function closed(story: SessionStory): Ending {
  const { last, oddity } = story
  if (last !== null && wantsRetry(last)) return retryMissing(story, last, 'before the connection closed')
  if (oddity !== null && story.brokeOff && last?.status !== null && last?.status !== undefined) {
    return {
      cause: `The session broke off: ${oddity.clause}`,
      next: 'compare the Content-Length of the CPE with what it sends, and see whether a time limit, a proxy or a firewall cuts it',
    }
  }
  if (last?.direction === 'cpe-to-acs') {
    const cause =
      oddity?.direction === 'cpe-to-acs' && last.kind !== 'empty'
        ? `The session broke off: ${oddity.clause}`
        : `The session broke off: the connection closed before the ACS answered ${theMessage(last, story)}`
    return { cause, next: 'see whether a time limit of the CPE, a proxy or a firewall cuts it' }
  }
  return {
    cause: `The session broke off: the connection closed before the CPE ${missing(story, 'answered', 'sent more')}`,
    next: suspicion(story),
  }
}

/** What the CPE did not do after the last answer of the ACS: `did not answer the Reboot of the ACS`. */
function missing(story: SessionStory, answer: string, more: string): string {
  const { last, owedByCpe, emptyPosts } = story
  if (owedByCpe !== null) return `${answer} the ${owedByCpe} of the ACS`
  if (last === null) return more
  const after = last.kind === 'empty' ? 'the empty answer' : theAnswer(last)
  if (emptyPosts > 0) return `${more} after ${after}`
  return more === 'sent more'
    ? `sent a request or its empty POST after ${after}`
    : `sent neither a request nor its empty POST after ${after}`
}

function theAnswer({ kind, rpc, fault, status }: StoryStep): string {
  if (kind === 'response') return `the ${onOneLine(rpc ?? '', 60)}Response`
  if (kind === 'fault') return `the fault ${faultWords(fault?.code ?? '')}`
  return status === null ? 'the last answer' : `HTTP status ${status}`
}

function theMessage({ kind, rpc }: StoryStep, { owedByAcs }: SessionStory): string {
  switch (kind) {
    case 'empty':
      return 'the empty POST of the CPE'
    case 'request':
      return `the ${owedByAcs ?? onOneLine(rpc ?? 'request', 60)} of the CPE`
    case 'response':
      return `the ${onOneLine(rpc ?? '', 60)}Response of the CPE`
    case 'fault':
      return 'the fault of the CPE'
    case 'http':
      return 'the last message of the CPE'
  }
}

/** What was going on when a new session began. */
function pending(story: SessionStory): string {
  const { last, owedByCpe, emptyPosts } = story
  if (owedByCpe !== null) return `the ${owedByCpe} of the ACS was still unanswered`
  if (last?.direction === 'cpe-to-acs') return `${theMessage(last, story)} was still unanswered`
  return emptyPosts === 0 ? 'the CPE had not yet given the ACS its turn' : 'the ACS had its turn'
}

/**
 * The CPE went silent upon an answer: what in the answer may have stopped it. Only where it went on after none of
 * the answers before, else it could read them.
 */
function suspicion(story: SessionStory): string {
  const { owedByCpe, answersUnderstood, otherNamespace, informNamespace } = story
  if (answersUnderstood === 0) {
    if (otherNamespace !== null && informNamespace !== null) {
      return `the CPE speaks ${onOneLine(informNamespace, 60)}, but was answered in ${onOneLine(otherNamespace, 60)}: let the ACS answer in the namespace of the Inform`
    }
    if (story.acsOmitsDeclaration && story.cpeWritesDeclaration) {
      return 'the answer has no XML declaration, and some CPEs read none without it: have it written for this device'
    }
    return 'the CPE may not have understood the answer: compare its namespace, prefixes and XML declaration with those the CPE writes'
  }
  switch (owedByCpe) {
    case null:
      return 'look into the log of the CPE at this moment'
    case 'Reboot':
    case 'FactoryReset':
    case 'Download':
      return `the CPE may have carried out the ${owedByCpe} without answering first: its next Inform will tell`
    case 'GetParameterNames':
    case 'GetParameterValues':
      return 'the CPE may have stumbled over the request: ask for less at once, and not for the whole tree'
    default:
      return 'the CPE may have stumbled over the request: send it alone and look into its log'
  }
}

function wantsRetry({ direction, status, fault }: StoryStep): boolean {
  if (direction === 'cpe-to-acs') return false
  return status === 401 || fault?.code === '8005' || (status !== null && status >= 300 && status < 400)
}

function retryMissing(story: SessionStory, last: StoryStep, how: string): Ending {
  if (last.status === 401) return notAuthenticated(story)
  if (last.fault?.code === '8005') {
    return {
      cause: `The session never completed: the ACS asked for the same request once more (8005), but the CPE did not send it ${how}`,
      next: 'a CPE has to repeat the identical request after 8005',
    }
  }
  const where = story.redirect === null || story.redirect === '' ? 'another URL' : quote(story.redirect)
  return {
    cause: `The session went elsewhere: the ACS sent the CPE to ${where} (HTTP status ${last.status ?? 0}), and nothing more came here`,
    next: 'look for the rest of the session at that URL (TR-069a6 3.4.2)',
  }
}

const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
]

function cookieLost(story: SessionStory): Ending {
  const names = [...story.cookies].map((name) => quote(name))
  const cookie = names.length === 0 ? 'the session cookie' : `the cookie ${join(names)}`
  if (story.informs === 0) {
    return {
      cause:
        'This message belongs to a session that cannot be told: it came without a session cookie, on a connection of its own, while several sessions were open from its address',
      next: 'let the CPE return the cookie of the InformResponse with every request (RFC 6265)',
    }
  }
  const next = ordinals[story.posts] ?? 'next'
  return {
    cause: `The session never completed: it seems that the CPE did not return ${cookie}, so its ${next} POST was a stranger to the ACS. A POST without cookie came from its address while several sessions were open there`,
    next:
      story.postsWithCookie > 0
        ? 'the CPE returned it before: see whether it loses the cookie on a new connection'
        : 'see whether the CPE takes cookies at all; some need the Path “/” in Set-Cookie',
  }
}

function informRefused({ last, informNamespace }: SessionStory): Ending {
  const fault = last?.fault ?? null
  if (fault === null) {
    return { cause: 'The ACS refused the Inform with a fault, so no session came about', next: '' }
  }
  const said = fault.string.trim() === '' ? '' : `: ${quote(fault.string.trim())}`
  const spoken =
    fault.code === '8006' && informNamespace !== null
      ? `; the CPE speaks ${onOneLine(informNamespace, 60)}`
      : ''
  return {
    cause: `The ACS refused the Inform with ${faultWords(fault.code)}${said}, so no session came about${spoken}`,
    next: faultAdvice(fault.code) ?? 'look into the log of the ACS',
  }
}

function notAuthenticated(story: SessionStory): Ending {
  const { challenges, credentials, users, scheme, refusal } = story
  if (refusal !== null) {
    return { cause: `The CPE did not prove who it is. ${refusal.replace(/\.$/, '')}`, next: '' }
  }
  const asked = challenges > 1 ? ` ${times(challenges)}` : ''
  if (credentials === 0) {
    return {
      cause: `The CPE did not prove who it is: the ACS asked for user name and password${asked} (401), and the CPE never sent them`,
      next: 'set the user name and password of the ACS in the CPE (ManagementServer.Username and Password)',
    }
  }
  const who =
    users.size === 0 ? 'its credentials' : `the credentials of ${join([...users].map((user) => quote(user)))}`
  const how = scheme === null ? '' : ` (${scheme.charAt(0).toUpperCase()}${scheme.slice(1)})`
  return {
    cause: `The CPE did not prove who it is: the ACS did not accept ${who}${how}; it answered 401 ${times(challenges)}`,
    next: 'compare user name and password in CPE and ACS',
  }
}

const times = (number: number): string => (number === 1 ? 'once' : number === 2 ? 'twice' : `${number} times`)

function protocolError(story: SessionStory): Ending {
  const { oddity, last } = story
  const status =
    last?.direction === 'acs-to-cpe' && last.status !== null && last.status >= 400 ? last.status : null
  const answered = status === null ? '' : `; the ACS answered with HTTP status ${status}`
  return {
    cause: `The session failed: ${oddity?.clause ?? 'one side sent something that does not belong at this point'}${answered}`,
    next:
      oddity?.direction === 'acs-to-cpe'
        ? 'look into the ACS'
        : 'the findings of that message say what is wrong with it (TR-069a6 3.7.1.4)',
  }
}

function interrupted(story: SessionStory): Ending {
  const { last, lastOfCpe, oddity } = story
  if (last?.direction === 'acs-to-cpe' && last.status !== null && last.status >= 400) {
    return {
      cause: `The session was cut short: the ACS answered ${lastOfCpe === null ? 'the CPE' : theMessage(lastOfCpe, story)} with HTTP status ${last.status}${oddity?.direction === 'cpe-to-acs' ? ` (${oddity.clause})` : ''}`,
      next:
        last.status === 413
          ? 'let the ACS take larger messages'
          : last.status === 415
            ? 'let the CPE send without compression (TR-069a6 3.4.7)'
            : 'look into the log of the ACS; the CPE has to try again in a new session (TR-069a6 3.7.1.4)',
    }
  }
  return {
    cause: `The session was cut short, or its end was not recorded: ${pending(story)}`,
    next: '',
  }
}
