import { ipcMain, type IpcMainEvent, type Session, type WebContents } from 'electron'

/**
 * Hears of messages from the page, and only from there: from a main frame that is alive and of exactly
 * the page's origin. The one place where ipcMain is used.
 *
 * @param origin the only origin that may send
 * @param refused told of each message that came from elsewhere
 * @returns the way out
 */
export function onPageMessage(
  channel: string,
  origin: string,
  listener: (event: IpcMainEvent, payload: unknown) => void,
  refused: (why: string) => void,
): () => void {
  const guarded = (event: IpcMainEvent, payload: unknown) => {
    const why = strange(event, origin)
    if (why === null) listener(event, payload)
    else refused(`${channel}: ${why}`)
  }
  ipcMain.on(channel, guarded)
  return () => ipcMain.removeListener(channel, guarded)
}

function strange(event: IpcMainEvent, origin: string): string | null {
  const frame = event.senderFrame
  if (frame === null || frame.detached) return 'the frame that sent it is gone'
  if (frame.parent !== null) return 'not sent by a main frame'
  if (frame.origin !== origin) return `sent by a page of ${frame.origin}`
  return null
}

/** Copying text after a click is the one thing beyond drawing that the page may do. */
const permitted = 'clipboard-sanitized-write'

/** Denies a session every permission and device, but writing text to the clipboard. */
export function denyPermissions(session: Session, origin: string): void {
  session.setPermissionRequestHandler((contents, permission, callback) => {
    callback(permission === permitted && contents.mainFrame.origin === origin)
  })
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin) =>
      permission === permitted && requestingOrigin.replace(/\/$/, '') === origin,
  )
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, callback) => callback({}))
}

/** Keeps a window on its page: no navigation, no redirect, no new window, no embedded page. */
export function denyNavigation(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
