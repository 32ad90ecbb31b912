import type { FieldName } from './fields.js'
import type { Pattern } from './pattern.js'

/** A filter that was understood. Holds compiled patterns, so it is not for cloning or storing: store its text. */
export type Filter =
  | { readonly type: 'everything' }
  | { readonly type: 'and' | 'or'; readonly terms: readonly Filter[] }
  | { readonly type: 'not' | 'msg'; readonly term: Filter }
  | { readonly type: 'word'; readonly pattern: Pattern }
  | { readonly type: 'field'; readonly field: FieldName; readonly test: FieldTest }

/** What a field's value must be. */
export type FieldTest =
  | { readonly is: 'like'; readonly pattern: Pattern }
  /** `from <= value < to`: `size:64KB` is every size that shows as 64KB. */
  | { readonly is: 'within'; readonly from: number; readonly to: number; readonly written: string }
  | { readonly is: Comparator; readonly bound: number; readonly written: string }

export type Comparator = '<' | '<=' | '>' | '>='
