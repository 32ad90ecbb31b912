import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  openWorkspace,
  WorkspaceError,
  type QueuedRpc,
  type SecretBox,
  type StoredFile,
} from '../../../../src/main/engine/workspace/index.js'

let dir: string
let path: string

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'workspace-'))
  path = join(dir, 'workspace.db')
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const credentials = { connectionRequestUsername: 'acs', connectionRequestPassword: 'open sesame' }
const rot: SecretBox = {
  encrypted: true,
  seal: (plain) => [...plain].reverse().join(''),
  open: (sealed) => [...sealed].reverse().join(''),
}

const rpc = (id: string, state: QueuedRpc['state'], deviceId = 'A--1'): QueuedRpc => ({
  id,
  deviceId,
  method: 'GetParameterValues',
  arguments: { ParameterNames: ['Device.'] },
  state,
  messageIds: [],
  createdAt: '2026-11-22T10:00:00.000Z',
})

test('keeps settings, credentials and RPCs over a restart', () => {
  const first = openWorkspace({ dir })
  first.setSetting('theme', { name: 'dark' })
  first.setCredentials('A--1', credentials)
  first.saveRpc(rpc('r1', 'queued'))
  first.close()
  const again = openWorkspace({ dir })
  expect(again.setting('theme', null)).toEqual({ name: 'dark' })
  expect(again.setting('absent', 7)).toBe(7)
  expect(again.credentials('A--1')).toEqual(credentials)
  expect(again.credentials('B--2')).toBeNull()
  expect(again.devicesWithCredentials()).toEqual(['A--1'])
  expect(again.rpc('r1')).toEqual(rpc('r1', 'queued'))
  again.close()
})

test('keeps how devices are spoken to over a restart, and forgets choices that were taken back', () => {
  const first = openWorkspace({ dir })
  first.saveQuirkChoices(null, { emptyAnswer: 200 })
  first.saveQuirkChoices('A--1', { xmlDeclaration: true })
  first.saveQuirkChoices('A--1', { xmlDeclaration: false, cookiePath: '' })
  first.saveQuirkChoices('B--2', { pretty: true })
  first.saveQuirkChoices('B--2', {})
  first.close()
  const again = openWorkspace({ dir })
  expect(again.quirkChoices()).toEqual([
    { deviceId: null, choices: { emptyAnswer: 200 } },
    { deviceId: 'A--1', choices: { xmlDeclaration: false, cookiePath: '' } },
  ])
  again.close()
})

test('of format 1 is converted and loses nothing', () => {
  const first = openWorkspace({ dir })
  first.setSetting('theme', 'dark')
  first.saveRpc(rpc('r1', 'queued'))
  first.close()
  const database = new DatabaseSync(path)
  database.exec('DROP TABLE quirk; PRAGMA user_version = 1')
  database.close()
  const again = openWorkspace({ dir })
  expect(again.setting('theme', null)).toBe('dark')
  expect(again.rpc('r1')).toEqual(rpc('r1', 'queued'))
  expect(again.quirkChoices()).toEqual([])
  again.saveQuirkChoices('A--1', { pretty: true })
  again.close()
  openWorkspace({ dir }).close()
})

test('is used by one workbench at a time: two would send the same RPC', () => {
  const first = openWorkspace({ dir })
  expect(() => openWorkspace({ dir })).toThrow(/in use by another workbench.*--workspace/)
  first.close()
  openWorkspace({ dir }).close()
})

test('lists the RPCs of a device newest first and the unfinished of all oldest first', () => {
  const workspace = openWorkspace({ dir })
  workspace.saveRpc(rpc('r1', 'queued'))
  workspace.saveRpc(rpc('r2', 'queued'))
  workspace.saveRpc(rpc('r3', 'sent', 'B--2'))
  workspace.saveRpc({ ...rpc('r1', 'done'), result: { Status: '0' } })
  expect(workspace.rpcs('A--1').map(({ id, state }) => [id, state])).toEqual([
    ['r2', 'queued'],
    ['r1', 'done'],
  ])
  expect(workspace.unfinishedRpcs().map(({ id }) => id)).toEqual(['r2', 'r3'])
  workspace.close()
})

