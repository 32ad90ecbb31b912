import { fieldNames, isFieldName, type FieldName } from './fields.js'
import { Mistake } from './mistake.js'

interface Place {
  readonly offset: number
  readonly length: number
}

/** What stands behind `field:` or alone. */
export type Written = Place &
  (
    | { readonly form: 'word' | 'quoted'; readonly text: string }
    | { readonly form: 'regex'; readonly source: string }
  )

export type Token = Place &
  (
    | { readonly type: 'open' | 'close' | 'msg' | 'and' | 'or' | 'not' }
    | { readonly type: 'word'; readonly written: Written }
    | {
        readonly type: 'field'
        readonly field: FieldName
        readonly comparator: string | null
        readonly written: Written
      }
  )

const SPACE = /\s+/y
const WORD = /[^\s()"]+/y
const FIELD = /([A-Za-z]+):/y
const COMPARATOR = /[<>]=?|=/y
const KEYWORDS: ReadonlyMap<string, 'and' | 'or' | 'not'> = new Map([
  ['AND', 'and'],
  ['OR', 'or'],
  ['NOT', 'not'],
])

/** Cuts a filter into tokens; throws {@link Mistake}. */
export function tokens(text: string): readonly Token[] {
  const found: Token[] = []
  const lexer = new Lexer(text)
  for (let token = lexer.next(); token !== null; token = lexer.next()) found.push(token)
  return found
}

class Lexer {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  next(): Token | null {
    this.#match(SPACE)
    const offset = this.#at
    const character = this.#text.charAt(offset)
    if (character === '') return null
    if (character === '(' || character === ')') {
      this.#at++
      return { type: character === '(' ? 'open' : 'close', offset, length: 1 }
    }
    // A minus that stands alone is a word like any other.
    if (character === '-' && /^[^\s)]/.test(this.#text.charAt(offset + 1))) {
      this.#at++
      return { type: 'not', offset, length: 1 }
    }
    const field = this.#match(FIELD)
    if (field) return this.#field(offset, field[1] ?? '')
    const written = this.#written()
    if (written.form === 'word') {
      const { length } = written
      if (/^msg$/i.test(written.text) && this.#text.charAt(this.#at) === '(') {
        this.#at++
        return { type: 'msg', offset, length: length + 1 }
      }
      const keyword = KEYWORDS.get(written.text)
      if (keyword) return { type: keyword, offset, length }
    }
    return { type: 'word', written, offset, length: written.length }
  }

  #field(offset: number, name: string): Token {
    const field = name.toLowerCase()
    if (!isFieldName(field)) throw new Mistake(unknownField(name), { offset, length: name.length })
    const comparator = this.#match(COMPARATOR)?.[0] ?? null
    const behind = this.#text.charAt(this.#at)
    if (behind === '' || /[\s()]/.test(behind)) {
      throw new Mistake(`${name}: needs a value right behind it, like ${name}:${comparator ?? ''}…`, {
        offset,
        length: this.#at - offset,
      })
    }
    const written = this.#written()
    return {
      type: 'field',
      field,
      comparator,
      written,
      offset,
      length: this.#at - offset,
    }
  }

  #written(): Written {
    const offset = this.#at
    const character = this.#text.charAt(offset)
    if (character === '"') return { form: 'quoted', text: this.#quoted(), offset, length: this.#at - offset }
    if (character === '/') return { form: 'regex', source: this.#regex(), offset, length: this.#at - offset }
    const text = this.#match(WORD)?.[0] ?? ''
    return { form: 'word', text, offset, length: text.length }
  }

  #quoted(): string {
    const offset = this.#at
    let text = ''
    for (let at = offset + 1; at < this.#text.length; at++) {
      const character = this.#text.charAt(at)
      if (character === '"') {
        this.#at = at + 1
        return text
      }
      const next = this.#text.charAt(at + 1)
      if (character === '\\' && (next === '"' || next === '\\')) {
        text += next
        at++
      } else {
        text += character
      }
    }
    throw new Mistake('The quoted text has no closing quote.', { offset, length: this.#text.length - offset })
  }

  #regex(): string {
    const offset = this.#at
    let source = ''
    for (let at = offset + 1; at < this.#text.length; at++) {
      const character = this.#text.charAt(at)
      if (character === '/') {
        this.#at = at + 1
        if (/^[^\s()]/.test(this.#text.charAt(this.#at))) {
          throw new Mistake(
            'Something stands behind the closing / of the regular expression. Write \\/ for a slash in it, or put plain text in quotes.',
            {
              offset,
              length: this.#at - offset,
            },
          )
        }
        return source
      }
      const next = this.#text.charAt(at + 1)
      if (character === '\\' && next !== '') {
        source += next === '/' ? next : character + next
        at++
      } else {
        source += character
      }
    }
    throw new Mistake(
      'The regular expression has no closing /. To search for text with a slash, put it in quotes.',
      {
        offset,
        length: this.#text.length - offset,
      },
    )
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)
    if (match) this.#at = pattern.lastIndex
    return match
  }
}

function unknownField(name: string): string {
  const near = fieldNames.find((field) => field.startsWith(name.toLowerCase().slice(0, 3)))
  const hint = near ? ` Did you mean ${near}:?` : ` Fields are ${fieldNames.join(', ')}.`
  return `There is no field "${name}".${hint} To search for text with a colon in it, put it in quotes.`
}
