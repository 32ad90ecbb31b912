import { describe, expect, it } from 'vitest'
import {
  BYTES_PER_NARROW_LINE,
  headLengthOf,
  hexDump,
  hexLine,
  hexLineCount,
} from '../../../../src/renderer/features/inspector/hex.js'

const bytes = new TextEncoder().encode('POST / HTTP/1.1\r\nA: b\r\n\r\n<x/>\u00e4')

describe('the hex view', () => {
  it('finds where the body begins, with CRLF and with bare LF', () => {
    expect(headLengthOf(bytes)).toBe(25)
    expect(headLengthOf(new TextEncoder().encode('A: b\n\nbody'))).toBe(6)
    expect(headLengthOf(new TextEncoder().encode('garbage'))).toBe(7)
  })

  it('tells head from body within one line', () => {
    const line = hexLine(bytes, 1, 25)
    expect(line.offset).toBe('00000010')
    expect(line.runs.map((run) => run.part)).toEqual(['head', 'body'])
    expect(line.runs.map((run) => run.hex.length)).toEqual([9, 6])
    expect(line.runs[1]?.text).toBe('<x/>..')
  })

  it('has a short last line and none for no bytes', () => {
    expect(hexLineCount(bytes)).toBe(2)
    expect(hexLineCount(new Uint8Array())).toBe(0)
    expect(hexDump(bytes).split('\n')).toHaveLength(2)
  })
})

describe('a narrow hex view', () => {
  it('has eight bytes a line, none lost', () => {
    const bytes = Uint8Array.from({ length: 19 }, (_, index) => index)
    expect(hexLineCount(bytes, BYTES_PER_NARROW_LINE)).toBe(3)
    const last = hexLine(bytes, 2, 0, BYTES_PER_NARROW_LINE)
    expect(last.offset).toBe('00000010')
    expect(last.runs.flatMap((run) => run.hex)).toEqual(['10', '11', '12'])
  })
})
