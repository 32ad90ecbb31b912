import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as standIn from './electron-stand-in.js'

vi.mock('electron', () => import('./electron-stand-in.js'))
const { session } = await import('electron')
const { denyNavigation, denyPermissions, onPageMessage } =
  await import('../../../src/main/electron/guards.js')

const origin = 'app://workbench'
afterEach(() => standIn.reset())

describe('messages from the page', () => {
  function listen() {
    const heard = vi.fn()
    const refused = vi.fn()
    const end = onPageMessage('channel', origin, (_event, payload) => heard(payload), refused)
    return { heard, refused, end }
  }
  const contents = () => new standIn.StandInContents().asElectron()

  it('are heard from the main frame of the page', () => {
    const { heard, refused } = listen()
    standIn.sendFromPage('channel', { senderFrame: standIn.frame(), sender: contents() }, 'hello')
    expect(heard).toHaveBeenCalledWith('hello')
    expect(refused).not.toHaveBeenCalled()
  })

  it.each([
    ['a frame that is gone', null],
    ['a detached frame', standIn.frame({ detached: true })],
    ['a frame inside the page', standIn.frame({ parent: standIn.frame() })],
    ['another host of the scheme', standIn.frame({ origin: 'app://elsewhere' })],
    ['an origin that begins alike', standIn.frame({ origin: 'app://workbench.example' })],
    ['the web', standIn.frame({ origin: 'https://example.com' })],
    ['an opaque origin', standIn.frame({ origin: 'null' })],
  ])('are refused from %s', (_name, senderFrame) => {
    const { heard, refused } = listen()
    standIn.sendFromPage('channel', { senderFrame, sender: contents() }, 'hello')
    expect(heard).not.toHaveBeenCalled()
    expect(refused).toHaveBeenCalledOnce()
  })

  it('are no longer heard after the end', () => {
    const { heard, end } = listen()
    end()
    standIn.sendFromPage('channel', { senderFrame: standIn.frame(), sender: contents() })
    expect(heard).not.toHaveBeenCalled()
  })

  it('reach the main process in one guarded file only', async () => {
    const folder = join(import.meta.dirname, '../../../src/main')
    const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts'))
    const users: string[] = []
    for (const file of files) {
      if (/\bipcMain\s*\.|import .*\bipcMain\b/.test(await readFile(join(folder, file), 'utf8')))
        users.push(file)
    }
    expect(users).toEqual([join('electron', 'guards.ts')])
  })
})

describe('navigation', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    '%s is denied',
    (event) => {
      const contents = new standIn.StandInContents()
      denyNavigation(contents.asElectron())
      expect(contents.prevented(event)).toBe(true)
    },
  )

  it('opens no new window', () => {
    const contents = new standIn.StandInContents()
    denyNavigation(contents.asElectron())
    const details = {
      url: 'https://example.com',
      frameName: '',
      features: '',
      disposition: 'new-window' as const,
    }
    const answer = contents.openHandler?.({ ...details, referrer: { url: '', policy: 'default' } })
    expect(answer).toEqual({ action: 'deny' })
  })
})

describe('permissions', () => {
  const details = { isMainFrame: true, requestingUrl: `${origin}/index.html` }

  it.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fileSystem'] as const)(
    '%s is denied',
    (permission) => {
      denyPermissions(session.defaultSession, origin)
      const callback = vi.fn()
      standIn.seen.permissionRequest?.(
        new standIn.StandInContents().asElectron(),
        permission,
        callback,
        details,
      )
      expect(callback).toHaveBeenCalledWith(false)
      expect(standIn.seen.permissionCheck?.(null, permission, `${origin}/`, details)).toBe(false)
    },
  )

  it('lets the page, and no other origin, write text to the clipboard', () => {
    denyPermissions(session.defaultSession, origin)
    const check = standIn.seen.permissionCheck
    expect(check?.(null, 'clipboard-sanitized-write', `${origin}/`, details)).toBe(true)
    expect(check?.(null, 'clipboard-sanitized-write', 'https://example.com/', details)).toBe(false)
  })

  it('gives no device and no screen', () => {
    denyPermissions(session.defaultSession, origin)
    const device: Electron.SerialPort = { portId: '1', portName: 'ttyS0' }
    expect(standIn.seen.device?.({ deviceType: 'serial', origin, device })).toBe(false)
  })
})
