import type { FieldTest, Filter } from './filter.js'
import type { Pattern } from './pattern.js'

/** Writes a filter in its plainest form: what `parseFilter` reads back as the same filter. */
export function printFilter(filter: Filter): string {
  switch (filter.type) {
    case 'everything':
      return ''
    case 'and':
      return filter.terms
        .map((term) => (term.type === 'or' ? `(${printFilter(term)})` : printFilter(term)))
        .join(' ')
    case 'or':
      return filter.terms.map(printFilter).join(' OR ')
    case 'not':
      return `NOT ${filter.term.type === 'and' || filter.term.type === 'or' ? `(${printFilter(filter.term)})` : printFilter(filter.term)}`
    case 'msg':
      return `msg(${printFilter(filter.term)})`
    case 'word':
      return printPattern(filter.pattern)
    case 'field':
      return `${filter.field}:${printTest(filter.test)}`
  }
}

/** The part behind `field:`. */
export function printTest(test: FieldTest): string {
  if (test.is === 'like') {
    const printed = printPattern(test.pattern)
    // After an equals sign of its own, no character of the pattern is taken for a comparison.
    return /^[<>=]/.test(printed) ? `=${printed}` : printed
  }
  const written = /\s/.test(test.written) ? `"${test.written}"` : test.written
  return test.is === 'within' ? written : test.is + written
}

/** Plain words as they are, everything that could be taken for syntax in quotes. */
export function printPattern(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'text':
      return /^\w[\w.%-]*$/.test(pattern.text) && !/^(?:AND|OR|NOT|msg)$/i.test(pattern.text)
        ? pattern.text
        : `"${pattern.text.replace(/["\\]/g, '\\$&')}"`
    case 'wildcard':
      return pattern.text
    case 'regex':
      return `/${pattern.source.replace(/\\[^]|\//g, (found) => (found === '/' ? '\\/' : found))}/`
  }
}
