/** What an event code of an Inform means (cwmp-1-4.xsd EventCodeType; the words are ours). */
export interface EventMeaning {
  /** Continues the sentence "The CPE calls because …". */
  readonly because: string
  /** Continues the sentence "The CPE called because …". */
  readonly cause: string
}

const meaning = (because: string, cause: string): EventMeaning => ({ because, cause })

const standardEvents: ReadonlyMap<string, EventMeaning> = new Map([
  [
    '0 BOOTSTRAP',
    meaning(
      'it meets this ACS for the first time, or was reset to factory defaults',
      'it met this ACS for the first time or had been reset to factory defaults',
    ),
  ],
  ['1 BOOT', meaning('it was switched on or has restarted', 'it had been switched on or had restarted')],
  ['2 PERIODIC', meaning('its periodic inform interval is over', 'its periodic inform interval was over')],
  ['3 SCHEDULED', meaning('a ScheduleInform asked for it', 'a ScheduleInform had asked for it')],
  [
    '4 VALUE CHANGE',
    meaning('a parameter under notification has changed', 'a parameter under notification had changed'),
  ],
  ['5 KICKED', meaning('a user’s browser kicked it', 'a user’s browser had kicked it')],
  ['6 CONNECTION REQUEST', meaning('it got a connection request', 'it had got a connection request')],
  [
    '7 TRANSFER COMPLETE',
    meaning('a transfer the ACS asked for has ended', 'a transfer the ACS had asked for was over'),
  ],
  ['8 DIAGNOSTICS COMPLETE', meaning('a diagnostic test has ended', 'a diagnostic test was over')],
  ['9 REQUEST DOWNLOAD', meaning('it wants to be sent a file', 'it wanted to be sent a file')],
  [
    '10 AUTONOMOUS TRANSFER COMPLETE',
    meaning('a transfer the ACS did not ask for has ended', 'a transfer the ACS had not asked for was over'),
  ],
  [
    '11 DU STATE CHANGE COMPLETE',
    meaning('a change of software modules has ended', 'a change of software modules was over'),
  ],
  [
    '12 AUTONOMOUS DU STATE CHANGE COMPLETE',
    meaning('software modules changed on their own', 'software modules had changed on their own'),
  ],
  ['13 WAKEUP', meaning('it woke up from standby', 'it had woken up from standby')],
  ['14 HEARTBEAT', meaning('its heartbeat interval is over', 'its heartbeat interval was over')],
])

/** The meaning of an event code; `M <method>` and vendor codes are explained too. Null: not an event code at all. */
export function eventMeaning(code: string): EventMeaning | null {
  const standard = standardEvents.get(code)
  if (standard !== undefined) return standard
  const method = methodOfEvent(code)
  if (method !== null) {
    return meaning(
      `the ${method} it was asked for has been carried out`,
      `the ${method} it had been asked for had been carried out`,
    )
  }
  return /^X \S+ .+$/.test(code)
    ? meaning('of a cause its vendor defined', 'of a cause its vendor defined')
    : null
}

/** The method of an `M <method>` event; null for other events. */
export function methodOfEvent(code: string): string | null {
  return /^M (\S+)$/.exec(code)?.[1] ?? null
}
