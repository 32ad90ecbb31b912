import type {
  AcsAuthentication,
  AcsRedirect,
  AcsTls,
  ConnectionTls,
  DeviceLogin,
} from '../../../contract/index.js'
import type { CertificateFacts, ConnectionTls as ConnectionTlsRecord } from '../../../core/journal/records.js'
import type { RefusedEntry } from '../acs/types.js'
import type { LoginFacts } from '../authentication/index.js'
import { derOf } from '../tls/index.js'
import type { ApiBase } from './base.js'
import { unprocessable } from './errors.js'
import type { ApiServices } from './services.js'

/** How CPEs are let in: authentication, redirects, TLS. */
export function acsSettingsProcedures(
  base: ApiBase,
  { acsSettings, listeners, refused, reader }: ApiServices,
) {
  const { authentication, redirects, tls } = acsSettings

  function authenticationShape(): AcsAuthentication {
    const { mode, realm, algorithms, nonce, nonceSeconds } = authentication.settings
    const { username, hasPassword } = authentication.login(null)
    return {
      mode,
      realm,
      algorithms: [...algorithms],
      nonce,
      nonceSeconds,
      shared: hasPassword && username !== null ? { username } : null,
      devices: authentication.devices.map(({ deviceId, ...login }) => loginShape(deviceId, login)),
    }
  }

  async function tlsShape(): Promise<AcsTls> {
    const { certificate, clientCertificates, certificateOf, trusted, minVersion, ciphers } = tls.settings
    const { chain, hosts, warnings } = tls.shown
    return {
      port: listeners.tlsPort,
      urls: [...listeners.tlsUrls],
      certificate,
      hasImported: tls.hasImported,
      shown: chain.map(certificateShape),
      hosts,
      warnings: [...warnings],
      clientCertificates,
      certificateOf,
      trusted,
      minVersion,
      ciphers,
      spokenVersions: [...(await tls.spokenVersions())],
    }
  }

  const redirectShapes = (): { items: AcsRedirect[] } => ({
    items: redirects.list.map((redirect) => ({ ...redirect })),
  })

  return {
    authentication: {
      get: base.acs.authentication.get.handler(authenticationShape),
      set: base.acs.authentication.set.handler(({ input: { shared, ...choices } }) => {
        authentication.choose(choices)
        if (shared !== undefined) {
          authentication.setLogin(null, shared ?? { mode: null, username: null, password: null })
        }
        return authenticationShape()
      }),
      getDevice: base.acs.authentication.getDevice.handler(({ input: { deviceId } }) =>
        loginShape(deviceId, authentication.login(deviceId)),
      ),
      setDevice: base.acs.authentication.setDevice.handler(({ input: { deviceId, ...choices } }) => {
        const before = authentication.login(deviceId)
        const hasPassword = choices.password === undefined ? before.hasPassword : choices.password !== null
        const username = choices.username === undefined ? before.username : choices.username
        if (username !== null && !hasPassword) {
          throw unprocessable(
            'A user name without a password lets nobody in: give both, or take the user name back.',
          )
        }
        authentication.setLogin(deviceId, choices)
        return loginShape(deviceId, authentication.login(deviceId))
      }),
    },
    redirects: {
      get: base.acs.redirects.get.handler(redirectShapes),
      set: base.acs.redirects.set.handler(({ input: { items } }) => {
        redirects.choose(items.map((item) => ({ ...item, done: 0 })))
        return redirectShapes()
      }),
    },
    tls: {
      get: base.acs.tls.get.handler(tlsShape),
      set: base.acs.tls.set.handler(async ({ input: { port, ...choices } }) => {
        await tls.choose(choices)
        if (port !== undefined) await listeners.setTlsPort(port)
        return tlsShape()
      }),
      authority: base.acs.tls.authority.handler(async ({ input: { format } }) => {
        const pem = await tls.authority()
        return format === 'pem'
          ? new File([pem], 'cwmp-workbench-ca.pem', { type: 'application/x-pem-file' })
          : new File([new Uint8Array(derOf(pem))], 'cwmp-workbench-ca.crt', { type: 'application/pkix-cert' })
      }),
      importCertificate: base.acs.tls.importCertificate.handler(async ({ input }) => {
        await tls.importCertificate(input)
        return tlsShape()
      }),
      removeCertificate: base.acs.tls.removeCertificate.handler(async () => {
        await tls.removeImported()
        return tlsShape()
      }),
    },
    refused: base.acs.refused.handler(() => ({
      items: refused().map(({ at, session, ...entry }: RefusedEntry) => ({
        ...entry,
        at: new Date(Math.floor(at / 1000)).toISOString(),
        sessionId: session === null ? null : `${reader.captureId}.${String(session)}`,
      })),
    })),
  }
}

function loginShape(deviceId: string, { mode, username, hasPassword }: LoginFacts): DeviceLogin {
  return { deviceId, mode, username, hasPassword }
}

function certificateShape(facts: CertificateFacts): AcsTls['shown'][number] {
  const { subject, issuer, serialNumber, validFrom, validTo, fingerprint, selfSigned } = facts
  return { subject, issuer, serialNumber, validFrom, validTo, fingerprint, selfSigned }
}

export function connectionTlsShape({
  version,
  cipher,
  serverName,
  peer,
  trust,
}: ConnectionTlsRecord): ConnectionTls {
  return { version, cipher, serverName, peer: peer.map(certificateShape), trust }
}
