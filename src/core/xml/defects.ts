/** What can be wrong with a text as XML. Stable ids; the SOAP layer turns them into findings. */
export type XmlRule =
  | 'undecodable-bytes'
  | 'unknown-charset'
  | 'text-before-root'
  | 'text-after-root'
  | 'second-root'
  | 'no-root'
  | 'declaration-not-first'
  | 'doctype-refused'
  | 'raw-ampersand'
  | 'unknown-entity'
  | 'raw-less-than'
  | 'illegal-character'
  | 'illegal-character-reference'
  | 'cdata-end-in-text'
  | 'mismatched-end-tag'
  | 'stray-end-tag'
  | 'missing-end-tag'
  | 'malformed-end-tag'
  | 'malformed-name'
  | 'malformed-attribute'
  | 'duplicate-attribute'
  | 'undeclared-prefix'
  | 'malformed-markup'
  | 'truncated'
  | 'limit-reached'

/** One place where the text is not well-formed XML, and what was made of it. */
export interface XmlDefect {
  readonly rule: XmlRule
  /** What is wrong and how it was read, for a person. */
  readonly message: string
  /** In UTF-16 code units of the decoded text. */
  readonly offset: number
  readonly length: number
}

/** Collects defects up to a cap, so that hostile input cannot fill memory with complaints about itself. */
export class DefectLog {
  readonly #cap: number
  readonly #list: XmlDefect[] = []
  /** How many more there were after the cap was reached. */
  suppressed = 0

  constructor(cap: number) {
    this.#cap = cap
  }

  get list(): readonly XmlDefect[] {
    return this.#list
  }

  /** How many there are, listed or not. */
  get count(): number {
    return this.#list.length + this.suppressed
  }

  add(rule: XmlRule, message: string, offset: number, length: number): void {
    if (this.#list.length >= this.#cap) {
      this.suppressed++
      return
    }
    this.#list.push({ rule, message, offset, length })
  }

  /** Like `add`, but a defect that directly continues the previous one of the same rule lengthens that one. */
  addRun(rule: XmlRule, message: string, offset: number, length: number): void {
    const last = this.#list.at(-1)
    if (last !== undefined && last.rule === rule && last.offset + last.length === offset) {
      this.#list[this.#list.length - 1] = { ...last, length: last.length + length }
      return
    }
    this.add(rule, message, offset, length)
  }
}
