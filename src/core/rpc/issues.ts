/** What reading arguments can find. Stable ids; severity and reference are in core/lint/rules. */
export type ReadRule =
  | 'array-count-mismatch'
  | 'padded-array-count'
  | 'missing-array-type'
  | 'wrong-array-type'
  | 'wrong-array-member'
  | 'missing-element'
  | 'missing-value'
  | 'unknown-element'
  | 'duplicate-element'
  | 'element-order'
  | 'missing-value-type'
  | 'missing-struct-type'
  | 'wrong-type-namespace'
  | 'unexpected-children'
  | 'struct-expected'
  | 'extra-wrapper'
  | 'qualified-argument'

export interface ReadIssue {
  readonly rule: ReadRule
  readonly message: string
  readonly offset: number
  readonly length: number
}

/** How often one rule is reported with its place; the rest is summed up in one issue. */
const placesPerRule = 10

/** Collects issues; a defect that every one of 20,000 parameters has is told ten times and then counted. */
export class IssueLog {
  readonly #issues: ReadIssue[] = []
  readonly #counts = new Map<ReadRule, { count: number; firstBeyond: ReadIssue | null }>()

  add(rule: ReadRule, message: string, offset: number, length: number): void {
    const seen = this.#counts.get(rule) ?? { count: 0, firstBeyond: null }
    this.#counts.set(rule, seen)
    seen.count++
    const issue: ReadIssue = { rule, message, offset, length }
    if (seen.count <= placesPerRule) this.#issues.push(issue)
    else seen.firstBeyond ??= issue
  }

  /** Everything found, with one more issue for each rule that was found too often. */
  list(): ReadIssue[] {
    const list = [...this.#issues]
    for (const { count, firstBeyond } of this.#counts.values()) {
      if (firstBeyond === null) continue
      const more = count - placesPerRule
      list.push({ ...firstBeyond, message: `${firstBeyond.message} (${more} like this from here on.)` })
    }
    return list
  }
}
