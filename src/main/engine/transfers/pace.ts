import { setTimeout as pause } from 'node:timers/promises'

/** How many pieces a second a slowed transfer is cut into: it moves evenly instead of in jumps. */
const piecesPerSecond = 20

/** Lets bytes through at a pace. */
export interface Pace {
  /** Bytes to hand over next, at most. */
  readonly piece: number
  /** Waits until so many bytes more may go. Rejects when the signal aborts. */
  wait(bytes: number, signal: AbortSignal): Promise<void>
}

/** @param largest bytes in one piece, where nothing slows it down */
export function createPace(bytesPerSecond: number | null, largest: number): Pace {
  if (bytesPerSecond === null) return { piece: largest, wait: () => Promise.resolve() }
  let free = performance.now()
  return {
    piece: Math.min(largest, Math.max(1, Math.floor(bytesPerSecond / piecesPerSecond))),
    async wait(bytes, signal) {
      const now = performance.now()
      // What was not used is not saved up: after a stall it goes on at its pace.
      free = Math.max(free, now) + (bytes / bytesPerSecond) * 1000
      if (free > now) await pause(free - now, undefined, { signal, ref: false })
    },
  }
}
