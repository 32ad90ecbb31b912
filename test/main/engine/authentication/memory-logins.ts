import {
  createAuthentication,
  type Authentication,
  type AuthenticationSettings,
  type LoginStore,
} from '../../../../src/main/engine/authentication/index.js'

/** An authentication whose settings and logins are gone with the process. */
export function memoryAuthentication(
  settings: Partial<AuthenticationSettings> = {},
  nowMs: () => number = Date.now,
): Authentication {
  const passwords = new Map<string | null, string>()
  const store: LoginStore = {
    logins: () => [],
    password: (deviceId) => passwords.get(deviceId) ?? null,
    saveLogin: (deviceId, { password }) => {
      if (password === null) passwords.delete(deviceId)
      else if (password !== undefined) passwords.set(deviceId, password)
    },
  }
  return createAuthentication({
    store,
    settings: { read: () => settings, write: () => undefined },
    nowMs,
  })
}
