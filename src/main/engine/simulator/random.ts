/** Random numbers that repeat exactly for the same seed. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number, both bounds included. */
  integer(low: number, high: number): number
  /** So many lower-case hex digits. */
  hex(digits: number): string
  pick<T>(items: readonly T[]): T | undefined
}

/** A small generator with 32 bits of state (mulberry32): plenty for jitter and drift, none for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const integer = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    integer,
    hex: (digits) => Array.from({ length: digits }, () => integer(0, 15).toString(16)).join(''),
    pick: (items) => items[integer(0, items.length - 1)],
  }
}
