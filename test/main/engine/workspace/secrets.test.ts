import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWorkspace } from '../../../../src/main/engine/workspace/index.js'
import type { SecretBox } from '../../../../src/main/engine/workspace/types.js'

let dir: string

const box: SecretBox = {
  encrypted: true,
  seal: (plain) => `box:${Buffer.from(plain).toString('hex')}`,
  open: (sealed) => Buffer.from(sealed.slice(4), 'hex').toString(),
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'workbench-secrets-'))
})
afterEach(() => {
  rmSync(dir, { recursive: true })
})

test('secrets and logins are there again after a restart, and forgotten when taken back', () => {
  const first = openWorkspace({ dir })
  first.secrets.setSecret('tls.authority', 'key one')
  first.secrets.setSecret('tls.authority', 'key two')
  first.secrets.setSecret('gone', 'x')
  first.secrets.setSecret('gone', null)
  first.secrets.saveLogin({ deviceId: null, mode: null, username: 'all', password: 'shared' })
  first.secrets.saveLogin({ deviceId: 'A--1', mode: 'digest', username: null, password: 'own' })
  first.secrets.saveLogin({ deviceId: 'B--2', mode: 'none', username: null, password: null })
  first.secrets.saveLogin({ deviceId: 'C--3', mode: 'basic', username: 'c', password: 'x' })
  first.secrets.saveLogin({ deviceId: 'C--3', mode: null, username: null, password: null })
  first.close()
  const again = openWorkspace({ dir })
  const { secrets } = again
  expect(secrets.secret('tls.authority')).toBe('key two')
  expect(secrets.secret('gone')).toBeNull()
  expect(secrets.logins()).toEqual([
    { deviceId: null, mode: null, username: 'all', hasPassword: true },
    { deviceId: 'A--1', mode: 'digest', username: null, hasPassword: true },
    { deviceId: 'B--2', mode: 'none', username: null, hasPassword: false },
  ])
  expect(secrets.loginPassword(null)).toBe('shared')
  expect(secrets.loginPassword('A--1')).toBe('own')
  expect(secrets.loginPassword('B--2')).toBeNull()
  again.close()
})

test('a password stays when the rest of its login changes', () => {
  const workspace = openWorkspace({ dir, secrets: box })
  const { secrets } = workspace
  secrets.saveLogin({ deviceId: 'A--1', mode: null, username: 'a', password: 'own' })
  secrets.saveLogin({ deviceId: 'A--1', mode: 'basic', username: 'b', password: undefined })
  expect(secrets.logins()).toEqual([{ deviceId: 'A--1', mode: 'basic', username: 'b', hasPassword: true }])
  expect(secrets.loginPassword('A--1')).toBe('own')
  workspace.close()
})

test('are sealed on disk where the host can, and say whose they are where they cannot be opened', () => {
  const first = openWorkspace({ dir, secrets: box })
  first.secrets.setSecret('tls.authority', 'private key')
  first.secrets.saveLogin({ deviceId: 'A--1', mode: null, username: null, password: 'pass word' })
  first.close()
  const bytes = readFileSync(join(dir, 'workspace.db')).toString('latin1')
  expect(bytes).not.toContain('private key')
  expect(bytes).not.toContain('pass word')
  const second = openWorkspace({ dir })
  expect(() => second.secrets.secret('tls.authority')).toThrow(/called tls\.authority .*cannot be decrypted/)
  expect(() => second.secrets.loginPassword('A--1')).toThrow(/of A--1 .*cannot be decrypted/)
  second.close()
})

test('come to a workspace of the format before', () => {
  openWorkspace({ dir }).close()
  const database = new DatabaseSync(join(dir, 'workspace.db'))
  database.exec('DROP TABLE secret; DROP TABLE login; PRAGMA user_version = 3')
  database.close()
  const workspace = openWorkspace({ dir })
  workspace.secrets.setSecret('a', 'b')
  expect(workspace.secrets.secret('a')).toBe('b')
  workspace.close()
})
