import type { ReadRule } from '../rpc/index.js'
import type { XmlDefect, XmlDocument, XmlElement, XmlRule } from '../xml/index.js'

/** What reading an envelope, its header and its fault can find, beside XML and arguments. */
export type EnvelopeRule =
  | 'byte-order-mark'
  | 'several-envelopes'
  | 'text-before-envelope'
  | 'text-after-envelope'
  | 'no-envelope'
  | 'wrong-envelope-namespace'
  | 'missing-body'
  | 'empty-body'
  | 'several-body-elements'
  | 'unknown-rpc'
  | 'wrong-cwmp-namespace'
  | 'non-standard-cwmp-namespace'
  | 'missing-cwmp-id'
  | 'unknown-header'
  | 'wrong-must-understand'
  | 'wrong-header-value'
  | 'deprecated-header'
  | 'incomplete-fault'
  | 'detail-in-faultstring'
  | 'more-defects'

export type ReadingRule = EnvelopeRule | ReadRule | Exclude<XmlRule, RenamedXmlRule>

/** XML defects that have a name of their own in an envelope. */
type RenamedXmlRule = 'text-before-root' | 'text-after-root' | 'second-root' | 'no-root'

/** Something that reading noticed, and where. What it means, how grave it is and what to do about it says its rule in core/lint. */
export interface Issue {
  readonly rule: ReadingRule
  readonly message: string
  /** In characters of the decoded text. */
  readonly offset: number
  readonly length: number
}

/** What an XML defect is called in an envelope. Null: said otherwise. */
export function ruleOfXmlDefect(rule: XmlRule): ReadingRule | null {
  switch (rule) {
    case 'text-before-root':
      return 'text-before-envelope'
    case 'text-after-root':
      return 'text-after-envelope'
    case 'second-root':
    case 'no-root':
      return null
    default:
      return rule
  }
}

/** Gathers the issues of one message, in the order of the text. */
export class IssueList {
  readonly #document: XmlDocument
  readonly #issues: Issue[] = []

  constructor(document: XmlDocument) {
    this.#document = document
  }

  add(rule: ReadingRule, message: string, offset: number, length: number): void {
    this.#issues.push({ rule, message, offset, length })
  }

  /** Marks the start tag of an element. */
  addTag(rule: ReadingRule, message: string, element: XmlElement): void {
    const start = this.#document.start(element)
    this.add(rule, message, start, this.#document.contentStart(element) - start)
  }

  addDefects(defects: readonly XmlDefect[]): void {
    for (const defect of defects) {
      const rule = ruleOfXmlDefect(defect.rule)
      if (rule !== null) this.add(rule, defect.message, defect.offset, defect.length)
    }
  }

  list(): readonly Issue[] {
    return this.#issues.toSorted((left, right) => left.offset - right.offset)
  }
}
