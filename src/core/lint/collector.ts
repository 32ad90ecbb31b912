import type { XmlDocument } from '../xml/index.js'
import type { Cut } from './cut.js'
import type { Finding } from './finding.js'
import type { Report, Rule } from './rule.js'

/** How often one rule is reported with its place in one message; the rest is counted. */
const placesPerRule = 10

/** Gathers the findings of one message or session; a defect that every one of 20,000 parameters has is told ten times and then counted. */
export class FindingCollector {
  readonly #document: XmlDocument | null
  readonly #findings: Finding[] = []
  readonly #beyond = new Map<string, { readonly finding: Finding; more: number }>()
  readonly #told = new Map<string, number>()

  constructor(
    document: XmlDocument | null,
    private readonly cut: Cut | null = null,
  ) {
    this.#document = document
  }

  reportFor(rule: Rule): Report {
    return (message, place = null, fix) => {
      if (this.cut?.makesUp(rule, place) === true) return
      const told = (this.#told.get(rule.id) ?? 0) + 1
      this.#told.set(rule.id, told)
      const beyond = this.#beyond.get(rule.id)
      if (beyond !== undefined) {
        beyond.more++
        return
      }
      const finding: Finding = {
        rule: rule.id,
        severity: rule.severity,
        message,
        reference: rule.reference,
        ...(place === null || this.#document === null
          ? {}
          : { ...this.#document.positionAt(place.offset), offset: place.offset, length: place.length }),
        ...(fix === undefined ? {} : { fix }),
      }
      if (told > placesPerRule) this.#beyond.set(rule.id, { finding, more: 1 })
      else this.#findings.push(finding)
    }
  }

  /** In the order of the text; what has no place comes first. */
  list(): readonly Finding[] {
    for (const { finding, more } of this.#beyond.values()) {
      this.#findings.push({ ...finding, message: `${finding.message} (${more} like this from here on.)` })
    }
    this.#beyond.clear()
    return this.#findings.toSorted((left, right) => (left.offset ?? -1) - (right.offset ?? -1))
  }
}
