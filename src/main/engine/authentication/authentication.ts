import { deviceIdOf, type DeviceIdentity } from '../../../core/dialog/index.js'
import { writeDigestChallenge } from '../../../core/http/index.js'
import { checkCredentials, shown } from './credentials-check.js'
import { isNameOf } from './names.js'
import { Nonces } from './nonces.js'
import type {
  Attempt,
  AuthenticationChoices,
  AuthenticationMode,
  AuthenticationSettings,
  LoginChoices,
  LoginFacts,
  LoginStore,
  Refusal,
  Verdict,
} from './types.js'

export interface AuthenticationOptions {
  readonly store: LoginStore
  readonly settings: {
    read(): Partial<AuthenticationSettings>
    write(settings: AuthenticationSettings): void
  }
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number
}

/** Who may open a session, and how he has to prove it. */
export interface Authentication {
  readonly settings: AuthenticationSettings
  /** What is left out stays. */
  choose(settings: AuthenticationChoices): void
  /** Of a device; null: the pair that all share. */
  login(deviceId: string | null): LoginFacts
  /** Devices with a login of their own. */
  readonly devices: readonly (LoginFacts & { readonly deviceId: string })[]
  setLogin(deviceId: string | null, choices: LoginChoices): void
  /** Judges an Inform, or what else wants to open a session. */
  judge(attempt: Attempt): Verdict
}

export const defaultAuthentication: AuthenticationSettings = {
  mode: 'none',
  realm: 'CWMP Workbench',
  algorithms: ['MD5'],
  nonce: 'connection',
  nonceSeconds: 300,
}

const noLogin: LoginFacts = { mode: null, username: null, hasPassword: false }

export function createAuthentication({
  store,
  settings: kept,
  nowMs,
}: AuthenticationOptions): Authentication {
  let settings: AuthenticationSettings = { ...defaultAuthentication, ...kept.read() }
  let shared = noLogin
  const logins = new Map<string, LoginFacts>()
  for (const { deviceId, ...login } of store.logins()) {
    if (deviceId === null) shared = login
    else logins.set(deviceId, login)
  }
  const nonces = new Nonces(nowMs)

  const modeFor = (own: LoginFacts | undefined): AuthenticationMode => own?.mode ?? settings.mode

  /** The password that a user name of this device goes with. */
  function passwordFor(
    identity: DeviceIdentity | null,
    username: string,
  ): { readonly password: string } | Refusal {
    const deviceId = identity === null ? null : deviceIdOf(identity)
    const own = deviceId === null ? undefined : logins.get(deviceId)
    if (identity !== null && own?.hasPassword === true) {
      const fits = own.username === null ? isNameOf(username, identity) : own.username === username
      return fits ? { password: store.password(deviceId) ?? '' } : noSuchUser(username, deviceId)
    }
    if (shared.hasPassword && shared.username === username) return { password: store.password(null) ?? '' }
    return noSuchUser(username, deviceId)
  }

  function noSuchUser(username: string, deviceId: string | null): Refusal {
    const other = ownerOf(username)
    const who = deviceId === null ? 'The CPE' : deviceId
    if (other !== null && other !== deviceId) {
      return {
        reason: 'other-device',
        username,
        detail: `The user name ${shown(username)} is that of ${other}, but the Inform is of ${who}. Two CPEs have the same credentials, or one says that it is another.`,
      }
    }
    if (logins.get(deviceId ?? '')?.hasPassword !== true && !shared.hasPassword) {
      return {
        reason: 'no-credentials-stored',
        username,
        detail: `${who} comes as ${shown(username)}, but no credentials are stored here, neither its own nor shared ones. Store those that the CPE has.`,
      }
    }
    const expected = logins.get(deviceId ?? '')?.hasPassword === true ? `those of ${who}` : 'the shared ones'
    return {
      reason: 'no-such-user',
      username,
      detail: `The user name ${shown(username)} is not known; the credentials to be used are ${expected}. Compare ManagementServer.Username of the CPE.`,
    }
  }

  /** The device whose login has this user name. */
  function ownerOf(username: string): string | null {
    for (const [deviceId, login] of logins) {
      if (!login.hasPassword) continue
      if (login.username === username || (login.username === null && deviceId === username)) return deviceId
    }
    return null
  }

  function challenges(
    mode: AuthenticationMode,
    connection: number | null,
    stale: boolean,
  ): readonly string[] {
    const { realm, algorithms } = settings
    if (mode === 'basic') return [`Basic realm="${realm.replace(/["\\]/g, '\\$&')}"`]
    const nonce = nonces.issue(settings.nonce === 'connection' ? connection : null)
    return algorithms.map((algorithm) =>
      writeDigestChallenge({ realm, nonce, algorithm, qop: 'auth', opaque: null, stale }),
    )
  }

  return {
    get settings() {
      return settings
    },
    choose(chosen) {
      const { mode, realm, algorithms, nonce, nonceSeconds } = chosen
      settings = {
        mode: mode ?? settings.mode,
        realm: realm ?? settings.realm,
        algorithms: algorithms ?? settings.algorithms,
        nonce: nonce ?? settings.nonce,
        nonceSeconds: nonceSeconds ?? settings.nonceSeconds,
      }
      kept.write(settings)
    },
    login: (deviceId) => (deviceId === null ? shared : (logins.get(deviceId) ?? noLogin)),
    get devices() {
      return [...logins].map(([deviceId, login]) => ({ deviceId, ...login }))
    },
    setLogin(deviceId, choices) {
      const before = deviceId === null ? shared : (logins.get(deviceId) ?? noLogin)
      const { mode = before.mode, username = before.username, password } = choices
      store.saveLogin(deviceId, { mode, username, password })
      const login = {
        mode,
        username,
        hasPassword: password === undefined ? before.hasPassword : password !== null,
      }
      if (deviceId === null) shared = login
      else if (mode === null && username === null && !login.hasPassword) logins.delete(deviceId)
      else logins.set(deviceId, login)
    },
    judge(attempt) {
      const { identity, authorization, connection } = attempt
      const mode = modeFor(identity === null ? undefined : logins.get(deviceIdOf(identity)))
      if (mode === 'none') return { kind: 'accepted', username: null }
      if (authorization === undefined) {
        return {
          kind: 'challenged',
          challenges: challenges(mode, connection, false),
          stale: false,
          refusal: null,
        }
      }
      const check = checkCredentials(
        { ...attempt, authorization },
        mode,
        (username) => passwordFor(identity, username),
        settings,
        nonces,
      )
      if (check.ok) return { kind: 'accepted', username: check.username }
      const { stale, refusal } = check
      return { kind: 'challenged', challenges: challenges(mode, connection, stale), stale, refusal }
    },
  }
}
