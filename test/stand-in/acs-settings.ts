import { ORPCError, type implement } from '@orpc/server'
import type {
  AcsAuthentication,
  AcsRedirect,
  AcsTls,
  contract,
  DeviceLogin,
  Refused,
} from '../../src/contract/index.js'

type Api = ReturnType<typeof implement<typeof contract>>

/** What the page can ask about how CPEs say who they are, TLS, and where they are sent. */
export interface StandInAcs {
  authentication: Omit<AcsAuthentication, 'devices'>
  readonly logins: Map<string, DeviceLogin>
  tls: AcsTls
  redirects: AcsRedirect[]
  readonly refused: Refused[]
  /** Passwords that were written, `shared` or by device. */
  readonly passwords: Map<string, string>
}

export function sampleAcs(): StandInAcs {
  return {
    authentication: {
      mode: 'none',
      realm: 'CWMP Workbench',
      algorithms: ['MD5'],
      nonce: 'free',
      nonceSeconds: 300,
      shared: null,
    },
    logins: new Map(),
    tls: {
      port: null,
      urls: [],
      certificate: 'own',
      hasImported: false,
      shown: [],
      hosts: 'localhost, 127.0.0.1, 192.0.2.10',
      warnings: [],
      clientCertificates: 'off',
      certificateOf: 'device',
      trusted: '',
      minVersion: 'TLSv1.2',
      ciphers: '',
      spokenVersions: ['TLSv1.2', 'TLSv1.3'],
    },
    redirects: [],
    refused: [],
    passwords: new Map(),
  }
}

const certificate = {
  subject: 'CN=CWMP Workbench on lab-bench',
  issuer: 'CN=CWMP Workbench CA 4f2a',
  serialNumber: '4f2a91',
  validFrom: '2026-11-01T00:00:00.000Z',
  validTo: '2028-11-01T00:00:00.000Z',
  fingerprint:
    'A1:B2:C3:D4:E5:F6:07:18:29:3A:4B:5C:6D:7E:8F:90:A1:B2:C3:D4:E5:F6:07:18:29:3A:4B:5C:6D:7E:8F:90',
  selfSigned: false,
}

export function acsSettingsProcedures(
  {
    authentication,
    redirects,
    tls,
    refused,
  }: Pick<Api['acs'], 'authentication' | 'redirects' | 'tls' | 'refused'>,
  state: StandInAcs,
  changed: () => void,
) {
  const all = (): AcsAuthentication => ({ ...state.authentication, devices: [...state.logins.values()] })
  const loginOf = (deviceId: string): DeviceLogin =>
    state.logins.get(deviceId) ?? { deviceId, mode: null, username: null, hasPassword: false }
  return {
    authentication: {
      get: authentication.get.handler(all),
      set: authentication.set.handler(({ input: { shared, ...choices } }) => {
        const before = state.authentication
        if (shared) state.passwords.set('shared', shared.password)
        state.authentication = {
          mode: choices.mode ?? before.mode,
          realm: choices.realm ?? before.realm,
          algorithms: choices.algorithms ?? before.algorithms,
          nonce: choices.nonce ?? before.nonce,
          nonceSeconds: choices.nonceSeconds ?? before.nonceSeconds,
          shared:
            shared === undefined ? before.shared : shared === null ? null : { username: shared.username },
        }
        changed()
        return all()
      }),
      getDevice: authentication.getDevice.handler(({ input }) => loginOf(input.deviceId)),
      setDevice: authentication.setDevice.handler(({ input }) => {
        const { deviceId, mode, username, password } = input
        const before = loginOf(deviceId)
        if (typeof password === 'string') state.passwords.set(deviceId, password)
        const login: DeviceLogin = {
          deviceId,
          mode: mode === undefined ? before.mode : mode,
          username: username === undefined ? before.username : username,
          hasPassword: password === undefined ? before.hasPassword : password !== null,
        }
        if (login.mode === null && login.username === null && !login.hasPassword)
          state.logins.delete(deviceId)
        else state.logins.set(deviceId, login)
        return login
      }),
    },
    redirects: {
      get: redirects.get.handler(() => ({ items: state.redirects })),
      set: redirects.set.handler(({ input }) => {
        state.redirects = input.items.map((item) => ({ ...item, done: 0 }))
        return { items: state.redirects }
      }),
    },
    tls: {
      get: tls.get.handler(() => state.tls),
      set: tls.set.handler(({ input: { port = state.tls.port, ...choices } }) => {
        const chosen = Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined))
        state.tls = {
          ...state.tls,
          ...chosen,
          port: port === 0 ? 7548 : port,
          urls: port === null ? [] : [`https://127.0.0.1:${port === 0 ? 7548 : port}/`],
          shown: port === null ? state.tls.shown : [certificate],
        }
        changed()
        return state.tls
      }),
      authority: tls.authority.handler(
        () => new Blob(['-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n']),
      ),
      importCertificate: tls.importCertificate.handler(({ input }) => {
        if (!input.key.includes('PRIVATE KEY'))
          throw new ORPCError('UNPROCESSABLE_CONTENT', {
            message: 'The private key cannot be read: it is no PEM. Paste it with its BEGIN and END lines.',
          })
        state.tls = { ...state.tls, certificate: 'imported', hasImported: true }
        return state.tls
      }),
      removeCertificate: tls.removeCertificate.handler(() => {
        state.tls = { ...state.tls, certificate: 'own', hasImported: false }
        return state.tls
      }),
    },
    refused: refused.handler(() => ({ items: state.refused })),
  }
}
