import { filterFields, type FieldDefinition, type FieldName } from './fields.js'
import type { Comparator, FieldTest, Filter } from './filter.js'
import { tokens, type Token, type Written } from './lexer.js'
import { Mistake } from './mistake.js'
import { regexPattern, textPattern, wordPattern, type Pattern } from './pattern.js'
import { readDuration, readSize, readTime, type Span, type ZoneOffset } from './quantities.js'

export interface FilterOptions {
  /** Zone of times without one. Default: the zone of this machine. */
  readonly zoneOffset?: ZoneOffset
}

export type ParsedFilter =
  | { readonly ok: true; readonly filter: Filter }
  | {
      readonly ok: false
      /** A sentence. */
      readonly message: string
      /** Where the mistake stands, in characters. */
      readonly offset: number
      readonly length: number
    }

/** More levels of parentheses than anybody writes by hand. */
const DEEPEST = 100

/** Reads a filter (docs of the language: public interfaces, section 5). Never throws. An empty one fits everything. */
export function parseFilter(text: string, options: FilterOptions = {}): ParsedFilter {
  try {
    return { ok: true, filter: new Parser(text, options).filter() }
  } catch (error) {
    if (!(error instanceof Mistake)) throw error
    const { message, offset, length } = error
    return { ok: false, message, offset, length }
  }
}

class Parser {
  readonly #tokens: readonly Token[]
  readonly #end: { readonly offset: number; readonly length: number }
  readonly #zoneOffset: ZoneOffset
  #at = 0
  #depth = 0

  constructor(text: string, { zoneOffset = machineZone }: FilterOptions) {
    this.#tokens = tokens(text)
    this.#end = { offset: text.length, length: 0 }
    this.#zoneOffset = zoneOffset
  }

