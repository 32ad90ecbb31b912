import { Redirects, type Redirect } from './acs/index.js'
import {
  createAuthentication,
  type Authentication,
  type AuthenticationMode,
  type AuthenticationSettings,
} from './authentication/index.js'
import { createTls, ownHosts, type Tls, type TlsSettings } from './tls/index.js'
import type { Workspace } from './workspace/types.js'

/** Who may open a session, how connections are secured, and who is sent elsewhere: as the workspace keeps it. */
export interface AcsSettings {
  readonly authentication: Authentication
  readonly tls: Tls
  readonly redirects: Redirects
}

const modes: readonly AuthenticationMode[] = ['none', 'basic', 'digest']

export function createAcsSettings(workspace: Workspace, nowMs: () => number): AcsSettings {
  const { secrets } = workspace
  const kept = <T>(key: string) => ({
    read: () => workspace.setting<Partial<T>>(key, {}),
    write: (value: T) => {
      workspace.setSetting(key, value)
    },
  })
  return {
    authentication: createAuthentication({
      store: {
        logins: () =>
          secrets.logins().map(({ mode, ...login }) => ({
            ...login,
            mode: modes.find((known) => known === mode) ?? null,
          })),
        password: (deviceId) => secrets.loginPassword(deviceId),
        saveLogin: (deviceId, login) => {
          secrets.saveLogin({ deviceId, ...login })
        },
      },
      settings: kept<AuthenticationSettings>('acs.authentication'),
      nowMs,
    }),
    tls: createTls({ keys: secrets, settings: kept<TlsSettings>('acs.tls'), hosts: ownHosts, nowMs }),
    redirects: new Redirects({
      read: () => workspace.setting<readonly Redirect[]>('acs.redirects', []),
      write: (redirects) => {
        workspace.setSetting('acs.redirects', redirects)
      },
    }),
  }
}
