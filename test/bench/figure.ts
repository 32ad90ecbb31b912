/** One measured figure beside its peer or ceiling of the same run. */
export interface Figure {
  readonly id: string
  readonly value: number
  readonly unit: string
  /** What the peer or ceiling is. */
  readonly beside: string
  readonly besideValue: number
  readonly ratio: number
  readonly goal: string
  readonly holds: boolean
}

const round = (value: number): number => Number(value.toPrecision(4))

/** Makes a figure; `ratio` is value over the value beside it. */
export function figure(input: {
  id: string
  value: number
  unit: string
  beside: string
  besideValue: number
  goal: string
  holds: boolean
}): Figure {
  return {
    ...input,
    value: round(input.value),
    besideValue: round(input.besideValue),
    ratio: round(input.value / input.besideValue),
  }
}

/** The value below which the given share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
