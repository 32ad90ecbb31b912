import { commandIds, describeCommand, type CommandId } from './command-table.js'
import type { CommandRegistry } from './commands.js'

interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** The name of a key press in the table's spelling, or null for a bare modifier. */
export function keysOf(press: KeyPress): string | null {
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph'].includes(press.key)) return null
  const printable = press.key.length === 1
  const key = press.key === ' ' ? 'Space' : printable ? press.key.toUpperCase() : press.key
  // Shift is part of a printable character already (`?`), but not of a letter, which we name in upper case.
  const shift = press.shiftKey && (!printable || /^[A-Z]$/.test(key))
  return [
    ...(press.ctrlKey || press.metaKey ? ['Mod'] : []),
    ...(press.altKey ? ['Alt'] : []),
    ...(shift ? ['Shift'] : []),
    key,
  ].join('+')
}

const bound: ReadonlyMap<string, CommandId> = new Map(
  commandIds.flatMap((id) => (describeCommand(id).keys ?? []).map((keys) => [keys, id] as const)),
)

/** Which command a key press means, if any. */
export function commandOf(press: KeyPress): CommandId | undefined {
  const keys = keysOf(press)
  return keys === null ? undefined : bound.get(keys)
}

/** Runs commands by key for as long as it is bound. */
export function bindKeys(page: Window, registry: CommandRegistry): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const id = commandOf(event)
    if (id === undefined) return
    const plain = !event.ctrlKey && !event.metaKey && event.key.length === 1
    if (plain && (isTyping(event.target) || isInDialog(event.target))) return
    if (registry.run(id)) event.preventDefault()
  }
  page.addEventListener('keydown', onKeyDown)
  return () => page.removeEventListener('keydown', onKeyDown)
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'range'].includes(target.type)
  return target.isContentEditable || target.closest('textarea, select, [contenteditable="true"]') !== null
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role="dialog"], [role="menu"]') !== null
}
