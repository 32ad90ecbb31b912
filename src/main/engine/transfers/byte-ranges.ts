/** Bytes [from, to) of a file. */
export interface ByteRange {
  readonly from: number
  readonly to: number
}

export type RangeAnswer =
  /** No ranges asked for, or so that they are to be passed over (RFC 9110 14.2): the whole file. */
  | { readonly kind: 'whole' }
  | { readonly kind: 'ranges'; readonly ranges: readonly [ByteRange, ...ByteRange[]] }
  /** None of them lies in the file: 416. */
  | { readonly kind: 'unsatisfiable' }

/** More ranges in one request are no download but mischief (RFC 9110 14.2): the whole file is sent instead. */
const mostRanges = 32

/** Reads a Range header for a file of so many bytes. */
export function readRanges(header: string | undefined, size: number): RangeAnswer {
  const list = /^\s*bytes\s*=(.*)$/i.exec(header ?? '')?.[1]
  if (list === undefined) return { kind: 'whole' }
  const specs = list
    .split(',')
    .map((spec) => spec.trim())
    .filter((spec) => spec !== '')
  if (specs.length === 0 || specs.length > mostRanges) return { kind: 'whole' }
  const ranges: ByteRange[] = []
  for (const spec of specs) {
    const read = /^(\d{0,15})-(\d{0,15})$/.exec(spec)
    const [first = '', last = ''] = read?.slice(1) ?? []
    if (read === null || (first === '' && last === '')) return { kind: 'whole' }
    const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
    const to = first === '' || last === '' ? size : Math.min(Number(last) + 1, size)
    if (first !== '' && last !== '' && Number(last) < from) return { kind: 'whole' }
    if (from < to) ranges.push({ from, to })
  }
  const [range, ...more] = ranges
  if (range === undefined) return { kind: 'unsatisfiable' }
  // Together more than the file: overlapping ranges would make one request cost many files.
  if (ranges.reduce((sum, { from, to }) => sum + to - from, 0) > size && more.length > 0)
    return { kind: 'whole' }
  return { kind: 'ranges', ranges: [range, ...more] }
}

/** Adds [from, to) to places in order that do not touch; the outcome is of the same kind. */
export function covering(
  covered: readonly (readonly [number, number])[],
  { from, to }: ByteRange,
): readonly (readonly [number, number])[] {
  if (from >= to) return covered
  const before = covered.filter(([, end]) => end < from)
  const after = covered.filter(([start]) => start > to)
  const touched = covered.filter(([start, end]) => end >= from && start <= to)
  const start = Math.min(from, ...touched.map(([begin]) => begin))
  const end = Math.max(to, ...touched.map(([, until]) => until))
  return [...before, [start, end], ...after]
}

/** How many bytes that is. */
export function bytesIn(covered: readonly (readonly [number, number])[]): number {
  return covered.reduce((sum, [from, to]) => sum + to - from, 0)
}
