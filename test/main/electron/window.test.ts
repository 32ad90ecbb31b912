import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import * as standIn from './electron-stand-in.js'

vi.mock('electron', () => import('./electron-stand-in.js'))
const { session } = await import('electron')
const { openWindow, windowOptions } = await import('../../../src/main/electron/window.js')
const { registerPageScheme, servePage } = await import('../../../src/main/electron/page-protocol.js')
const { listPageFiles } = await import('../../../src/main/engine/page/index.js')

afterEach(() => standIn.reset())

describe('window', () => {
  it('has every security switch on', () => {
    const { webPreferences } = windowOptions({ preload: '/p/index.cjs', dark: false, devTools: false })
    expect(webPreferences).toEqual({
      preload: '/p/index.cjs',
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
      devTools: false,
    })
  })

  it('is shown on the colour of the theme, when there is something to see', async () => {
    expect(windowOptions({ preload: '', dark: true, devTools: false })).toMatchObject({
      show: false,
      backgroundColor: '#16181d',
    })
    await openWindow({ preload: '', devTools: false }, 'app://workbench/index.html')
    const [window] = standIn.seen.windows
    expect(window).toMatchObject({ loaded: 'app://workbench/index.html', shown: true })
  })

  it('stays on its page from before the page is loaded', async () => {
    await openWindow({ preload: '', devTools: false }, 'app://workbench/index.html')
    const contents = standIn.seen.windows[0]?.webContents
    expect(contents?.prevented('will-navigate')).toBe(true)
    expect(contents?.openHandler).not.toBeNull()
  })
})

describe('page protocol', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workbench-page-'))
    await mkdir(join(folder, 'assets'))
    await writeFile(join(folder, 'index.html'), '<!doctype html>')
    await writeFile(join(folder, 'assets/index-abcd1234.js'), 'export {}')
    await writeFile(join(folder, 'assets/notes.secret'), 'not a type that is served')
  })
  afterAll(() => rm(folder, { recursive: true }))

  async function get(url: string, method = 'GET'): Promise<Response> {
    servePage(session.defaultSession, await listPageFiles(folder))
    const handler = standIn.seen.handlers.get('app')
    if (!handler) throw new Error('No handler was registered.')
    return handler(new Request(url, { method }))
  }

  it('is a secure origin that cannot bypass the policy', () => {
    registerPageScheme()
    expect(standIn.seen.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ])
  })

  it('sends the policy as a header with every answer', async () => {
    for (const path of ['index.html', 'assets/index-abcd1234.js', 'missing.html']) {
      const { headers } = await get(`app://workbench/${path}`)
      const policy = headers.get('content-security-policy')?.split('; ') ?? []
      expect(policy).toEqual([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-src 'none'",
        "frame-ancestors 'none'",
      ])
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  it('serves the files of the build with their types', async () => {
    const page = await get('app://workbench/index.html')
    expect([page.status, page.headers.get('content-type'), await page.text()]).toEqual([
      200,
      'text/html; charset=utf-8',
      '<!doctype html>',
    ])
    const script = await get('app://workbench/assets/index-abcd1234.js')
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  })

  it.each([
    'app://workbench/assets/notes.secret',
    'app://workbench/../package.json',
    'app://workbench/%2e%2e/%2e%2e/etc/passwd',
    'app://workbench/assets/..%2f..%2findex.html',
    'app://workbench/assets/',
    'app://elsewhere/index.html',
  ])('does not serve %s', async (url) => {
    expect((await get(url)).status).toBe(404)
  })

  it('answers GET only', async () => {
    expect((await get('app://workbench/index.html', 'POST')).status).toBe(405)
  })
})
