import {
  addEvent,
  afterAnswer,
  afterFailure,
  afterReboot,
  type PendingEvent,
} from '../../../core/dialog/index.js'

/** What one Inform tells the ACS. */
export interface Report {
  readonly events: readonly PendingEvent[]
  /** Parameters whose changed values go with it. */
  readonly changed: readonly string[]
  /** Failed attempts at this report before. */
  readonly retryCount: number
}

/** What a CPE still has to tell its ACS, over sessions, failures and reboots. */
export interface Reporting {
  event(eventCode: string, commandKey?: string): void
  /** A watched parameter changed from outside. */
  valueChanged(path: string): void
  readonly changed: ReadonlySet<string>
  /** Events wait; a changed value alone may be passive and can wait for the next session. */
  readonly hasEvents: boolean
  /** Null: there is nothing to tell. */
  next(): Report | null
  /** The ACS answered a request of the session that carried the report. */
  answered(report: Report, rpc: string): void
  sessionFailed(report: Report): void
  sessionSucceeded(): void
  /** Forgets what does not outlive a reboot. */
  rebooted(): void
  /** Forgets everything. */
  reset(): void
}

export function createReporting(): Reporting {
  let events: readonly PendingEvent[] = []
  let changed: ReadonlySet<string> = new Set()
  let retryCount = 0
  return {
    event(eventCode, commandKey = '') {
      events = addEvent(events, eventCode, commandKey)
    },
    valueChanged(path) {
      changed = new Set(changed).add(path)
    },
    get changed() {
      return changed
    },
    get hasEvents() {
      return events.length > 0
    },
    next() {
      if (changed.size > 0) events = addEvent(events, '4 VALUE CHANGE')
      return events.length === 0 ? null : { events, changed: [...changed], retryCount }
    },
    answered(report, rpc) {
      events = afterAnswer(events, report.events, rpc)
      if (rpc === 'Inform') changed = new Set([...changed].filter((path) => !report.changed.includes(path)))
    },
    sessionFailed(report) {
      // The session is tried again as a whole, with everything it reported (TR-069a6 3.2.1.1).
      const all = [...report.events, ...events].reduce<readonly PendingEvent[]>(
        (list, { eventCode, commandKey }) => addEvent(list, eventCode, commandKey),
        [],
      )
      events = afterFailure(all)
      changed = new Set([...report.changed, ...changed])
      retryCount += 1
    },
    sessionSucceeded() {
      retryCount = 0
    },
    rebooted() {
      events = afterReboot(events)
      retryCount = 0
    },
    reset() {
      events = []
      changed = new Set()
      retryCount = 0
    },
  }
}
