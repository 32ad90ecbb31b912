import { Tooltip } from '@mantine/core'
import type { LucideIcon } from 'lucide-react'
import { keyText } from './kbd.js'
import styles from './icon-button.module.css'

export interface IconButtonProps {
  readonly icon: LucideIcon
  /** What it does; its name for screen readers and its tooltip. */
  readonly label: string
  /** Key that does the same, like `Mod+K`. */
  readonly keys?: string
  readonly onClick: () => void
  readonly disabled?: boolean
  /** A switch: on or off. */
  readonly pressed?: boolean
  readonly size?: number
}

/** A button that is only an icon, and says what it does to everybody. */
export function IconButton({
  icon: Icon,
  label,
  keys,
  onClick,
  disabled,
  pressed,
  size = 15,
}: IconButtonProps) {
  return (
    <Tooltip label={keys ? `${label} (${keyText(keys)})` : label} openDelay={400} withArrow={false}>
      <button
        type="button"
        className={styles.button}
        aria-label={label}
        aria-pressed={pressed}
        disabled={disabled}
        onClick={onClick}
      >
        <Icon size={size} aria-hidden="true" />
      </button>
    </Tooltip>
  )
}
