import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowOfOffset, textLines } from '../../../../src/renderer/features/inspector/text-lines.js'

describe('rows of a plain text', () => {
  it('loses no character and holds no row longer than the cut', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 1500 }), { maxLength: 5 }), (parts) => {
        const text = parts.join('\n')
        const lines = textLines(text)
        expect(lines.map((line) => text.slice(line.from, line.to)).join('')).toBe(text.replaceAll('\n', ''))
        expect(Math.max(...lines.map((line) => line.to - line.from))).toBeLessThanOrEqual(400)
        expect(lines.filter((line) => line.number !== null)).toHaveLength(text.split('\n').length)
      }),
    )
  })

  it('finds the row of a character', () => {
    const text = `one\n${'x'.repeat(900)}\nend`
    const lines = textLines(text)
    expect(lines.map((line) => line.number)).toEqual([1, 2, null, null, 3])
    expect(rowOfOffset(lines, 4 + 450)).toBe(2)
    expect(rowOfOffset(lines, text.length)).toBe(4)
  })
})
