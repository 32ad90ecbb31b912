import { ancestorsOf } from './paths.js'
import type { Expansion } from './row-window.js'

/** Everything closed. */
export const allClosed: Expansion = { all: false, except: [] }
/** Everything open. */
export const allOpen: Expansion = { all: true, except: [] }

/** Whether an object is open. */
export function isOpen(expansion: Expansion, path: string): boolean {
  return expansion.all !== expansion.except.includes(path)
}

/** Opens or closes one object. */
export function setOpen(expansion: Expansion, path: string, open: boolean): Expansion {
  if (isOpen(expansion, path) === open) return expansion
  return expansion.all === open
    ? { ...expansion, except: expansion.except.filter((other) => other !== path) }
    : { ...expansion, except: [...expansion.except, path] }
}

/** Opens all objects above a path, so that the path has a row. */
export function reveal(expansion: Expansion, path: string): Expansion {
  return ancestorsOf(path).reduce((opened, ancestor) => setOpen(opened, ancestor, true), expansion)
}
