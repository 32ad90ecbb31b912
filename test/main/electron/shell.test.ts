import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { shellChannels } from '../../../src/contract/shell.js'
import type { Engine } from '../../../src/main/engine/types.js'
import { standInRouter } from '../stand-in-services.js'
import * as standIn from './electron-stand-in.js'

vi.mock('electron', () => import('./electron-stand-in.js'))
const { runShell } = await import('../../../src/main/electron/shell.js')

describe('Electron shell', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workbench-shell-'))
    await writeFile(join(folder, 'index.html'), '<!doctype html>')
  })
  afterEach(async () => {
    standIn.reset()
    vi.restoreAllMocks()
    await rm(folder, { recursive: true })
  })

  function engine(): Engine {
    return {
      router: standInRouter(),
      acsUrl: '',
      acsTlsUrl: null,
      fileUrl: null,
      stunAddress: null,
      capturePath: '',
      receiveFile: vi.fn(async () => ({ status: 201, body: {} })),
      stop: vi.fn(async () => undefined),
    }
  }

  function start(startEngine: () => Promise<Engine>): void {
    runShell({ workspaceDir: folder, pageFolder: folder, preload: '/preload/index.cjs', startEngine })
  }

  async function started(): Promise<{ running: Engine; window: standIn.BrowserWindow }> {
    const running = engine()
    start(async () => running)
    return vi.waitFor(() => {
      const [window] = standIn.seen.windows
      if (!window?.loaded) throw new Error('No window yet.')
      return { running, window }
    })
  }

  it('opens the window on the page of its own protocol', async () => {
    const { window } = await started()
    expect(window.loaded).toBe('app://workbench/index.html')
    expect(standIn.seen.handlers.has('app')).toBe(true)
  })

  it('gives the page its port when it asks, and nobody else', async () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const { window } = await started()
    const sender = window.webContents.asElectron()
    standIn.sendFromPage(shellChannels.connect, {
      senderFrame: standIn.frame({ origin: 'https://example.com' }),
      sender,
    })
    expect(window.webContents.posted).toHaveLength(0)
    standIn.sendFromPage(shellChannels.connect, { senderFrame: standIn.frame(), sender })
    expect(window.webContents.posted).toHaveLength(1)
  })

  it('tells the page which command was chosen in the menu', async () => {
    const { window } = await started()
    const command = { id: 'help.keys', label: 'Keys', menu: 'Help' }
    const sender = window.webContents.asElectron()
    standIn.sendFromPage(shellChannels.menu, { senderFrame: standIn.frame(), sender }, [command])
    const help = standIn.seen.menus.at(-1)?.find(({ label }) => label === 'Help')
    const [item] = Array.isArray(help?.submenu) ? help.submenu : []
    Reflect.apply(item?.click ?? (() => undefined), null, [])
    expect(window.webContents.sent).toEqual([{ channel: shellChannels.command, args: ['help.keys'] }])
  })

  it('closes the capture cleanly before it ends', async () => {
    const { running } = await started()
    const preventDefault = vi.fn()
    standIn.raise('before-quit', { preventDefault })
    expect(preventDefault).toHaveBeenCalledOnce()
    expect(running.stop).toHaveBeenCalledWith(2_000)
    await vi.waitFor(() => expect(standIn.seen.quits).toBe(1))
    standIn.raise('before-quit', { preventDefault })
    expect(preventDefault).toHaveBeenCalledOnce()
  })

  it('says that it could not close the capture cleanly, and ends all the same', async () => {
    const { running } = await started()
    vi.mocked(running.stop).mockRejectedValue(new Error('The disk is full.'))
    standIn.raise('before-quit', { preventDefault: vi.fn() })
    await vi.waitFor(() => expect(standIn.seen.quits).toBe(1))
    expect(standIn.seen.errorBoxes[0]?.content).toBe('The disk is full.')
  })

  it('ends at once when it runs already, and the running one shows its window', async () => {
    const { window } = await started()
    standIn.raise('second-instance')
    expect(window.focused).toBe(true)
    standIn.seen.lock = false
    const startEngine = vi.fn(async () => engine())
    start(startEngine)
    expect(standIn.seen.quits).toBe(1)
    expect(startEngine).not.toHaveBeenCalled()
  })

  it('says why it cannot start and ends with 2', async () => {
    start(() => Promise.reject(new Error('Port 7547 is taken. Choose another with --acs-port.')))
    await vi.waitFor(() => expect(standIn.seen.exits).toEqual([2]))
    expect(standIn.seen.errorBoxes[0]?.content).toBe('Port 7547 is taken. Choose another with --acs-port.')
  })
})
