import type { DatabaseSync } from 'node:sqlite'
import type { SecretBox } from './types.js'

/** What CPEs log in to the ACS with. Device null: the pair that all share. The password is kept apart. */
export interface StoredLogin {
  readonly deviceId: string | null
  /** As stored: whoever uses it checks it. Null: as for all. */
  readonly mode: string | null
  readonly username: string | null
  readonly hasPassword: boolean
}

/** Secrets under a name (private keys), and logins of CPEs. Sealed where the host can. */
export interface SecretStore {
  /** Throws a `WorkspaceError` where it cannot be unsealed. */
  secret(name: string): string | null
  /** Null: forgets it. */
  setSecret(name: string, plain: string | null): void
  logins(): readonly StoredLogin[]
  /** Throws a `WorkspaceError` where it cannot be unsealed. */
  loginPassword(deviceId: string | null): string | null
  /** `password` undefined: stays. With nothing in it the login is forgotten. */
  saveLogin(login: Omit<StoredLogin, 'hasPassword'> & { readonly password: string | null | undefined }): void
}

/** @param unseal opens what was sealed, or throws saying whose it is */
export function createSecretStore(
  database: DatabaseSync,
  box: SecretBox | null,
  unseal: (sealed: string, what: string) => string,
): SecretStore {
  const getSecret = database.prepare('SELECT sealed, secret FROM secret WHERE name = ?')
  const putSecret = database.prepare(`
    INSERT INTO secret VALUES (?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed, secret = excluded.secret`)
  const getLogins = database.prepare(
    'SELECT device, mode, username, secret IS NOT NULL AS known FROM login ORDER BY device',
  )
  const getPassword = database.prepare('SELECT sealed, secret FROM login WHERE device = ?')
  const putLogin = database.prepare(`
    INSERT INTO login VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (device) DO UPDATE SET
      mode = excluded.mode, username = excluded.username, sealed = excluded.sealed, secret = excluded.secret`)

  const sealed = box?.encrypted === true
  const seal = (plain: string): string => (sealed ? (box?.seal(plain) ?? plain) : plain)

  function open(row: Record<string, unknown> | undefined, what: string): string | null {
    const secret = row?.['secret']
    if (typeof secret !== 'string') return null
    return row?.['sealed'] === 1 ? unseal(secret, what) : secret
  }

  return {
    secret: (name) => open(getSecret.get(name), `called ${name}`),
    setSecret(name, plain) {
      if (plain === null) database.prepare('DELETE FROM secret WHERE name = ?').run(name)
      else putSecret.run(name, sealed ? 1 : 0, seal(plain))
    },
    logins: () =>
      getLogins.all().map((row) => ({
        deviceId: row['device'] === '' ? null : String(row['device']),
        mode: row['mode'] === null ? null : String(row['mode']),
        username: row['username'] === null ? null : String(row['username']),
        hasPassword: row['known'] === 1,
      })),
    loginPassword: (deviceId) =>
      open(getPassword.get(deviceId ?? ''), deviceId === null ? 'that all CPEs share' : `of ${deviceId}`),
    saveLogin({ deviceId, mode, username, password }) {
      const device = deviceId ?? ''
      const before = password === undefined ? getPassword.get(device) : undefined
      const secret = password === undefined ? (before?.['secret'] ?? null) : password && seal(password)
      if (mode === null && username === null && secret === null) {
        database.prepare('DELETE FROM login WHERE device = ?').run(device)
        return
      }
      const isSealed = password === undefined ? (before?.['sealed'] ?? 0) : sealed ? 1 : 0
      putLogin.run(device, mode, username, isSealed, secret)
    },
  }
}
