import { BrowserWindow, nativeTheme, type BrowserWindowConstructorOptions } from 'electron'
import { denyNavigation } from './guards.js'

export interface WindowOptions {
  /** The preload script, one CommonJS file. */
  readonly preload: string
  readonly dark: boolean
  /** The developer tools can be opened: not in a packaged program. */
  readonly devTools: boolean
}

/** How the window is made. Every security switch is named, also where it is the default today. */
export function windowOptions({ preload, dark, devTools }: WindowOptions): BrowserWindowConstructorOptions {
  return {
    title: 'CWMP Workbench',
    width: 1440,
    height: 900,
    minWidth: 800,
    minHeight: 500,
    // Shown when the first paint is there, on the colour of the theme: no white flash.
    show: false,
    backgroundColor: dark ? '#16181d' : '#ffffff',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools,
    },
  }
}

/** Opens the window on the page. */
export async function openWindow(options: Omit<WindowOptions, 'dark'>, url: string): Promise<BrowserWindow> {
  const window = new BrowserWindow(windowOptions({ ...options, dark: nativeTheme.shouldUseDarkColors }))
  denyNavigation(window.webContents)
  window.once('ready-to-show', () => window.show())
  await window.loadURL(url)
  return window
}
