import { Menu } from '@mantine/core'
import type { ReactNode } from 'react'

/** Where a menu opens, in pixels of the window. */
export interface MenuPlace {
  readonly x: number
  readonly y: number
}

/** A menu at a place on the page (a context menu). Closed while `place` is null; where the focus goes then is the caller's. */
export function MenuAt({
  place,
  label,
  onClose,
  children,
}: {
  place: MenuPlace | null
  label: string
  onClose: () => void
  children: ReactNode
}) {
  if (!place) return null
  return (
    <Menu
      opened
      onClose={onClose}
      position="bottom-start"
      offset={2}
      shadow="md"
      width={250}
      returnFocus={false}
      // Not `keydown`: the key that opened the menu would close it on its way up.
      clickOutsideEvents={['mousedown', 'touchstart']}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <span
          role="button"
          tabIndex={-1}
          aria-label={label}
          style={{ position: 'fixed', left: place.x, top: place.y, width: 0, height: 0 }}
        />
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  )
}
