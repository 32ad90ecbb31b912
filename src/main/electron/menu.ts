import type { MenuItemConstructorOptions } from 'electron'
import { z } from 'zod'
import { acceleratorPattern, menuNames, type MenuCommand, type MenuName } from '../../contract/shell.js'

/** The page is not trusted: what it wants in the menu is checked like any other input. */
const commandsSchema = z
  .array(
    z.object({
      id: z.string().min(1).max(100),
      label: z.string().min(1).max(100),
      menu: z.enum(menuNames),
      accelerator: z.string().regex(acceleratorPattern).optional(),
    }),
  )
  .max(300)

/** Reads the page's commands; null if they are none. */
export function readMenuCommands(payload: unknown): readonly MenuCommand[] | null {
  const result = commandsSchema.safeParse(payload)
  return result.success ? result.data : null
}

/** What each menu has besides the page's commands: the window system's own roles. */
const ownItems: Readonly<Record<MenuName, readonly MenuItemConstructorOptions[]>> = {
  File: [{ role: 'close' }, { role: 'quit' }],
  Edit: [
    { role: 'undo' },
    { role: 'redo' },
    { type: 'separator' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
  ],
  Go: [],
  CPE: [],
  ACS: [],
  View: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }],
  Help: [],
}

/**
 * The native menu, built from the page's command list. The keys are shown only: the page listens for
 * them itself, so that they mean the same in a browser.
 *
 * @param run called with the id of a chosen command
 */
export function menuTemplate(
  commands: readonly MenuCommand[],
  run: (id: string) => void,
): MenuItemConstructorOptions[] {
  return menuNames.flatMap((menu) => {
    const items = commands
      .filter((command) => command.menu === menu)
      .map(({ id, label, accelerator }): MenuItemConstructorOptions => ({
        id,
        label,
        ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
        click: () => run(id),
      }))
    const own = ownItems[menu]
    if (items.length + own.length === 0) return []
    const separator: MenuItemConstructorOptions[] =
      items.length > 0 && own.length > 0 ? [{ type: 'separator' }] : []
    return [{ label: menu, submenu: [...items, ...separator, ...own] }]
  })
}