test.skipIf(process.platform === 'win32')('lets nobody but its owner read it', () => {
  const workspace = openWorkspace({ dir })
  workspace.setSetting('a', 1)
  for (const file of [path, `${path}-wal`]) expect(statSync(file).mode & 0o777).toBe(0o600)
  workspace.close()
})

describe('secrets', () => {
  test('are sealed where the host can', () => {
    const workspace = openWorkspace({ dir, secrets: rot })
    workspace.setCredentials('A--1', credentials)
    expect(workspace.credentials('A--1')).toEqual(credentials)
    workspace.close()
    expect(readFileSync(path).includes('open sesame')).toBe(false)
  })

  test('sealed elsewhere are refused with the reason, not given out sealed', () => {
    const sealed = openWorkspace({ dir, secrets: rot })
    sealed.setCredentials('A--1', credentials)
    sealed.close()
    const plain = openWorkspace({ dir })
    expect(() => plain.credentials('A--1')).toThrow(/A--1 .* cannot be decrypted: this host has no key/)
    plain.close()
  })
})

describe('a file that is no workspace of ours', () => {
  test.each([
    ['not SQLite', () => writeFileSync(path, 'something else entirely, and long enough to be read')],
    ['of another program', () => otherDatabase('CREATE TABLE notes (text)')],
    ['of a newer format', () => newerWorkspace()],
  ])('%s is refused and left as it is', (_, make) => {
    make()
    const before = readFileSync(path)
    expect(() => openWorkspace({ dir })).toThrow(WorkspaceError)
    expect(() => openWorkspace({ dir })).toThrow(/left as it is.*--workspace/)
    expect(readFileSync(path).equals(before)).toBe(true)
  })
})

function otherDatabase(sql: string): void {
  const database = new DatabaseSync(path)
  database.exec(sql)
  database.close()
}

function newerWorkspace(): void {
  openWorkspace({ dir }).close()
  otherDatabase('PRAGMA user_version = 99')
}

describe('files and transfers', () => {
  const file: StoredFile = {
    id: 'f1',
    name: 'firmware.bin',
    size: 3,
    sha256: 'ab'.repeat(32),
    fileType: '1 Firmware Upgrade Image',
    version: '2.0',
    note: '',
    addedAt: '2026-11-22T10:00:00.000Z',
    origin: 'user',
    transferId: null,
    deviceId: null,
    token: 'cd'.repeat(16),
    access: { scheme: 'digest', username: 'cpe', password: 'open sesame' },
    bytesPerSecond: 1000,
    fault: { kind: 'cut-off', afterBytes: 2 },
  }

  test('are kept over a restart, in their order, and replaced by their id', () => {
    const first = openWorkspace({ dir })
    first.transfers.saveFile(file)
    first.transfers.saveFile({ ...file, id: 'f2' })
    first.transfers.saveFile({ ...file, note: 'for the lab' })
    first.close()
    const again = openWorkspace({ dir })
    expect(again.transfers.files()).toEqual([
      { ...file, note: 'for the lab' },
      { ...file, id: 'f2' },
    ])
    again.transfers.removeFile('f1')
    expect(again.transfers.files().map(({ id }) => id)).toEqual(['f2'])
    again.close()
  })

  test('have their credentials sealed where the host can', () => {
    const first = openWorkspace({ dir, secrets: rot })
    first.transfers.saveFile(file)
    expect(first.transfers.files()).toEqual([file])
    first.close()
    expect(readFileSync(path).includes('open sesame')).toBe(false)
    const without = openWorkspace({ dir })
    expect(() => without.transfers.files()).toThrow(/cannot be decrypted: this host has no key for it/)
    without.close()
  })

  test('get their tables in a workspace of format 2', () => {
    const first = openWorkspace({ dir })
    first.setSetting('theme', 'dark')
    first.close()
    const database = new DatabaseSync(path)
    database.exec('DROP TABLE file; DROP TABLE transfer; PRAGMA user_version = 2')
    database.close()
    const again = openWorkspace({ dir })
    again.transfers.saveFile(file)
    expect(again.transfers.files()).toEqual([file])
    expect(again.setting('theme', null)).toBe('dark')
    again.close()
  })
})
