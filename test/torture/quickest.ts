/** Milliseconds; no message may take longer. */
export const slowest = 100

/** Milliseconds that something takes; done again where it seems slow, because the machine may do something else meanwhile. */
export function quickest(run: () => void): number {
  let least = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const started = performance.now()
    run()
    least = Math.min(least, performance.now() - started)
    if (least <= slowest / 10) return least
  }
  return least
}
