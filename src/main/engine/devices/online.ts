/** Assumed where the CPE's PeriodicInformInterval is not known yet, in seconds. */
const unknownIntervalSeconds = 300

export interface Sightings {
  /** Milliseconds since the epoch; null: never. */
  readonly lastInform: number | null
  /** When a connection request was last answered. */
  readonly lastAnswered: number | null
  /** Seconds; null: not known. */
  readonly periodicInformInterval: number | null
}

/**
 * Until when a CPE counts as online, in milliseconds since the epoch: two periodic intervals after the
 * last sign of life, be it a session or an answered connection request. 0: it was never seen.
 */
export function onlineUntil({ lastInform, lastAnswered, periodicInformInterval }: Sightings): number {
  const seen = Math.max(lastInform ?? 0, lastAnswered ?? 0)
  if (seen === 0) return 0
  const interval =
    periodicInformInterval && periodicInformInterval > 0 ? periodicInformInterval : unknownIntervalSeconds
  return seen + 2 * interval * 1000
}
