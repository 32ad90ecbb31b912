import { filterFields } from './fields.js'
import type { Filter, FieldTest } from './filter.js'
import { printPattern } from './print.js'
import type { Pattern } from './pattern.js'

/** What a filter shows, as a sentence for people. */
export function describeFilter(filter: Filter): string {
  return filter.type === 'everything' ? 'Shows everything.' : `Shows what fits: ${clause(filter)}.`
}

function clause(filter: Filter): string {
  switch (filter.type) {
    case 'everything':
      return 'anything'
    case 'and':
      return filter.terms
        .map((term) => (term.type === 'or' ? `(${clause(term)})` : clause(term)))
        .join(', and ')
    case 'or':
      return filter.terms.map(clause).join(', or ')
    case 'not':
      return `not (${clause(filter.term)})`
    case 'msg':
      return `in one and the same message (${clause(filter.term)})`
    case 'word':
      return `${shown(filter.pattern)} occurs in the device id, RPC, parameter names or fault text`
    case 'field': {
      const { phrase, kind } = filterFields[filter.field]
      return `${phrase} ${comparison(filter.test, kind === 'text')}`
    }
  }
}

function comparison(test: FieldTest, isText: boolean): string {
  switch (test.is) {
    case 'like':
      if (test.pattern.kind !== 'text') return `is like ${shown(test.pattern)}`
      return `${isText ? 'contains' : 'is'} ${shown(test.pattern)}`
    case 'within':
      return `is ${test.written}`
    case '<':
      return `is less than ${test.written}`
    case '<=':
      return `is at most ${test.written}`
    case '>':
      return `is more than ${test.written}`
    case '>=':
      return `is at least ${test.written}`
  }
}

function shown(pattern: Pattern): string {
  return pattern.kind === 'text' ? `"${pattern.text}"` : printPattern(pattern)
}
