/** A timer that can be set again and again; setting it replaces what was set. */
export interface Alarm {
  set(delayMs: number, ring: () => void): void
  clear(): void
  readonly isSet: boolean
}

/** setTimeout's own limit; a longer wait is made of several. */
const longest = 2 ** 31 - 1

export function createAlarm(): Alarm {
  let timer: NodeJS.Timeout | null = null
  const clear = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  const set = (delayMs: number, ring: () => void): void => {
    clear()
    timer = setTimeout(
      () => {
        timer = null
        if (delayMs > longest) set(delayMs - longest, ring)
        else ring()
      },
      Math.min(Math.max(delayMs, 0), longest),
    )
  }
  return {
    set,
    clear,
    get isSet() {
      return timer !== null
    },
  }
}
