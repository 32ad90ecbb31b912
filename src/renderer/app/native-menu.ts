import { acceleratorPattern, type MenuCommand, type ShellBridge } from '../../contract/shell.js'
import { commandIds, describeCommand, type CommandId } from './command-table.js'
import type { CommandRegistry } from './commands.js'

/**
 * Shows the commands that can be done now in the native menu, and does those chosen there, for as long as it is bound.
 * Does nothing where there is no native menu.
 */
export function bindNativeMenu(bridge: ShellBridge | undefined, registry: CommandRegistry): () => void {
  if (!bridge?.capabilities.nativeMenu) return () => undefined
  let waiting = false
  const show = () => {
    if (waiting) return
    // A view that opens adds many commands at once; the menu is built once for all of them.
    waiting = true
    queueMicrotask(() => {
      waiting = false
      bridge.setMenu(registry.available().map(menuCommand))
    })
  }
  show()
  const ends = [
    registry.subscribe(show),
    bridge.onCommand((chosen) => {
      const id = commandIds.find((known) => known === chosen)
      if (id !== undefined) registry.run(id)
    }),
  ]
  return () => {
    for (const end of ends) end()
  }
}

/** A row of the command table as the native menu shows it. Keys that a menu cannot show are left out; they work all the same. */
function menuCommand(id: CommandId): MenuCommand {
  const { title, group, keys } = describeCommand(id)
  const accelerator = keys
    ?.map((name) => name.replace('Mod', 'CmdOrCtrl'))
    .find((name) => acceleratorPattern.test(name))
  return { id, label: title, menu: group, accelerator }
}
