/** An event waiting to be told to the ACS (EventStruct). */
export interface PendingEvent {
  readonly eventCode: string
  /** Empty for single events. */
  readonly commandKey: string
}

/** What clears an event: the answer to the Inform, or to the request that reports the matter itself. */
type ClearedBy =
  | 'Inform'
  | 'TransferComplete'
  | 'AutonomousTransferComplete'
  | 'RequestDownload'
  | 'Kicked'
  | 'DUStateChangeComplete'
  | 'AutonomousDUStateChangeComplete'

interface EventRule {
  readonly clearedBy: ClearedBy
  readonly survivesFailure: boolean
  readonly survivesReboot: boolean
}

const rule = (clearedBy: ClearedBy, survivesFailure = true, survivesReboot = true): EventRule => ({
  clearedBy,
  survivesFailure,
  survivesReboot,
})

/** The standard events (TR-069a6 3.7.1.5, table 8); every other one is cleared by the InformResponse. */
const eventRules: ReadonlyMap<string, EventRule> = new Map([
  ['1 BOOT', rule('Inform', true, false)],
  ['4 VALUE CHANGE', rule('Inform', true, false)],
  ['5 KICKED', rule('Kicked')],
  ['6 CONNECTION REQUEST', rule('Inform', false, false)],
  ['7 TRANSFER COMPLETE', rule('TransferComplete')],
  ['8 DIAGNOSTICS COMPLETE', rule('Inform', true, false)],
  ['9 REQUEST DOWNLOAD', rule('RequestDownload')],
  ['10 AUTONOMOUS TRANSFER COMPLETE', rule('AutonomousTransferComplete')],
  ['11 DU STATE CHANGE COMPLETE', rule('DUStateChangeComplete')],
  ['12 AUTONOMOUS DU STATE CHANGE COMPLETE', rule('AutonomousDUStateChangeComplete')],
  ['M Download', rule('TransferComplete')],
  ['M ScheduleDownload', rule('TransferComplete')],
  ['M Upload', rule('TransferComplete')],
  ['M ChangeDUState', rule('DUStateChangeComplete')],
])

const ruleOf = (event: PendingEvent): EventRule => eventRules.get(event.eventCode) ?? rule('Inform')

const sameEvent = (a: PendingEvent, b: PendingEvent): boolean =>
  a.eventCode === b.eventCode && a.commandKey === b.commandKey

/** Adds an event. A single event is never there twice; 0 BOOTSTRAP drops everything that was waiting. */
export function addEvent(
  events: readonly PendingEvent[],
  eventCode: string,
  commandKey = '',
): readonly PendingEvent[] {
  const event = { eventCode, commandKey }
  if (events.some((other) => sameEvent(other, event))) return events
  return eventCode === '0 BOOTSTRAP' ? [event] : [...events, event]
}

/** What is left of the events a request reported, once the ACS has answered it. */
export function afterAnswer(
  events: readonly PendingEvent[],
  reported: readonly PendingEvent[],
  rpc: string,
): readonly PendingEvent[] {
  return events.filter(
    (event) => ruleOf(event).clearedBy !== rpc || !reported.some((other) => sameEvent(other, event)),
  )
}

/** What is left after a session failed before its Inform was answered: a connection request is never retried. */
export const afterFailure = (events: readonly PendingEvent[]): readonly PendingEvent[] =>
  events.filter((event) => ruleOf(event).survivesFailure)

/** What is left after a reboot; the boot brings its own events. */
export const afterReboot = (events: readonly PendingEvent[]): readonly PendingEvent[] =>
  events.filter((event) => ruleOf(event).survivesReboot)
