import { describe, expect, it } from 'vitest'
import {
  byteOfKey,
  BYTES_PER_NARROW_LINE,
  hexDump,
  hexLine,
  hexLineCount,
  plainLayout,
} from '../../../../src/renderer/features/inspector/hex.js'

const bytes = new TextEncoder().encode('POST / HTTP/1.1\r\nA: b\r\n\r\n<x/>\u00e4')

describe('the hex view', () => {
  it('tells head from body within one line', () => {
    const line = hexLine(bytes, 1, { ...plainLayout, headLength: 25 })
    expect(line.offset).toBe('00000010')
    expect(line.bytes.map(({ part }) => part)).toEqual([
      ...Array.from({ length: 9 }, () => 'head'),
      ...Array.from({ length: 6 }, () => 'body'),
    ])
    expect(
      line.bytes
        .slice(9)
        .map(({ character }) => character)
        .join(''),
    ).toBe('<x/>..')
  })

  it('marks what is selected before its value, and that before its element; chunk framing is a part of its own', () => {
    const line = hexLine(bytes, 0, {
      headLength: 0,
      framing: [{ start: 0, end: 2 }],
      marks: [
        { mark: 'selected', ranges: [{ start: 5, end: 6 }] },
        { mark: 'value', ranges: [{ start: 4, end: 8 }] },
        { mark: 'element', ranges: [{ start: 3, end: 40 }] },
      ],
    })
    expect(line.bytes.slice(0, 9).map(({ mark }) => mark)).toEqual([
      null,
      null,
      null,
      'element',
      'value',
      'selected',
      'value',
      'value',
      'element',
    ])
    expect(line.bytes.slice(0, 3).map(({ part }) => part)).toEqual(['framing', 'framing', 'body'])
  })

  it('has a short last line and none for no bytes', () => {
    expect(hexLineCount(bytes)).toBe(2)
    expect(hexLineCount(new Uint8Array())).toBe(0)
    expect(hexDump(bytes).split('\n')).toEqual([
      '00000000  50 4f 53 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d  POST / HTTP/1.1.',
      '00000010  0a 41 3a 20 62 0d 0a 0d 0a 3c 78 2f 3e c3 a4     .A: b....<x/>..',
    ])
  })

  it('moves by byte and by line, and stays inside', () => {
    expect(byteOfKey('ArrowRight', 4, 16, 100)).toBe(5)
    expect(byteOfKey('ArrowLeft', 0, 16, 100)).toBe(0)
    expect(byteOfKey('ArrowDown', 20, 16, 30)).toBe(29)
    expect(byteOfKey('ArrowUp', 20, 16, 30)).toBe(4)
    expect(byteOfKey('Home', 20, 16, 30)).toBe(16)
    expect(byteOfKey('End', 20, 16, 100)).toBe(31)
    expect(byteOfKey('x', 20, 16, 100)).toBeNull()
  })
})

describe('a narrow hex view', () => {
  it('has eight bytes a line, none lost', () => {
    const few = Uint8Array.from({ length: 19 }, (_, index) => index)
    expect(hexLineCount(few, BYTES_PER_NARROW_LINE)).toBe(3)
    const last = hexLine(few, 2, plainLayout, BYTES_PER_NARROW_LINE)
    expect(last.offset).toBe('00000010')
    expect(last.bytes.map(({ hex }) => hex)).toEqual(['10', '11', '12'])
  })
})
