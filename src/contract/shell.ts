/**
 * What the Electron shell offers the page besides the contract: one frozen object that preload puts on
 * `window`, and the hand-over of the message port that carries the contract. Shared here because the
 * page (renderer/host), preload and the main process must spell it alike.
 *
 * A MessagePort cannot cross the context bridge, so the port arrives by `window.postMessage` once the
 * page has loaded: a `message` event whose `data.type` is `portMessageType`, with the port in `ports[0]`.
 * A later port takes the place of the earlier one.
 */

/** Name of the object on `window`. */
export const shellGlobal = 'cwmpWorkbench'

/** `data.type` of the window message that carries the port. */
export const portMessageType = 'cwmp-workbench-port'

/** IPC channels between preload and main; nobody else uses them. */
export const shellChannels = {
  /** The page has loaded and wants its port. */
  connect: 'workbench:connect',
  /** The port. */
  port: 'workbench:port',
  /** The page's commands, for the native menu. */
  menu: 'workbench:menu',
  /** A command was chosen in the native menu. */
  command: 'workbench:command',
} as const

/** The native menus, in order. */
export const menuNames = ['File', 'Edit', 'Go', 'CPE', 'ACS', 'View', 'Help'] as const
export type MenuName = (typeof menuNames)[number]

/** Keys a native menu can show beside a command, in Electron's spelling. Anything else would be refused there. */
export const acceleratorPattern = /^(?:(?:CmdOrCtrl|Alt|Shift)\+){0,3}(?:[A-Z0-9]|F(?:[1-9]|1[0-9]|2[0-4]))$/

/** One command of the page's registry, as the native menu shows it. */
export interface MenuCommand {
  readonly id: string
  readonly label: string
  readonly menu: MenuName
  /** Like `CmdOrCtrl+K`; see `acceleratorPattern`. Shown only: the page itself listens for its keys. */
  readonly accelerator?: string | undefined
}

/** `window[shellGlobal]` in the Electron window; absent everywhere else. */
export interface ShellBridge {
  readonly capabilities: {
    /** The commands given to `setMenu` are in a native menu; the page draws none of its own. */
    readonly nativeMenu: boolean
    readonly browserKeys: boolean
  }
  /** Replaces the commands of the native menu. */
  setMenu(commands: readonly MenuCommand[]): void
  /** Hears of commands chosen in the native menu. Returns the way out. */
  onCommand(listener: (id: string) => void): () => void
}
