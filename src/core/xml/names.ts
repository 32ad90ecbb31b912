/** Element and attribute names of one document, each kept once and known by its number. */
export class NameTable {
  readonly qualified: string[] = []
  readonly local: string[] = []
  /** Index into `prefixes`. */
  readonly prefixOf: number[] = []
  readonly prefixes: string[] = ['']
  readonly #ids = new Map<string, number>()
  readonly #prefixIds = new Map<string, number>([['', 0]])

  /** The number of a name. */
  id(name: string): number {
    const known = this.#ids.get(name)
    if (known !== undefined) return known
    // The last colon divides, so that a name with two (an ACS is known to write them) keeps its local part.
    const colon = name.lastIndexOf(':')
    const divides = colon > 0 && colon < name.length - 1
    this.local.push(divides ? name.slice(colon + 1) : name)
    this.prefixOf.push(divides ? this.prefixId(name.slice(0, colon)) : 0)
    const id = this.qualified.push(name) - 1
    this.#ids.set(name, id)
    return id
  }

  /** The number of a prefix, as used by `prefixOf`. */
  prefixId(prefix: string): number {
    const known = this.#prefixIds.get(prefix)
    if (known !== undefined) return known
    const id = this.prefixes.push(prefix) - 1
    this.#prefixIds.set(prefix, id)
    return id
  }
}
