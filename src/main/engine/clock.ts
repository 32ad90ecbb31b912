import type { Micros } from '../../core/journal/records.js'

/** How far the two clocks may part before the precise one is set anew: the machine slept, or its time was set. */
const toleranceMs = 1_000

/** The time in microseconds: the wall clock's value with the precision and the steadiness of the monotonic one. */
export function createClock(): () => Micros {
  let origin = performance.timeOrigin
  return () => {
    const drift = Date.now() - (origin + performance.now())
    if (Math.abs(drift) > toleranceMs) origin += drift
    return Math.round((origin + performance.now()) * 1000)
  }
}
