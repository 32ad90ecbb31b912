import styles from './kbd.module.css'

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)

/** `Mod` is Ctrl, or Command on a Mac. */
const names: Readonly<Record<string, string>> = {
  Mod: isMac ? '⌘' : 'Ctrl',
  Shift: isMac ? '⇧' : 'Shift',
  Alt: isMac ? '⌥' : 'Alt',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Space: 'Space',
}

/** A key combination as the keyboard in front of the user names it: `keyText('Mod+K')` is "Ctrl K" or "⌘ K". */
export function keyText(keys: string): string {
  return keys
    .split('+')
    .map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key))
    .join(' ')
}

/** A key combination, written like `Mod+K`. */
export function Kbd({ keys }: { keys: string }) {
  return <kbd className={styles.kbd}>{keyText(keys)}</kbd>
}
