/**
 * Makes many wishes for the same thing into few: the first is granted at once, those during the next `ms`
 * together at its end.
 */
export function coalesce(action: () => void, ms: number): { wish(): void; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | null = null
  let wished = false
  const rest = () => {
    timer = setTimeout(() => {
      timer = null
      if (!wished) return
      wished = false
      rest()
      action()
    }, ms)
  }
  return {
    wish() {
      if (timer !== null) {
        wished = true
        return
      }
      rest()
      action()
    },
    cancel() {
      if (timer !== null) clearTimeout(timer)
      timer = null
      wished = false
    },
  }
}
