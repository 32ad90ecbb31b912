import { describe, expect, it } from 'vitest'
import { agoText, countOf, countText, durationText, sizeText } from '../../../src/renderer/ui/index.js'

describe('quantities', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.0 KB'],
    [2150, '2.1 KB'],
    [1_048_575, '1.0 MB'],
    [13_002_342, '12.4 MB'],
    [512 * 1024, '512 KB'],
  ])('writes %i bytes as %s', (bytes, text) => expect(sizeText(bytes)).toBe(text))

  it.each([
    [0, '0 ms'],
    [0.4, '<1 ms'],
    [3.2, '3 ms'],
    [999.4, '999 ms'],
    [999.6, '1.00 s'],
    [1210, '1.21 s'],
    [30_002, '30.0 s'],
    [59_960, '1 min'],
    [125_000, '2 min 5 s'],
    [3_840_000, '1 h 4 min'],
  ])('writes %d milliseconds as %s', (ms, text) => expect(durationText(ms)).toBe(text))

  it('groups thousands and minds the singular', () => {
    expect(countText(4318)).toBe('4,318')
    expect(countOf(1, 'session')).toBe('1 session')
    expect(countOf(2, 'address', 'addresses')).toBe('2 addresses')
  })

  it.each([
    [1, 'just now'],
    [24, '24 s ago'],
    [59.4, '59 s ago'],
    [14 * 60, '14 min ago'],
    [3 * 3600, '3 h ago'],
    [25 * 3600, '1 day ago'],
    [50 * 3600, '2 days ago'],
  ])('tells %d seconds as %s', (seconds, text) => expect(agoText(0, seconds * 1000)).toBe(text))
})
