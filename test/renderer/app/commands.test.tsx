// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { commandIds, describeCommand } from '../../../src/renderer/app/command-table.js'
import { createCommandRegistry, useCommand } from '../../../src/renderer/app/commands.js'
import { bindKeys, commandOf, keysOf } from '../../../src/renderer/app/key-bindings.js'
import { createStandIn } from '../../stand-in/client.js'
import { renderOn, preparePage } from '../in-page.js'

preparePage()

const press = (key: string, more: Partial<KeyboardEventInit> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})

describe('the command table', () => {
  it('gives no key to two commands, and no title twice', () => {
    const keys = commandIds.flatMap((id) => describeCommand(id).keys ?? [])
    expect(new Set(keys).size).toBe(keys.length)
    const titles = commandIds.map((id) => describeCommand(id).title)
    expect(new Set(titles).size).toBe(titles.length)
  })

  it('names only keys a keyboard can send', () => {
    for (const id of commandIds) {
      for (const keys of describeCommand(id).keys ?? []) {
        const parts = keys.split('+')
        const key = parts.at(-1) ?? ''
        const sent = press(/^[A-Z]$/.test(key) ? key.toLowerCase() : key, {
          ctrlKey: parts.includes('Mod'),
          shiftKey: parts.includes('Shift'),
          altKey: parts.includes('Alt'),
        })
        expect(commandOf(sent), keys).toBe(id)
      }
    }
  })
})

describe('key names', () => {
  it.each([
    [press('k', { ctrlKey: true }), 'Mod+K'],
    [press('k', { metaKey: true }), 'Mod+K'],
    [press('?', { shiftKey: true }), '?'],
    [press('J', { shiftKey: true }), 'Shift+J'],
    [press('F6', { shiftKey: true }), 'Shift+F6'],
    [press(' '), 'Space'],
    [press('Shift', { shiftKey: true }), null],
  ])('of %o is %s', (sent, name) => expect(keysOf(sent)).toBe(name))
})

describe('the command registry', () => {
  it('does nothing, and says so, where nobody can do a command', () => {
    const registry = createCommandRegistry()
    expect(registry.run('message.pair')).toBe(false)
    expect(registry.available()).toEqual([])
  })

  it('asks the focused pane first, then whoever works everywhere, then the one that steps in', () => {
    const registry = createCommandRegistry()
    const done: string[] = []
    registry.add('item.next', { run: () => done.push('sessions'), pane: 'sessions' })
    registry.add('item.next', { run: () => done.push('timeline'), pane: 'timeline', otherwise: true })
    registry.run('item.next')
    registry.enter('sessions')
    registry.run('item.next')
    registry.enter('devices')
    registry.run('item.next')
    expect(done).toEqual(['timeline', 'sessions', 'timeline'])
  })

  it('offers a command only while somebody can do it, and tells those who show it', () => {
    const registry = createCommandRegistry()
    const listener = vi.fn()
    registry.subscribe(listener)
    const remove = registry.add('demo.start', { run: () => undefined })
    expect(registry.available()).toEqual(['demo.start'])
    remove()
    expect(registry.available()).toEqual([])
    expect(listener).toHaveBeenCalledTimes(2)
  })
})

function Doer({ onDo, enabled = true }: { onDo: () => void; enabled?: boolean }) {
  useCommand('item.next', onDo, { enabled })
  useCommand('palette.open', onDo, { enabled })
  return <input aria-label="Name" />
}

describe('keys on the page', () => {
  it('run commands, except single letters while one types', () => {
    const onDo = vi.fn()
    const { commands } = renderOn(createStandIn(), <Doer onDo={onDo} />)
    const unbind = bindKeys(window, commands)
    fireEvent.keyDown(document.body, { key: 'j' })
    expect(onDo).toHaveBeenCalledTimes(1)
    fireEvent.keyDown(screen.getByLabelText('Name'), { key: 'j' })
    expect(onDo).toHaveBeenCalledTimes(1)
    fireEvent.keyDown(screen.getByLabelText('Name'), { key: 'k', ctrlKey: true })
    expect(onDo).toHaveBeenCalledTimes(2)
    unbind()
    fireEvent.keyDown(document.body, { key: 'j' })
    expect(onDo).toHaveBeenCalledTimes(2)
  })

  it('are left to the browser where nobody can do the command', () => {
    const { commands } = renderOn(createStandIn(), <Doer onDo={() => undefined} enabled={false} />)
    const unbind = bindKeys(window, commands)
    expect(fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })).toBe(true)
    unbind()
  })
})
