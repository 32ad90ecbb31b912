import type { Failure, RefusedName } from './asks.js'
import { refusedFor } from './asks.js'

interface Step {
  readonly path: string
  /** NextLevel: this level only. */
  readonly nextLevel: boolean
  readonly losses: number
}

/** Sessions the question for one level may break before its branch is left out. */
const mostLosses = 2

/**
 * Asks for the names below a path: at once, or level by level. A branch that cannot be had at once is asked level by
 * level, its own branches at once again, until what is refused is one level. Mutable, so that a step costs no copy.
 */
export class NameWalk {
  readonly refused: RefusedName[] = []
  readonly #levels: boolean
  readonly #root: string | null
  readonly #found = new Set<string>()
  readonly #overlong = new Set<string>()
  readonly #walked = new Set<string>()
  readonly #waiting: Step[]
  #step: Step
  #objects = 0
  #base: string

  /** `root`: the data model's root object, where it is known: some CPEs refuse the empty path, some crash (field.md 4.2). */
  constructor({ prefix, root, levels }: { prefix: string; root: string | null; levels: boolean }) {
    this.#levels = levels
    this.#root = root
    this.#base = prefix
    this.#step = { path: prefix, nextLevel: levels, losses: 0 }
    this.#waiting = [this.#step]
  }

  /** Names found, in the order they were told. */
  get found(): ReadonlySet<string> {
    return this.#found
  }

  /** How many of them are objects. */
  get objects(): number {
    return this.#objects
  }

  /** A name that was met elsewhere. */
  learn(name: string): void {
    if (this.#found.has(name) || this.#overlong.has(name)) return
    if (isOverlong(name)) {
      this.#overlong.add(name)
      this.refused.push({ name, about: 'names', code: 'too-long', string: tooLong })
      return
    }
    this.#found.add(name)
    if (name.endsWith('.')) this.#objects += 1
  }

  /** The path everything found is below: the one asked for, or the root in place of the empty one. */
  get base(): string {
    return this.#base
  }

  next(): { readonly path: string; readonly nextLevel: boolean } | null {
    const step = this.#waiting.pop()
    if (step === undefined) return null
    this.#step = step
    return { path: step.path, nextLevel: step.nextLevel }
  }

  answered(names: readonly string[]): void {
    const { path, nextLevel } = this.#step
    if (names.length === 0 && this.#goesOnAtRoot()) return
    const branches: Step[] = []
    // Some CPEs tell one level whatever they are asked.
    const isOneLevel = nextLevel || names.every((name) => isNextLevel(path, name))
    for (const name of names) {
      this.learn(name)
      const isBranch =
        isOneLevel && this.#found.has(name) && name.endsWith('.') && name !== path && name.startsWith(path)
      if (!isBranch || this.#walked.has(name)) continue
      this.#walked.add(name)
      branches.push({ path: name, nextLevel: this.#levels, losses: 0 })
    }
    for (const branch of branches.reverse()) this.#waiting.push(branch)
  }

  failed(failure: Failure): void {
    const { path, nextLevel, losses } = this.#step
    if (this.#goesOnAtRoot()) return
    if (!nextLevel) {
      this.#waiting.push({ path, nextLevel: true, losses: 0 })
    } else if (failure.type === 'lost' && losses + 1 < mostLosses) {
      this.#waiting.push({ path, nextLevel, losses: losses + 1 })
    } else {
      this.refused.push(refusedFor(path, 'names', failure))
    }
  }

  /** The empty path was refused or told nothing: the root by its name is the same to other CPEs. */
  #goesOnAtRoot(): boolean {
    const { path, nextLevel } = this.#step
    if (path !== '' || this.#root === null || this.#base !== '') return false
    this.#base = this.#root
    this.#waiting.push({ path: this.#root, nextLevel, losses: 0 })
    return true
  }
}

/** Whether a name is the path itself or stands directly below it. */
function isNextLevel(path: string, name: string): boolean {
  if (!name.startsWith(path)) return false
  const dot = name.indexOf('.', path.length)
  return dot < 0 || dot === name.length - 1
}

/** Characters a parameter name may have in a request (cwmp-1-0.xsd). */
const mostCharacters = 256
const tooLong = `It has more than ${String(mostCharacters)} characters, so it cannot be asked for.`

function isOverlong(name: string): boolean {
  return name.length > mostCharacters && [...name].length > mostCharacters
}
