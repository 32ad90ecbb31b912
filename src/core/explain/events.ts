/** What an event code of an Inform means (cwmp-1-4.xsd EventCodeType; the words are ours). */
export interface EventMeaning {
  /** Continues the sentence "The CPE calls because …". */
  readonly because: string
}

const standardEvents: ReadonlyMap<string, EventMeaning> = new Map([
  ['0 BOOTSTRAP', { because: 'it meets this ACS for the first time, or was reset to factory defaults' }],
  ['1 BOOT', { because: 'it was switched on or has restarted' }],
  ['2 PERIODIC', { because: 'its periodic inform interval is over' }],
  ['3 SCHEDULED', { because: 'a ScheduleInform asked for it' }],
  ['4 VALUE CHANGE', { because: 'a parameter under notification has changed' }],
  ['5 KICKED', { because: 'a user’s browser kicked it' }],
  ['6 CONNECTION REQUEST', { because: 'it got a connection request' }],
  ['7 TRANSFER COMPLETE', { because: 'a transfer the ACS asked for has ended' }],
  ['8 DIAGNOSTICS COMPLETE', { because: 'a diagnostic test has ended' }],
  ['9 REQUEST DOWNLOAD', { because: 'it wants to be sent a file' }],
  ['10 AUTONOMOUS TRANSFER COMPLETE', { because: 'a transfer the ACS did not ask for has ended' }],
  ['11 DU STATE CHANGE COMPLETE', { because: 'a change of software modules has ended' }],
  ['12 AUTONOMOUS DU STATE CHANGE COMPLETE', { because: 'software modules changed on their own' }],
  ['13 WAKEUP', { because: 'it woke up from standby' }],
  ['14 HEARTBEAT', { because: 'its heartbeat interval is over' }],
])

/** The meaning of an event code; `M <method>` and vendor codes are explained too. Null: not an event code at all. */
export function eventMeaning(code: string): EventMeaning | null {
  const standard = standardEvents.get(code)
  if (standard !== undefined) return standard
  const method = /^M (\S+)$/.exec(code)?.[1]
  if (method !== undefined) return { because: `the ${method} it was asked for has been carried out` }
  return /^X \S+ .+$/.test(code) ? { because: 'of a cause its vendor defined' } : null
}
