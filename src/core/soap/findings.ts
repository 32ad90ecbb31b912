import type { XmlDefect, XmlDocument, XmlElement } from '../xml/index.js'
import type { Finding } from './message.js'
import type { MessageRule } from './rules.js'
import { messageRules, ruleOfXmlDefect } from './rules.js'

/** Gathers the findings of one message, with line and column, in the order of the text. */
export class FindingLog {
  readonly #document: XmlDocument
  readonly #findings: Finding[] = []

  constructor(document: XmlDocument) {
    this.#document = document
  }

  add(rule: MessageRule, message: string, offset: number, length: number): void {
    const { line, column } = this.#document.positionAt(offset)
    this.#findings.push({ rule, ...messageRules[rule], message, line, column, offset, length })
  }

  /** Marks the start tag of an element. */
  addTag(rule: MessageRule, message: string, element: XmlElement): void {
    const start = this.#document.start(element)
    this.add(rule, message, start, this.#document.contentStart(element) - start)
  }

  addDefects(defects: readonly XmlDefect[]): void {
    for (const defect of defects) {
      const rule = ruleOfXmlDefect(defect.rule)
      if (rule !== null) this.add(rule, defect.message, defect.offset, defect.length)
    }
  }

  list(): readonly Finding[] {
    return this.#findings.toSorted((left, right) => (left.offset ?? 0) - (right.offset ?? 0))
  }
}