  filter(): Filter {
    if (this.#tokens.length === 0) return { type: 'everything' }
    const filter = this.#or()
    const rest = this.#peek()
    if (rest) throw new Mistake('This parenthesis closes nothing.', rest)
    return filter
  }

  #or(): Filter {
    const terms = [this.#and()]
    while (this.#take('or')) terms.push(this.#and())
    return joined('or', terms)
  }

  #and(): Filter {
    const terms = [this.#unary()]
    for (;;) {
      const next = this.#peek()
      if (!next || next.type === 'or' || next.type === 'close') return joined('and', terms)
      this.#take('and')
      terms.push(this.#unary())
    }
  }

  #unary(): Filter {
    const token = this.#peek()
    if (!token) throw new Mistake(this.#missing(), this.#tokens.at(-1) ?? this.#end)
    if (token.type === 'close') throw new Mistake(this.#missing(), token)
    this.#at++
    switch (token.type) {
      case 'not':
        return this.#nested(token, () => ({ type: 'not', term: this.#unary() }))
      case 'msg':
        return this.#nested(token, () => ({ type: 'msg', term: this.#group(token) }))
      case 'open':
        return this.#nested(token, () => this.#group(token))
      case 'word':
        return { type: 'word', pattern: this.#pattern(token.written) }
      case 'field':
        return {
          type: 'field',
          field: token.field,
          test: this.#test(token.field, filterFields[token.field], token),
        }
      case 'and':
      case 'or':
        throw new Mistake(
          `${token.type.toUpperCase()} needs a term before and behind it. To search for the word, put it in quotes.`,
          token,
        )
    }
  }

  #group(open: Token): Filter {
    const filter = this.#or()
    if (!this.#take('close')) throw new Mistake('This parenthesis is not closed.', open)
    return filter
  }

  #nested(token: Token, read: () => Filter): Filter {
    if (++this.#depth > DEEPEST)
      throw new Mistake(`The filter is nested more than ${DEEPEST} levels deep.`, token)
    const filter = read()
    this.#depth--
    return filter
  }

  #test(field: FieldName, definition: FieldDefinition, token: Extract<Token, { type: 'field' }>): FieldTest {
    const { comparator, written } = token
    switch (definition.kind) {
      case 'text':
        if (comparator === null || written.form === 'regex')
          return { is: 'like', pattern: this.#pattern(written) }
        // In a text these characters are characters.
        return { is: 'like', pattern: textPattern(comparator + written.text) }
      case 'code':
        if (comparator !== null && comparator !== '=') {
          throw new Mistake(`${field} has no order: use ${field}:value without ${comparator}.`, token)
        }
        return { is: 'like', pattern: this.#code(field, definition, written) }
      case 'number': {
        const order = orderOf(comparator)
        if (order === null) return { is: 'like', pattern: this.#pattern(written) }
        const text = plain(written)
        if (!/^\d{1,9}$/.test(text))
          throw new Mistake(`${field} compares with a number, like ${field}:${order}400.`, written)
        return { is: order, bound: Number(text), written: text }
      }
      case 'size':
        return quantity(comparator, written, readSize(plain(written)), 'a size like 500, 64KB or 1.5MB')
      case 'duration':
        return quantity(
          comparator,
          written,
          readDuration(plain(written)),
          'a duration like 250ms, 2s, 5min or 1h',
        )
      case 'time':
        return quantity(
          comparator,
          written,
          readTime(plain(written), this.#zoneOffset),
          'a time like 2026-11-22, 2026-11-22T10:00 or 2026-11-22T10:00:00Z',
        )
    }
  }

  #code(field: FieldName, { choices }: FieldDefinition, written: Written): Pattern {
    const pattern = this.#pattern(written)
    if (choices && pattern.kind === 'text' && !choices.includes(pattern.folded)) {
      const last = choices.at(-1) ?? ''
      throw new Mistake(
        `${field} is ${choices.slice(0, -1).join(', ')} or ${last}, not "${pattern.text}".`,
        written,
      )
    }
    return choices && pattern.kind === 'text' ? textPattern(pattern.folded) : pattern
  }

  #pattern(written: Written): Pattern {
    if (written.form !== 'regex') {
      return written.form === 'quoted' ? textPattern(written.text) : wordPattern(written.text)
    }
    const { source } = written
    if (source === '') throw new Mistake('The regular expression is empty.', written)
    try {
      return regexPattern(source)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new Mistake(`The regular expression cannot be used: ${reason}`, written)
    }
  }

  /** Why a term was due where there is none. */
  #missing(): string {
    const before = this.#tokens[this.#at - 1]
    switch (before?.type) {
      case 'open':
      case 'msg':
        return 'There is nothing in these parentheses.'
      case 'not':
        return 'NOT needs a term behind it. To search for the word, put it in quotes.'
      case 'and':
      case 'or':
        return `${before.type.toUpperCase()} needs a term before and behind it. To search for the word, put it in quotes.`
      default:
        return 'This parenthesis closes nothing.'
    }
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at]
  }

  #take(type: Token['type']): boolean {
    if (this.#peek()?.type !== type) return false
    this.#at++
    return true
  }
}

function joined(type: 'and' | 'or', terms: readonly Filter[]): Filter {
  const flat = terms.flatMap((term) => (term.type === type ? term.terms : [term]))
  const [only] = flat
  return flat.length === 1 && only ? only : { type, terms: flat }
}

function quantity(
  comparator: string | null,
  written: Written,
  span: Span | null,
  example: string,
): FieldTest {
  const text = plain(written)
  if (span === null) throw new Mistake(`"${text}" is not ${example}.`, written)
  const order = orderOf(comparator)
  return order === null
    ? { is: 'within', ...span, written: text }
    : { is: order, bound: span.from, written: text }
}

function orderOf(comparator: string | null): Comparator | null {
  switch (comparator) {
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparator
    default:
      return null
  }
}

function plain(written: Written): string {
  return written.form === 'regex' ? `/${written.source}/` : written.text
}

function machineZone(at: number): number {
  return -new Date(at).getTimezoneOffset()
}
