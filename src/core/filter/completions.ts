import { fieldNames, filterFields, isFieldName } from './fields.js'

/** What could stand in place of `text.slice(from, to)`. */
export interface FilterCompletions {
  readonly from: number
  readonly to: number
  readonly items: readonly { readonly text: string; readonly about: string }[]
}

const WORDS = [
  { text: 'msg(', about: 'Terms that one and the same message must meet: msg(rpc:Inform event:1)' },
  { text: 'OR', about: 'Either the term before or the one behind' },
  { text: 'NOT', about: 'The next term must not be met' },
]

/** Fields, and the values of those that have a fixed set, for the word the caret is in. */
export function completeFilter(text: string, caret: number): FilterCompletions {
  const before = /[^\s()"]*$/.exec(text.slice(0, caret))?.[0] ?? ''
  const word = before.replace(/^-+/, '')
  const to = caret
  const colon = word.indexOf(':')
  if (colon < 0) {
    const fields = fieldNames.map((name) => ({ text: `${name}:`, about: filterFields[name].about }))
    return { from: caret - word.length, to, items: startingWith(word, [...fields, ...WORDS]) }
  }
  const field = word.slice(0, colon).toLowerCase()
  const value = word.slice(colon + 1)
  const choices = isFieldName(field) ? (filterFields[field].choices ?? []) : []
  const about = isFieldName(field) ? filterFields[field].about : ''
  return {
    from: caret - value.length,
    to,
    items: startingWith(
      value,
      choices.map((choice) => ({ text: choice, about })),
    ),
  }
}

function startingWith<T extends { readonly text: string }>(start: string, items: readonly T[]): readonly T[] {
  return items.filter(({ text }) => text.toLowerCase().startsWith(start.toLowerCase()))
}
