import { envelopeAround } from './example.js'

/** Where a finding is to point at. */
export interface MarkedPlace {
  readonly line: number
  readonly column: number
  readonly offset: number
  readonly length: number
}

/** An example in which `⟦` and `⟧` stand around the place that a finding is to point at. */
export interface Marked {
  readonly example: string
  readonly place: MarkedPlace
}

export function readMarked(marked: string): Marked {
  const isHttp = /^(?:[A-Z]+ \S+ )?HTTP\/1\.[01]/.test(marked)
  const text = envelopeAround(isHttp ? marked.slice(marked.indexOf('\n\n') + 2) : marked)
  const offset = text.indexOf('⟦')
  const end = text.indexOf('⟧')
  if (offset < 0 || end < offset) throw new Error(`Nothing is marked in ${marked}`)
  const before = text.slice(0, offset)
  return {
    example: marked.replace('⟦', '').replace('⟧', ''),
    place: {
      line: before.split('\n').length,
      column: offset - before.lastIndexOf('\n'),
      offset,
      length: end - offset - 1,
    },
  }
}
