import type { XmlAttribute, XmlDocument, XmlElement } from '../xml/index.js'
import { IssueLog, type ReadIssue, type ReadRule } from './issues.js'

/** The issues of one message's arguments, told by elements and attributes. */
export class ElementIssues {
  readonly #document: XmlDocument
  readonly #log = new IssueLog()

  constructor(document: XmlDocument) {
    this.#document = document
  }

  /** Marks the whole element. */
  element(rule: ReadRule, message: string, element: XmlElement): void {
    const start = this.#document.start(element)
    this.#log.add(rule, message, start, this.#document.end(element) - start)
  }

  /** Marks the element's start tag alone. */
  tag(rule: ReadRule, message: string, element: XmlElement): void {
    const start = this.#document.start(element)
    this.#log.add(rule, message, start, this.#document.contentStart(element) - start)
  }

  /** Marks what stands between an attribute's quotes. */
  attribute(rule: ReadRule, message: string, { valueStart, valueEnd }: XmlAttribute): void {
    this.#log.add(rule, message, valueStart, valueEnd - valueStart)
  }

  list(): readonly ReadIssue[] {
    return this.#log.list()
  }
}
