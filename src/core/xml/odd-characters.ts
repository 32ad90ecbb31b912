/** All characters of a range of codes, as something to search for. */
function anyOf(first: number, last: number): RegExp {
  const escaped = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`
  return new RegExp(`[${escaped(first)}-${escaped(last)}]`, 'g')
}

/**
 * Where text is not simply what stands there: `&` and CR are to be resolved, the others are not allowed. They are
 * sought one by one, because for single characters and short ranges engines look at many characters at a time.
 */
const sought: readonly (string | RegExp)[] = [
  '&',
  '\r',
  ']]>',
  anyOf(0x00, 0x08),
  anyOf(0x0b, 0x0c),
  anyOf(0x0e, 0x16),
  anyOf(0x17, 0x1f),
  '\ufffe',
  '\uffff',
]

const loneSurrogate = /[\ud800-\udfff]/gu

function find(text: string, what: string | RegExp, from: number): number {
  if (typeof what === 'string') {
    const found = text.indexOf(what, from)
    return found < 0 ? text.length : found
  }
  what.lastIndex = from
  // `test` moves `lastIndex` behind the one character it finds.
  return what.test(text) ? what.lastIndex - 1 : text.length
}

/**
 * Tells a reader that goes through a text where the next character stands that needs a look. Everything before it can
 * be read over in one step. Each is sought only forward, so all questions together take linear time.
 */
export class OddCharacters {
  readonly #text: string
  readonly #sought: readonly (string | RegExp)[]
  /** For each that is sought, where it stands next. */
  readonly #places: number[]
  /** The next odd character as of the last question; the length of the text where there is none. */
  next = -1

  constructor(text: string) {
    this.#text = text
    this.#sought = text.isWellFormed() ? sought : [...sought, loneSurrogate]
    this.#places = this.#sought.map(() => -1)
  }

  /** The next odd character at or behind an offset, which may not be smaller than the one asked for before. */
  from(offset: number): number {
    if (this.next >= offset) return this.next
    let next = this.#text.length
    for (let index = 0; index < this.#sought.length; index++) {
      let place = this.#places[index] ?? -1
      if (place < offset) {
        place = find(this.#text, this.#sought[index] ?? '', offset)
        this.#places[index] = place
      }
      if (place < next) next = place
    }
    this.next = next
    return next
  }
}
