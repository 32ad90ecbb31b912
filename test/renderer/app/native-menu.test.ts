import { describe, expect, it, vi } from 'vitest'
import { acceleratorPattern, type MenuCommand, type ShellBridge } from '../../../src/contract/shell.js'
import { createCommandRegistry } from '../../../src/renderer/app/commands.js'
import { bindNativeMenu } from '../../../src/renderer/app/native-menu.js'

function bridge() {
  const menus: (readonly MenuCommand[])[] = []
  const listeners = new Set<(id: string) => void>()
  const made: ShellBridge = {
    capabilities: { nativeMenu: true, browserKeys: false },
    setMenu: (commands) => void menus.push(commands),
    onCommand(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return { bridge: made, menus, choose: (id: string) => listeners.forEach((listener) => listener(id)) }
}

describe('native menu', () => {
  it('shows what can be done, with keys that a menu can show', async () => {
    const { bridge: shell, menus } = bridge()
    const registry = createCommandRegistry()
    bindNativeMenu(shell, registry)
    registry.add('palette.open', { run: vi.fn() })
    registry.add('help.keys', { run: vi.fn() })
    await Promise.resolve()
    expect(menus).toEqual([
      [
        { id: 'palette.open', label: 'Find a command', menu: 'Go', accelerator: 'CmdOrCtrl+K' },
        { id: 'help.keys', label: 'Keys', menu: 'Help', accelerator: undefined },
      ],
    ])
    expect('CmdOrCtrl+K').toMatch(acceleratorPattern)
  })

  it('builds the menu anew when what can be done changes', async () => {
    const { bridge: shell, menus } = bridge()
    const registry = createCommandRegistry()
    const end = bindNativeMenu(shell, registry)
    const remove = registry.add('palette.open', { run: vi.fn() })
    await Promise.resolve()
    remove()
    await Promise.resolve()
    expect(menus.map((menu) => menu.length)).toEqual([1, 0])
    end()
    registry.add('palette.open', { run: vi.fn() })
    await Promise.resolve()
    expect(menus).toHaveLength(2)
  })

  it('does the command that was chosen, and ignores an id that is none', () => {
    const { bridge: shell, choose } = bridge()
    const registry = createCommandRegistry()
    const run = vi.fn()
    bindNativeMenu(shell, registry)
    registry.add('view.timeline', { run })
    choose('view.timeline')
    choose('toString')
    expect(run).toHaveBeenCalledOnce()
  })

  it('is nothing in a browser', () => {
    expect(() => bindNativeMenu(undefined, createCommandRegistry())()).not.toThrow()
  })
})
