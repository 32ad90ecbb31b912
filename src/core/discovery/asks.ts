/** What the CPE is asked next. */
export type Ask =
  | { readonly kind: 'names'; readonly path: string; readonly nextLevel: boolean }
  | { readonly kind: 'values' | 'attributes'; readonly names: readonly string[] }

export type About = Ask['kind']

/** How dear an answer was. */
export interface Cost {
  readonly ms: number
  readonly characters: number
}

/** What came of an ask. */
export type Answer =
  /** Names told, values told, attributes told: of these. */
  | ({ readonly type: 'told'; readonly names: readonly string[] } & Cost)
  | { readonly type: 'fault'; readonly code: string; readonly string: string }
  /** The session broke before the answer. */
  | { readonly type: 'lost'; readonly reason: string }

export type Failure = Exclude<Answer, { type: 'told' }>

/** A name that the CPE refused by itself, or left out of its answer. */
export interface RefusedName {
  readonly name: string
  readonly about: About
  /** The fault's code; `lost`: the session broke each time; `left-out`: the answer did not have it. */
  readonly code: string
  readonly string: string
}

export interface Limits {
  /** Names asked for at once, at first and at most. */
  readonly firstNames: number
  readonly mostNames: number
  /** An answer below both is quick and small: the next batch may be larger. */
  readonly quickMs: number
  readonly smallCharacters: number
  /** An answer above either is over-long: the next batch is half of it. */
  readonly slowMs: number
  readonly largeCharacters: number
  /** Sessions that may break in a row, and names that may be refused in a row, before it is given up. */
  readonly mostLosses: number
  readonly mostRefusals: number
}

export const usualLimits: Limits = {
  firstNames: 32,
  mostNames: 1_000,
  quickMs: 1_000,
  smallCharacters: 131_072,
  slowMs: 10_000,
  largeCharacters: 524_288,
  mostLosses: 20,
  mostRefusals: 1_000,
}

export function refusedFor(name: string, about: About, failure: Failure): RefusedName {
  return failure.type === 'lost'
    ? { name, about, code: 'lost', string: failure.reason }
    : { name, about, code: failure.code, string: failure.string }
}

/**
 * Whether the size of the request may be what was wrong: 9004 resources exceeded, 9002 internal error, and sessions
 * that break. Every other fault is one of the names', as far as anybody can tell from outside.
 */
export function mayBeSize(failure: Failure): boolean {
  return failure.type === 'lost' || failure.code === '9004' || failure.code === '9002'
}
