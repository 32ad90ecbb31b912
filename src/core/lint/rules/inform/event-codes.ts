/** What the standard says of an event. */
export interface StandardEvent {
  readonly code: string
  /** The first CWMP version that has it. */
  readonly since: '1.0' | '1.1' | '1.2' | '1.4'
  /** `M` events it comes with: at least one of them, with the CommandKey. */
  readonly comesWith?: readonly string[]
}

/** The single events by number. */
export const standardEvents: readonly StandardEvent[] = [
  { code: '0 BOOTSTRAP', since: '1.0' },
  { code: '1 BOOT', since: '1.0' },
  { code: '2 PERIODIC', since: '1.0' },
  { code: '3 SCHEDULED', since: '1.0', comesWith: ['M ScheduleInform'] },
  { code: '4 VALUE CHANGE', since: '1.0' },
  { code: '5 KICKED', since: '1.0' },
  { code: '6 CONNECTION REQUEST', since: '1.0' },
  { code: '7 TRANSFER COMPLETE', since: '1.0', comesWith: ['M Download', 'M ScheduleDownload', 'M Upload'] },
  { code: '8 DIAGNOSTICS COMPLETE', since: '1.0' },
  { code: '9 REQUEST DOWNLOAD', since: '1.0' },
  { code: '10 AUTONOMOUS TRANSFER COMPLETE', since: '1.1' },
  { code: '11 DU STATE CHANGE COMPLETE', since: '1.2', comesWith: ['M ChangeDUState'] },
  { code: '12 AUTONOMOUS DU STATE CHANGE COMPLETE', since: '1.2' },
  { code: '13 WAKEUP', since: '1.4' },
  { code: '14 HEARTBEAT', since: '1.4' },
]

/** The `M` events of the standard, with the single event each comes with. */
export const methodEvents: ReadonlyMap<string, string> = new Map([
  ['M Reboot', '1 BOOT'],
  ['M ScheduleInform', '3 SCHEDULED'],
  ['M Download', '7 TRANSFER COMPLETE'],
  ['M ScheduleDownload', '7 TRANSFER COMPLETE'],
  ['M Upload', '7 TRANSFER COMPLETE'],
  ['M ChangeDUState', '11 DU STATE CHANGE COMPLETE'],
])

const singles = new Map(standardEvents.map((event) => [event.code, event]))

export const standardEvent = (code: string): StandardEvent | null => singles.get(code) ?? null

/** What is wrong with an event code, and the code that was meant where that is certain. Null: nothing. */
export function eventCodeProblem(
  code: string,
): { readonly problem: string; readonly meant: string | null } | null {
  if (singles.has(code) || methodEvents.has(code)) return null
  if (code.trim() === '') return { problem: 'is empty', meant: null }
  const plain = code.trim().replace(/\s+/g, ' ')
  const number = /^0*(\d+)(?=\D|$)/.exec(plain)?.[1]
  if (number !== undefined) return singleProblem(plain, Number(number))
  const method = /^M (.+)$/i.exec(plain)?.[1]
  if (method !== undefined) return methodProblem(code, plain, method)
  if (/^X \S+ .+$/.test(code)) return null
  return /^X\b/i.test(plain)
    ? { problem: 'is not "X", the vendor and a text, with one space between them', meant: null }
    : {
        problem: 'is neither a number with its text, nor "M" with a method, nor "X" with a vendor',
        meant: null,
      }
}

function singleProblem(
  plain: string,
  number: number,
): { readonly problem: string; readonly meant: string | null } {
  const event = standardEvents[number]
  if (event === undefined) return { problem: `has the number ${number}, which no event has`, meant: null }
  const same = plain.replace(/^0*(?=\d)/, '').toUpperCase() === event.code
  return {
    problem: same
      ? `differs from "${event.code}" in case, spaces or zeros`
      : `is not "${event.code}", the event with that number`,
    meant: event.code,
  }
}

function methodProblem(
  code: string,
  plain: string,
  method: string,
): { readonly problem: string; readonly meant: string | null } | null {
  const meant = [...methodEvents.keys()].find((known) => known.toUpperCase() === plain.toUpperCase())
  if (meant !== undefined) return { problem: `differs from "${meant}" in case or spaces`, meant }
  if (/^M \S+$/.test(code)) return null
  return {
    problem: method.includes(' ') ? 'has more than one word after "M"' : 'is not "M", one space and a method',
    meant: null,
  }
}
