import { useCallback, useSyncExternalStore } from 'react'

/** One clock for every relative time on the page; it stands still while nobody looks. */
const watchers = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function watch(tick: () => void): () => void {
  watchers.add(tick)
  timer ??= setInterval(() => {
    if (!document.hidden) for (const watcher of watchers) watcher()
  }, 1000)
  return () => {
    watchers.delete(tick)
    if (watchers.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** How long ago, in the coarsest words that still help: `just now`, `12 s ago`, `14 min ago`, `3 h ago`, `5 days ago`. */
export function agoText(at: number, now: number): string {
  const seconds = Math.round((now - at) / 1000)
  if (seconds < 3) return 'just now'
  if (seconds < 60) return `${seconds} s ago`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ago`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours} h ago`
  const days = Math.floor(hours / 24)
  return days === 1 ? '1 day ago' : `${days} days ago`
}

/** Local date and time with milliseconds: `2026-11-22 12:03:11.641`. */
export function absoluteTime(iso: string): string {
  return `${dateText(iso)} ${clockText(iso, true)}`
}

/** Local date: `2026-11-22`. */
export function dateText(iso: string): string {
  const date = new Date(iso)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Local time of day: `12:03:11`, or `12:03:11.641`. */
export function clockText(iso: string, milliseconds = false): string {
  const date = new Date(iso)
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  return milliseconds ? `${clock}.${String(date.getMilliseconds()).padStart(3, '0')}` : clock
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** A moment, told from now; the absolute time on hover. */
export function RelativeTime({ at }: { at: string }) {
  const text = useSyncExternalStore(
    watch,
    useCallback(() => agoText(Date.parse(at), Date.now()), [at]),
  )
  return (
    <time dateTime={at} title={absoluteTime(at)}>
      {text}
    </time>
  )
}

/** A moment, as time of day; date and milliseconds on hover. */
export function ClockTime({ at, milliseconds = false }: { at: string; milliseconds?: boolean }) {
  return (
    <time dateTime={at} title={absoluteTime(at)}>
      {clockText(at, milliseconds)}
    </time>
  )
}
