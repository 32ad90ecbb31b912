/** The object a parameter or object lies in; null for a root. */
export function parentOf(path: string): string | null {
  const end = path.endsWith('.') ? path.length - 2 : path.length - 1
  const dot = path.lastIndexOf('.', end)
  return dot < 0 ? null : path.slice(0, dot + 1)
}

/** Every object above a path, outermost first. */
export function ancestorsOf(path: string): readonly string[] {
  const ancestors: string[] = []
  for (let parent = parentOf(path); parent !== null; parent = parentOf(parent)) ancestors.unshift(parent)
  return ancestors
}

/** Whether the object is an instance of a table: its last segment is a number (or `[alias]`, TR-069a6 3.6.1). */
export function isInstance(path: string): boolean {
  return /\.(?:\d+|\[[^\]]+\])\.$/.test(path)
}

/** A path as short as it stays clear: its last two names, and what an instance number belongs to. */
export function shortPath(path: string): string {
  const isObject = path.endsWith('.')
  const names = (isObject ? path.slice(0, -1) : path).split('.')
  let from = Math.max(0, names.length - 2)
  while (from > 0 && /^\d+$/.test(names[from] ?? '')) from -= 1
  return names.slice(from).join('.') + (isObject ? '.' : '')
}
