/**
 * What the Electron shell offers the page besides the contract: one frozen object that preload puts on
 * `window`, and the hand-over of the message port that carries the contract. Shared here because the
 * page (renderer/host/electron), preload and the main process must spell it alike.
 *
 * A MessagePort cannot cross the context bridge, so the port arrives by `window.postMessage`:
 * the page listens for `message` events whose `data` is `portMessage`, calls `connect()`, and finds
 * the port in `event.ports[0]`. Calling `connect()` again gives a new port and ends the old one.
 */

/** Name of the object on `window`. */
export const shellGlobal = 'cwmpWorkbench'

/** `data` of the window message that carries the port. */
export const portMessage = 'cwmp-workbench:port'

/** IPC channels between preload and main; nobody else uses them. */
export const shellChannels = {
  connect: 'workbench:connect',
  port: 'workbench:port',
  menu: 'workbench:menu',
  command: 'workbench:command',
} as const

/** The native menus, in order. */
export const menuNames = ['File', 'Edit', 'View', 'Go', 'Help'] as const
export type MenuName = (typeof menuNames)[number]

/** One command of the page's registry, as the native menu shows it. */
export interface MenuCommand {
  readonly id: string
  readonly label: string
  readonly menu: MenuName
  /** Electron accelerator (`CmdOrCtrl+K`); shown, and handled by the page itself. */
  readonly accelerator?: string
  readonly enabled?: boolean
}

/** `window[shellGlobal]` in the Electron window; absent everywhere else. */
export interface ShellBridge {
  readonly platform: string
  /** Asks for a message port to the engine. */
  connect(): void
  /** Replaces the commands of the native menu. */
  setMenu(commands: readonly MenuCommand[]): void
  /** A command was chosen in the native menu. Returns the way out. */
  onCommand(listener: (id: string) => void): () => void
}
