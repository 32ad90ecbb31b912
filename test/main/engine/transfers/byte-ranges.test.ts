import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesIn, covering, readRanges } from '../../../../src/main/engine/transfers/byte-ranges.js'

describe('a Range header', () => {
  it.each([
    [undefined, 'whole'],
    ['', 'whole'],
    ['bytes=', 'whole'],
    ['bytes=-', 'whole'],
    ['bytes=a-b', 'whole'],
    ['bytes=5-2', 'whole'],
    ['items=0-1', 'whole'],
    ['bytes=0-1,x', 'whole'],
    [`bytes=${'0-0,'.repeat(33)}`, 'whole'],
    ['bytes=0-99,0-99', 'whole'],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=100-200,300-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
  ])('%s means the file of 100 bytes as %s', (header, kind) => {
    expect(readRanges(header, 100)).toEqual({ kind })
  })

  it.each([
    ['bytes=0-0', [[0, 1]]],
    [
      'BYTES = 10-19 , 30-',
      [
        [10, 20],
        [30, 100],
      ],
    ],
    ['bytes=-5', [[95, 100]]],
    ['bytes=-500', [[0, 100]]],
    ['bytes=90-1000', [[90, 100]]],
    ['bytes=200-300,1-1', [[1, 2]]],
  ])('%s gives places in the file of 100 bytes', (header, places) => {
    const ranges = places.map(([from, to]) => ({ from, to }))
    expect(readRanges(header, 100)).toEqual({ kind: 'ranges', ranges })
  })

  it('never gives a place outside the file, or more bytes than it has', () => {
    const place = fc.option(fc.nat(300), { nil: '' })
    fc.assert(
      fc.property(fc.array(fc.tuple(place, place), { maxLength: 6 }), fc.nat(200), (pairs, size) => {
        const answer = readRanges(`bytes=${pairs.map(([from, to]) => `${from}-${to}`).join(',')}`, size)
        if (answer.kind !== 'ranges') return true
        const all = answer.ranges.every(({ from, to }) => 0 <= from && from < to && to <= size)
        return all && answer.ranges.reduce((sum, { from, to }) => sum + to - from, 0) <= size
      }),
    )
  })
})

describe('what is covered', () => {
  it('is what a set of single bytes would hold, in order and apart', () => {
    const range = fc.tuple(fc.nat(60), fc.nat(20)).map(([from, length]) => ({ from, to: from + length }))
    fc.assert(
      fc.property(fc.array(range, { maxLength: 20 }), (ranges) => {
        const bytes = new Set(
          ranges.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)),
        )
        const covered = ranges.reduce(covering, [] as readonly (readonly [number, number])[])
        expect(bytesIn(covered)).toBe(bytes.size)
        for (const [position, [from, to]] of covered.entries()) {
          expect(from).toBeLessThan(to)
          expect(from).toBeGreaterThan(covered[position - 1]?.[1] ?? -1)
        }
      }),
    )
  })
})
