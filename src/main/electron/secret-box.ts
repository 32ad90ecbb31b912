import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { safeStorage } from 'electron'
import type { SecretBox } from '../engine/workspace/types.js'

const prefix = 'sealed:1:'
const ivBytes = 12
const tagBytes = 16

/**
 * Secrets of the workspace, encrypted with the help of the system's key store. safeStorage answers
 * asynchronously (it may have to ask the user), secrets are needed at once: so the key store guards one
 * random key, read at the start, and that key seals the secrets (AES-256-GCM).
 *
 * Null where the system has no key store to speak of (`basic_text` hides, it does not encrypt): then
 * secrets are kept by file mode, as the headless workbench keeps them, and nobody is told otherwise.
 */
export async function openSecretBox(workspaceDir: string): Promise<SecretBox | null> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return null
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return null
  const key = await readKey(join(workspaceDir, 'secret.key'))
  return {
    encrypted: true,
    seal(plain) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const content = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return prefix + Buffer.concat([iv, cipher.getAuthTag(), content]).toString('base64')
    },
    open(sealed) {
      // Written by the headless workbench, which has no key store.
      if (!sealed.startsWith(prefix)) return sealed
      const bytes = Buffer.from(sealed.slice(prefix.length), 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes))
      decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
      return decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
    },
  }
}

async function readKey(file: string): Promise<Buffer> {
  const stored = await readFile(file).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  })
  if (stored) {
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(stored)
    if (shouldReEncrypt) await writeKey(file, result)
    return Buffer.from(result, 'base64')
  }
  const key = randomBytes(32)
  await writeKey(file, key.toString('base64'))
  return key
}

async function writeKey(file: string, key: string): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, await safeStorage.encryptStringAsync(key), { mode: 0o600 })
}
