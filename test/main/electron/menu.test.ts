import { describe, expect, it, vi } from 'vitest'

vi.mock('electron', () => import('./electron-stand-in.js'))
const { menuTemplate, readMenuCommands } = await import('../../../src/main/electron/menu.js')

const palette = {
  id: 'palette.open',
  label: 'Command palette',
  menu: 'View',
  accelerator: 'CmdOrCtrl+K',
} as const

describe('native menu', () => {
  it('shows the commands of the page in their menus, before the roles of the system', () => {
    const run = vi.fn()
    const view = menuTemplate([palette], run).find(({ label }) => label === 'View')
    const items = Array.isArray(view?.submenu) ? view.submenu : []
    expect(items[0]).toMatchObject({
      label: 'Command palette',
      accelerator: 'CmdOrCtrl+K',
      registerAccelerator: false,
    })
    expect(items[1]).toEqual({ type: 'separator' })
    expect(items.at(-1)).toEqual({ role: 'togglefullscreen' })
  })

  it('runs a command by its id', () => {
    const run = vi.fn()
    const view = menuTemplate([palette], run).find(({ label }) => label === 'View')
    const [item] = Array.isArray(view?.submenu) ? view.submenu : []
    Reflect.apply(item?.click ?? (() => undefined), null, [])
    expect(run).toHaveBeenCalledWith('palette.open')
  })

  it('leaves out menus with nothing in them', () => {
    expect(menuTemplate([], vi.fn()).map(({ label }) => label)).toEqual(['File', 'Edit', 'View'])
  })

  it.each([
    ['no list', { id: 'x' }],
    ['a menu that does not exist', [{ ...palette, menu: 'Apple' }]],
    ['a label of another type', [{ ...palette, label: 7 }]],
    ['keys that Electron would refuse', [{ ...palette, accelerator: 'Ctrl+\n' }]],
    ['keys that are no keys', [{ ...palette, accelerator: 'CmdOrCtrl+' }]],
    ['far too many', Array.from({ length: 301 }, () => palette)],
  ])('refuses %s from the page', (_name, payload) => {
    expect(readMenuCommands(payload)).toBeNull()
  })

  it('takes a good list', () => {
    expect(readMenuCommands([palette])).toEqual([palette])
  })
})
