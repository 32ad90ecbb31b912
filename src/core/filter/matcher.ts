import type { FilterFacts, MessageFacts, SessionFacts } from './facts.js'
import { filterFields, type FieldDefinition, type FieldKind } from './fields.js'
import type { FieldTest, Filter } from './filter.js'
import { contains, fits, type Pattern } from './pattern.js'

/**
 * Whether a row fits a filter. In a session list each term may be met by a different message, and
 * `NOT rpc:Inform` means that no message is an Inform; `msg(…)` ties terms to one message.
 */
export function matches(filter: Filter, facts: FilterFacts): boolean {
  switch (filter.type) {
    case 'everything':
      return true
    case 'and':
      return filter.terms.every((term) => matches(term, facts))
    case 'or':
      return filter.terms.some((term) => matches(term, facts))
    case 'not':
      return !matches(filter.term, facts)
    case 'msg':
      if (facts.row === 'message') return matches(filter.term, facts)
      return facts.messages.some((message) =>
        matches(filter.term, { row: 'message', session: facts.session, message }),
      )
    case 'word':
      return wordMatches(filter.pattern, facts)
    case 'field':
      return fieldMatches(filterFields[filter.field], filter.test, facts)
  }
}

function wordMatches(pattern: Pattern, facts: FilterFacts): boolean {
  const { session } = facts
  if (session?.deviceId && contains(pattern, session.deviceId)) return true
  const messages = facts.row === 'message' ? [facts.message] : facts.messages
  return messages.some(
    ({ rpc, paths, faultTexts }) =>
      (rpc !== null && contains(pattern, rpc)) ||
      faultTexts.some((text) => contains(pattern, text)) ||
      paths.some((path) => contains(pattern, path)),
  )
}

function fieldMatches(definition: FieldDefinition, test: FieldTest, facts: FilterFacts): boolean {
  const fitsOne = (values: readonly (string | number)[]): boolean =>
    values.some((value) => valueFits(definition.kind, test, value))
  const inSession = (session: SessionFacts | null): boolean =>
    session !== null && definition.ofSession !== undefined && fitsOne(definition.ofSession(session))
  const inMessage = (message: MessageFacts): boolean =>
    definition.ofMessage !== undefined && fitsOne(definition.ofMessage(message))
  if (facts.row === 'message')
    return definition.ofMessage ? inMessage(facts.message) : inSession(facts.session)
  return inSession(facts.session) || (!definition.sessionOnly && facts.messages.some(inMessage))
}

function valueFits(kind: FieldKind, test: FieldTest, value: string | number): boolean {
  switch (test.is) {
    case 'like':
      return kind === 'text' ? contains(test.pattern, String(value)) : fits(test.pattern, String(value))
    case 'within':
      return test.from <= Number(value) && Number(value) < test.to
    case '<':
      return Number(value) < test.bound
    case '<=':
      return Number(value) <= test.bound
    case '>':
      return Number(value) > test.bound
    case '>=':
      return Number(value) >= test.bound
  }
}
