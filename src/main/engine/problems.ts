import type { Status } from '../../contract/index.js'

type Problem = Status['problems'][number]

/** What stands in the way right now, one sentence per code. */
export interface Problems {
  readonly list: readonly Problem[]
  /** `step`: of a connection request, which failed. */
  set(code: string, message: string, step?: string): void
  clear(code: string): void
}

/** @param changed called after each change */
export function createProblems(changed: () => void): Problems {
  const problems = new Map<string, Problem>()
  return {
    get list() {
      return [...problems.values()]
    },
    set(code, message, step) {
      if (problems.get(code)?.message === message) return
      problems.set(code, { code, message, ...(step === undefined ? {} : { step }) })
      changed()
    },
    clear(code) {
      if (problems.delete(code)) changed()
    },
  }
}
