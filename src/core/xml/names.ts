import { COLON } from './characters.js'

/** How many slots are tried before the table gives way to the Map, so that chosen collisions stay cheap. */
const maxProbes = 8

/**
 * Element and attribute names of one document, each kept once. A name is found by the hash that the reader
 * computes while it scans, so a repeated name costs no allocation.
 */
export class NameTable {
  readonly qualified: string[] = []
  readonly local: string[] = []
  /** Index into `prefixes`. */
  readonly prefixOf: number[] = []
  readonly prefixes: string[] = ['']
  readonly #hashes: number[] = []
  readonly #prefixIds = new Map<string, number>([['', 0]])
  readonly #overflow = new Map<string, number>()
  #slots = new Int32Array(256)
  #used = 0

  /** The id of `text.slice(start, end)`. `hash` must be a function of those characters alone. */
  intern(text: string, start: number, end: number, hash: number): number {
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (let probe = 0; probe < maxProbes; probe++) {
      const id = (this.#slots[slot] ?? 0) - 1
      if (id < 0) {
        const added = this.#add(text.slice(start, end), hash)
        this.#slots[slot] = added + 1
        if (++this.#used * 2 > this.#slots.length) this.#grow()
        return added
      }
      if (this.#hashes[id] === hash) {
        const name = this.qualified[id] ?? ''
        if (name.length === end - start && text.startsWith(name, start)) return id
      }
      slot = (slot + 1) & mask
    }
    const name = text.slice(start, end)
    const known = this.#overflow.get(name)
    if (known !== undefined) return known
    const added = this.#add(name, hash)
    this.#overflow.set(name, added)
    return added
  }

  /** The id of a prefix, as used by `prefixOf`. */
  prefixId(prefix: string): number {
    const known = this.#prefixIds.get(prefix)
    if (known !== undefined) return known
    const id = this.prefixes.push(prefix) - 1
    this.#prefixIds.set(prefix, id)
    return id
  }

  #add(name: string, hash: number): number {
    // The last colon divides, so that a name with two (an ACS is known to write them) keeps its local part.
    const colon = name.lastIndexOf(':')
    const divides = colon > 0 && colon < name.length - 1 && name.charCodeAt(colon) === COLON
    this.#hashes.push(hash)
    this.local.push(divides ? name.slice(colon + 1) : name)
    this.prefixOf.push(divides ? this.prefixId(name.slice(0, colon)) : 0)
    return this.qualified.push(name) - 1
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2)
    const mask = slots.length - 1
    for (const stored of this.#slots) {
      if (stored === 0) continue
      const id = stored - 1
      let slot = (this.#hashes[id] ?? 0) & mask
      let probe = 0
      while (slots[slot] !== 0 && ++probe < maxProbes) slot = (slot + 1) & mask
      if (slots[slot] === 0) slots[slot] = stored
      else this.#overflow.set(this.qualified[id] ?? '', id)
    }
    this.#slots = slots
  }
}
