import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as standIn from './electron-stand-in.js'

vi.mock('electron', () => import('./electron-stand-in.js'))
const { openSecretBox } = await import('../../../src/main/electron/secret-box.js')

describe('secret box', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workbench-secrets-'))
  })
  afterEach(async () => {
    standIn.reset()
    await rm(folder, { recursive: true })
  })

  it('opens what it sealed, also after a restart, and seals the same secret differently each time', async () => {
    const sealed = (await openSecretBox(folder))?.seal('pässword') ?? ''
    const again = await openSecretBox(folder)
    expect(again?.open(sealed)).toBe('pässword')
    expect(again?.seal('pässword')).not.toBe(sealed)
  })

  it('leaves neither the secret nor its key readable on disk', async () => {
    const box = await openSecretBox(folder)
    expect(box?.encrypted).toBe(true)
    expect(box?.seal('hunter2')).not.toContain('hunter2')
    expect((await stat(join(folder, 'secret.key'))).mode & 0o777).toBe(0o600)
    expect((await readFile(join(folder, 'secret.key'))).toString()).not.toMatch(/^[A-Za-z0-9+/=]+$/)
  })

  it('notices a sealed secret that was changed', async () => {
    const box = await openSecretBox(folder)
    const sealed = box?.seal('hunter2') ?? ''
    const last = sealed.at(-3) === 'A' ? 'B' : 'A'
    expect(() => box?.open(sealed.slice(0, -3) + last + sealed.slice(-2))).toThrow()
  })

  it('opens what the headless workbench stored unsealed', async () => {
    expect((await openSecretBox(folder))?.open('plain')).toBe('plain')
  })

  it('is none where the system has no key store', async () => {
    standIn.keyStore.available = false
    expect(await openSecretBox(folder)).toBeNull()
  })

  it.runIf(process.platform === 'linux')('is none where the key store only hides', async () => {
    standIn.keyStore.backend = 'basic_text'
    expect(await openSecretBox(folder)).toBeNull()
  })
})
