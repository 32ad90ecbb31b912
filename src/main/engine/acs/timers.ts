/** Where the ACS gets its timers from; tests bring their own. */
export interface Timers {
  /** Calls `run` once after `ms` milliseconds, unless the returned function is called before. */
  after(ms: number, run: () => void): () => void
}

/** Node's timers. They do not keep the program alive. */
export const nodeTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms).unref()
    return () => {
      clearTimeout(timer)
    }
  },
}
