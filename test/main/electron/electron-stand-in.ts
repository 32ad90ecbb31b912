import { EventEmitter } from 'node:events'
import type {
  App,
  BrowserWindowConstructorOptions,
  Event,
  IpcMain,
  IpcMainEvent,
  MenuItemConstructorOptions,
  NativeTheme,
  SafeStorage,
  Session,
  WebContents,
  WebFrameMain,
} from 'electron'

/**
 * Stands in for the `electron` module where there is no Electron. Each piece is checked against
 * electron.d.ts (`satisfies Pick<...>`), so a call that Electron does not have, or has otherwise, does
 * not compile.
 */

type PermissionRequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>
type PermissionCheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>
type ProtocolHandler = Parameters<Session['protocol']['handle']>[1]

/** What was registered with Electron, for tests to look at and to call. */
export const seen = {
  schemes: [] as Electron.CustomScheme[],
  handlers: new Map<string, ProtocolHandler>(),
  permissionRequest: null as PermissionRequestHandler | null,
  permissionCheck: null as PermissionCheckHandler | null,
  device: null as Parameters<Session['setDevicePermissionHandler']>[0],
  displayMedia: null as Parameters<Session['setDisplayMediaRequestHandler']>[0],
  windows: [] as BrowserWindow[],
  menus: [] as MenuItemConstructorOptions[][],
  errorBoxes: [] as { title: string; content: string }[],
  exits: [] as number[],
  quits: 0,
  lock: true,
}

/** Makes everything as it was at the start. */
export function reset(): void {
  Object.assign(seen, {
    schemes: [],
    handlers: new Map(),
    permissionRequest: null,
    permissionCheck: null,
    device: null,
    displayMedia: null,
    windows: [],
    menus: [],
    errorBoxes: [],
    exits: [],
    quits: 0,
    lock: true,
  })
  ipc.removeAllListeners()
  appEvents.removeAllListeners()
  keyStore.available = true
  keyStore.backend = 'gnome_libsecret'
}

const ipc = new EventEmitter()
export const ipcMain: Pick<IpcMain, 'on' | 'removeListener'> = {
  on(channel, listener) {
    ipc.on(channel, listener)
    return ipcMain as IpcMain
  },
  removeListener(channel, listener) {
    ipc.removeListener(channel, listener)
    return ipcMain as IpcMain
  },
}

/** Delivers a message as if a page had sent it. */
export function sendFromPage(
  channel: string,
  event: Pick<IpcMainEvent, 'senderFrame' | 'sender'>,
  payload?: unknown,
) {
  ipc.emit(channel, event, payload)
}

/** A frame, by default the page's own main frame. */
export function frame(
  facts: Partial<Pick<WebFrameMain, 'origin' | 'parent' | 'detached'>> = {},
): WebFrameMain {
  const made: Pick<WebFrameMain, 'origin' | 'parent' | 'detached'> = {
    origin: 'app://workbench',
    parent: null,
    detached: false,
    ...facts,
  }
  return made as WebFrameMain
}

const appEvents = new EventEmitter()
export const app = {
  isPackaged: false,
  requestSingleInstanceLock: () => seen.lock,
  whenReady: () => Promise.resolve(),
  quit() {
    seen.quits += 1
  },
  exit(code = 0) {
    seen.exits.push(code)
  },
  on(event: string, listener: (...args: never[]) => void) {
    appEvents.on(event, listener as (...args: unknown[]) => void)
    return app as unknown as App
  },
} satisfies Pick<App, 'isPackaged' | 'requestSingleInstanceLock' | 'whenReady' | 'quit' | 'exit'> & {
  on: unknown
}

/** Raises an event of the app. */
export const raise = (event: string, ...args: unknown[]) => appEvents.emit(event, ...args)

export const protocol = {
  registerSchemesAsPrivileged(schemes) {
    seen.schemes.push(...schemes)
  },
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged'>

const defaultSession = {
  protocol: {
    handle(scheme: string, handler: ProtocolHandler) {
      seen.handlers.set(scheme, handler)
    },
  } satisfies Pick<Session['protocol'], 'handle'>,
  setPermissionRequestHandler(handler) {
    seen.permissionRequest = handler
  },
  setPermissionCheckHandler(handler) {
    seen.permissionCheck = handler
  },
  setDevicePermissionHandler(handler) {
    seen.device = handler
  },
  setDisplayMediaRequestHandler(handler) {
    seen.displayMedia = handler
  },
} satisfies Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
> & { protocol: Pick<Session['protocol'], 'handle'> }
export const session = { defaultSession }

type WindowOpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0]

