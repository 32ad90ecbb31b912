import type { RpcStruct, RpcValue } from '../soap/message.js'

/** A struct that takes elements nobody defined beside those of its definition. */
export class OpenStruct {
  readonly #values: Record<string, RpcValue> = {}
  readonly #lists = new Map<string, RpcValue[]>()

  get struct(): RpcStruct {
    return this.#values
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined
  }

  /** Sets an element that the definition has. */
  set(name: string, value: RpcValue): void {
    this.#values[name] = value
  }

  /** Appends to a list that the definition has. */
  append(name: string, items: readonly RpcValue[]): void {
    let list = this.#lists.get(name)
    if (list === undefined) {
      list = []
      this.#lists.set(name, list)
      this.#values[name] = list
    }
    for (const item of items) list.push(item)
  }

  /** Takes an element under a name that came off the wire; where the name comes again, all of them make a list. */
  keep(name: string, value: RpcValue): void {
    const list = this.#lists.get(name)
    if (list !== undefined) {
      list.push(value)
      return
    }
    const first = Object.hasOwn(this.#values, name) ? this.#values[name] : undefined
    if (first === undefined) this.#define(name, value)
    else {
      const started = [first, value]
      this.#lists.set(name, started)
      this.#define(name, started)
    }
  }

  /** `__proto__` must be a key like any other. */
  #define(name: string, value: RpcValue): void {
    Object.defineProperty(this.#values, name, { value, enumerable: true, configurable: true, writable: true })
  }
}
