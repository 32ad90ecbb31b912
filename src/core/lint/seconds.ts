import type { Micros } from '../journal/records.js'

/** A duration in words: "45 s", "7 min", "3.5 h". */
export function secondsText(duration: Micros): string {
  const seconds = duration / 1_000_000
  if (seconds < 120) return `${String(Math.round(seconds))} s`
  if (seconds < 7200) return `${String(Math.round(seconds / 60))} min`
  return `${String(Math.round(seconds / 360) / 10)} h`
}