/** What the shell uses of a window's contents; Electron's type is the measure. */
const partOf = (
  contents: Pick<WebContents, 'id' | 'mainFrame' | 'send' | 'isDestroyed' | 'setWindowOpenHandler'>,
): typeof contents => contents

/** The contents of a window: records what is sent to it and lets tests raise its events. */
export class StandInContents extends EventEmitter {
  readonly id = seen.windows.length + 1
  readonly mainFrame = frame()
  readonly posted: { channel: string; message: unknown; ports: MessagePortMain[] }[] = []
  readonly sent: { channel: string; args: unknown[] }[] = []
  openHandler: WindowOpenHandler | null = null
  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.openHandler = handler
  }
  postMessage(channel: string, message: unknown, ports: MessagePortMain[] = []): void {
    this.posted.push({ channel, message, ports })
  }
  send(channel: string, ...args: unknown[]): void {
    this.sent.push({ channel, args })
  }
  isDestroyed(): boolean {
    return false
  }
  /** The contents as Electron's type, of which it has the part that is used. */
  asElectron(): WebContents {
    return partOf(this) as WebContents
  }
  /** Raises an event and says whether it was prevented. */
  prevented(event: string): boolean {
    let prevented = false
    const raised: Pick<Event, 'preventDefault'> = { preventDefault: () => (prevented = true) }
    this.emit(event, raised)
    return prevented
  }
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new StandInContents()
  loaded: string | null = null
  shown = false
  focused = false
  constructor(readonly options: BrowserWindowConstructorOptions) {
    super()
    seen.windows.push(this)
  }
  async loadURL(url: string): Promise<void> {
    this.loaded = url
    this.emit('ready-to-show')
  }
  show(): void {
    this.shown = true
  }
  isMinimized(): boolean {
    return false
  }
  restore(): void {
    this.shown = true
  }
  focus(): void {
    this.focused = true
  }
}

/** One end of a channel, joined to the other by the event loop. */
export class MessagePortMain extends EventEmitter {
  other: MessagePortMain | null = null
  private started = false
  private readonly queue: unknown[] = []
  postMessage(message: unknown): void {
    const { other } = this
    if (other) setImmediate(() => other.receive(structuredClone(message)))
  }
  start(): void {
    this.started = true
    for (const message of this.queue.splice(0)) this.emit('message', { data: message, ports: [] })
  }
  close(): void {
    const { other } = this
    this.other = null
    if (other) setImmediate(() => other.close())
    this.emit('close')
  }
  private receive(message: unknown): void {
    if (this.started) this.emit('message', { data: message, ports: [] })
    else this.queue.push(message)
  }
}

export class MessageChannelMain {
  readonly port1 = new MessagePortMain()
  readonly port2 = new MessagePortMain()
  constructor() {
    this.port1.other = this.port2
    this.port2.other = this.port1
  }
}

export const nativeTheme = { shouldUseDarkColors: true } satisfies Pick<NativeTheme, 'shouldUseDarkColors'>

export const Menu = {
  buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
  setApplicationMenu(menu: MenuItemConstructorOptions[]) {
    seen.menus.push(menu)
  },
}

export const dialog = {
  showErrorBox(title, content) {
    seen.errorBoxes.push({ title, content })
  },
} satisfies Pick<Electron.Dialog, 'showErrorBox'>

/** The system's key store: reversible, and different from the plain text. */
export const keyStore = {
  available: true,
  backend: 'gnome_libsecret' as ReturnType<SafeStorage['getSelectedStorageBackend']>,
}
export const safeStorage = {
  isAsyncEncryptionAvailable: async () => keyStore.available,
  getSelectedStorageBackend: () => keyStore.backend,
  encryptStringAsync: async (plain) => Buffer.from([...Buffer.from(plain)].map((byte) => byte ^ 0x5a)),
  decryptStringAsync: async (sealed) => ({
    shouldReEncrypt: false,
    result: Buffer.from([...sealed].map((byte) => byte ^ 0x5a)).toString(),
  }),
} satisfies Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
>
