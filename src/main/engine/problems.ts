import type { Status } from '../../contract/index.js'

type Problem = Status['problems'][number]

/** What stands in the way right now, one sentence per code. */
export interface Problems {
  readonly list: readonly Problem[]
  set(code: string, message: string): void
  clear(code: string): void
}

/** @param changed called after each change */
export function createProblems(changed: () => void): Problems {
  const problems = new Map<string, Problem>()
  return {
    get list() {
      return [...problems.values()]
    },
    set(code, message) {
      if (problems.get(code)?.message === message) return
      problems.set(code, { code, message })
      changed()
    },
    clear(code) {
      if (problems.delete(code)) changed()
    },
  }
}
