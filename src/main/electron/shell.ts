import { app, dialog, Menu, session, type BrowserWindow } from 'electron'
import type { MenuCommand } from '../../contract/shell.js'
import { shellChannels } from '../../contract/shell.js'
import { listPageFiles } from '../engine/page/index.js'
import type { Engine } from '../engine/types.js'
import type { SecretBox } from '../engine/workspace/types.js'
import { createPortOffice } from './engine-port.js'
import { denyPermissions, onPageMessage } from './guards.js'
import { menuTemplate, readMenuCommands } from './menu.js'
import { pageOrigin } from './origin.js'
import { registerPageScheme, servePage } from './page-protocol.js'
import { openSecretBox } from './secret-box.js'
import { openWindow } from './window.js'

export interface ShellOptions {
  readonly workspaceDir: string
  /** `out/renderer` */
  readonly pageFolder: string
  /** `out/preload/index.cjs` */
  readonly preload: string
  /** The page as a development server gives it; never in a packaged program. */
  readonly devUrl?: string | undefined
  /** Starts the engine, once the key store can be asked. */
  startEngine(secrets: SecretBox | null): Promise<Engine>
}

/** How long sessions in progress get to end when the program is closed, in milliseconds. */
const graceMs = 2_000

/** Runs the workbench as a desktop program. Returns at once; the program lives until its window is closed. */
export function runShell(options: ShellOptions): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  registerPageScheme()
  let window: BrowserWindow | null = null
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app
    .whenReady()
    .then(async () => {
      const engine = await options.startEngine(await openSecretBox(options.workspaceDir))
      stopBeforeQuit(engine)
      const show = await prepare(options, engine)
      const open = async () => {
        window = await show()
        window.on('closed', () => (window = null))
      }
      // On macOS the program outlives its window, and a click on its icon opens one again.
      app.on('activate', () => {
        if (!window) void open()
      })
      app.on('window-all-closed', () => {
        if (process.platform !== 'darwin') app.quit()
      })
      await open()
    })
    .catch((error: unknown) => {
      dialog.showErrorBox('CWMP Workbench cannot start', messageOf(error))
      app.exit(2)
    })
}

/** Protocol, guards, port and menu. Returns what opens the window. */
async function prepare(options: ShellOptions, engine: Engine): Promise<() => Promise<BrowserWindow>> {
  const devUrl = app.isPackaged ? undefined : options.devUrl
  const origin = devUrl === undefined ? pageOrigin : new URL(devUrl).origin
  const ports = createPortOffice(engine.router)
  const refused = (why: string) => process.stderr.write(`Refused a message to the main process: ${why}\n`)

  denyPermissions(session.defaultSession, origin)
  servePage(session.defaultSession, await listPageFiles(options.pageFolder))
  onPageMessage(shellChannels.connect, origin, ({ sender }) => ports.connect(sender), refused)
  onPageMessage(
    shellChannels.menu,
    origin,
    ({ sender }, payload) => {
      const commands = readMenuCommands(payload)
      if (commands) setMenu(commands, (id) => !sender.isDestroyed() && sender.send(shellChannels.command, id))
      else refused(`${shellChannels.menu}: no list of commands`)
    },
    refused,
  )
  setMenu([], () => undefined)
  return () =>
    openWindow({ preload: options.preload, devTools: !app.isPackaged }, devUrl ?? `${pageOrigin}/index.html`)
}

function setMenu(commands: readonly MenuCommand[], run: (id: string) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(commands, run)))
}

/** Holds the end of the program back until the capture is closed cleanly. */
function stopBeforeQuit(engine: Engine): void {
  let stopped = false
  app.on('before-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    engine
      .stop(graceMs)
      .catch((error: unknown) => {
        dialog.showErrorBox('CWMP Workbench did not end cleanly', messageOf(error))
      })
      .finally(() => {
        stopped = true
        app.quit()
      })
  })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
