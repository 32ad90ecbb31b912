import type { Micros } from '../../../core/journal/records.js'

/** More than this between the two clocks and the steady one is wrong: the machine slept or its time was set. */
const LARGEST_DRIFT_MS = 500

/**
 * Microseconds since the Unix epoch, from the steady clock: in order and finer than Date.now, and brought
 * back to the wall clock where the two have parted.
 */
export function createMicrosClock(
  steadyMs: () => number = () => performance.timeOrigin + performance.now(),
  wallMs: () => number = Date.now,
): () => Micros {
  let correctionMs = 0
  return () => {
    const steady = steadyMs()
    const wall = wallMs()
    if (Math.abs(steady + correctionMs - wall) > LARGEST_DRIFT_MS) correctionMs = wall - steady
    return Math.round((steady + correctionMs) * 1000)
  }
}
