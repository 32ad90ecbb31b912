import { describe, expect, it } from 'vitest'
import type { TreeRow } from '../../../../src/contract/index.js'
import { allClosed } from '../../../../src/renderer/features/parameters/expansion.js'
import { deedOfKey } from '../../../../src/renderer/features/parameters/grid-keys.js'

const key = (name: string, more: { ctrlKey?: boolean; shiftKey?: boolean; altKey?: boolean } = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})
const row = (path: string, more: Partial<TreeRow> = {}): TreeRow => ({
  path,
  name: path,
  value: 'v',
  type: null,
  writable: true,
  notification: null,
  source: 'get',
  updatedAt: '2026-11-22T12:00:00.000Z',
  messageId: 'm',
  state: 'known',
  isObject: path.endsWith('.'),
  level: 1,
  positionInSet: 1,
  setSize: 1,
  expanded: false,
  childCount: 1,
  coverage: null,
  ...more,
})
const plain = { search: '', expansion: allClosed }

describe('a key on the parameter grid', () => {
  it('walks into an object and out of it by the arrows', () => {
    const closed = row('Device.WiFi.')
    expect(deedOfKey(key('ArrowRight'), closed, plain)).toEqual({ type: 'toggle', row: closed, open: true })
    const open = row('Device.WiFi.', { expanded: true })
    expect(deedOfKey(key('ArrowRight'), open, plain)).toEqual({ type: 'move', by: 1 })
    expect(deedOfKey(key('ArrowLeft'), open, plain)).toEqual({ type: 'toggle', row: open, open: false })
    expect(deedOfKey(key('ArrowLeft'), row('Device.WiFi.Name'), plain)).toEqual({
      type: 'parent',
      path: 'Device.WiFi.',
    })
  })

  it('closes nothing that a search opened, but goes to the parent', () => {
    const open = row('Device.WiFi.', { expanded: true })
    expect(deedOfKey(key('ArrowLeft'), open, { ...plain, search: 'wifi' })).toEqual({
      type: 'parent',
      path: 'Device.',
    })
  })

  it('adds to a table and deletes an instance only where that is allowed', () => {
    expect(deedOfKey(key('+'), row('Device.T.'), plain)).toEqual({ type: 'add', path: 'Device.T.' })
    expect(deedOfKey(key('+'), row('Device.T.', { writable: false }), plain)).toEqual({ type: 'nothing' })
    expect(deedOfKey(key('Delete'), row('Device.T.1.'), plain)).toEqual({
      type: 'remove',
      path: 'Device.T.1.',
    })
    expect(deedOfKey(key('Delete'), row('Device.T.1.Name'), plain)).toEqual({
      type: 'unstage',
      path: 'Device.T.1.Name',
    })
  })

  it('opens the menu of the row, and leaves F10 alone to the page', () => {
    const here = row('Device.T.')
    expect(deedOfKey(key('F10', { shiftKey: true }), here, plain)).toEqual({ type: 'menu', row: here })
    expect(deedOfKey(key('F10'), here, plain)).toBeNull()
  })

  it('copies the value, or the path with Shift', () => {
    expect(deedOfKey(key('c', { ctrlKey: true }), row('Device.Name'), plain)).toEqual({
      type: 'copy',
      text: 'v',
    })
    expect(deedOfKey(key('C', { ctrlKey: true, shiftKey: true }), row('Device.Name'), plain)).toEqual({
      type: 'copy',
      text: 'Device.Name',
    })
  })

  it('leaves what belongs to the page', () => {
    expect(deedOfKey(key('ArrowLeft', { altKey: true }), row('Device.'), plain)).toBeNull()
    expect(deedOfKey(key('k', { ctrlKey: true }), row('Device.'), plain)).toBeNull()
    expect(deedOfKey(key('/'), row('Device.'), plain)).toBeNull()
  })
})
