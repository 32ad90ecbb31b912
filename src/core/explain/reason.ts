import { eventMeaning, methodOfEvent } from './events.js'
import { faultWords } from './faults.js'
import { join, quote, withKey } from './phrases.js'
import type { SessionStory, StoryEvent, StoryReport } from './story.js'

/** Events that a `M <method>` event of the same Inform explains better. */
const explainedBy: ReadonlyMap<string, readonly string[]> = new Map([
  ['3 SCHEDULED', ['ScheduleInform']],
  ['7 TRANSFER COMPLETE', ['Download', 'ScheduleDownload', 'Upload']],
  ['11 DU STATE CHANGE COMPLETE', ['ChangeDUState']],
])

/** Why the CPE called: `The CPE rebooted because of the Reboot with CommandKey “x”`. In the past tense. */
function whyCalled({ events, informs, reports }: SessionStory): string {
  if (informs === 0) return 'The session was recorded without its Inform'
  if (events.length === 0) return 'The CPE called without naming an event'
  const booted = events.some(({ code }) => code === '1 BOOT')
  const ordered = events.filter(({ code }) => code === 'M Reboot')
  const causes = causesOf(events, reports, booted)
  if (booted) {
    const why =
      ordered.length === 0
        ? 'started up'
        : `rebooted because of ${join(ordered.map(({ key }) => `the Reboot${withKey(key)}`))}`
    return `The CPE ${why}${causes.length === 0 ? '' : `, and ${join(causes)}`}`
  }
  return `The CPE called because ${join(causes, 5)}`
}

function causesOf(events: readonly StoryEvent[], reports: readonly StoryReport[], booted: boolean): string[] {
  const methods = new Set(events.map(({ code }) => methodOfEvent(code)))
  const causes: string[] = []
  for (const { code, key } of events) {
    if (booted && (code === '1 BOOT' || code === 'M Reboot')) continue
    if (explainedBy.get(code)?.some((method) => methods.has(method)) === true) continue
    const method = methodOfEvent(code)
    const cause =
      method === null
        ? (eventMeaning(code)?.cause ?? `of the event ${quote(code)} (unknown to CWMP)`)
        : methodCause(method, key, reports)
    const vendor = code.startsWith('X ') && method === null ? `of the vendor’s event ${quote(code)}` : cause
    if (!causes.includes(vendor)) causes.push(vendor)
  }
  return causes
}

function methodCause(method: string, key: string, reports: readonly StoryReport[]): string {
  const what = `the ${method}${withKey(key)}`
  const mine = reports.filter((report) => report.key === key)
  const failed = mine.find(({ code }) => code !== '' && code !== '0')
  switch (method) {
    case 'Download':
    case 'ScheduleDownload':
    case 'Upload':
    case 'ChangeDUState':
      if (failed !== undefined) return `${what} had failed with ${faultWords(failed.code)}`
      return mine.length > 0 ? `${what} had ended well` : `${what} was over`
    case 'ScheduleInform':
      return `${what} had asked for it`
    default:
      return `${what} had been carried out`
  }
}

/**
 * Why the CPE called, what it runs, and how it went on, as one sentence without its full stop.
 *
 * @param end continues "it …": `ended the session normally`
 */
export function calledAnd(story: SessionStory, end: string | null): string {
  const why = whyCalled(story)
  if (story.informs === 0) return end === null ? why : `${why}; the CPE ${end}`
  const { firmware, firmwareBefore, events } = story
  if (firmware === null) return end === null ? why : `${why}; it ${end}`
  const before = firmwareBefore !== null && firmwareBefore !== firmware ? ` instead of ${firmwareBefore}` : ''
  const version = `firmware ${firmware}${before}`
  // A long list of causes would run into it.
  if (events.length > 1 && !why.endsWith('”')) {
    return `${why}; it reports ${version}${end === null ? '' : ` and ${end}`}`
  }
  return `${why} and reports ${version}${end === null ? '' : `; it ${end}`}`
}

/** Reports of failed transfers that no event of the Inform leads to. */
export function otherFailedReports({ reports, events }: SessionStory): string {
  const keys = new Set(events.filter(({ code }) => methodOfEvent(code) !== null).map(({ key }) => key))
  const failed = reports.filter(({ key, code }) => code !== '' && code !== '0' && !keys.has(key))
  if (failed.length === 0) return ''
  return join(
    failed.map(({ key, code }) => `a transfer${withKey(key)} had failed with ${faultWords(code)}`),
    3,
  )
}
