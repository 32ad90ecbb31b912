import { duplexPair } from 'node:stream'
import { connect, createSecureContext, TLSSocket } from 'node:tls'
import { contextOptions } from './endpoint.js'
import type { TlsIdentity, TlsVersion } from './types.js'

const versions: readonly TlsVersion[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']

/** The TLS versions that the library of this host really speaks: each is tried, within the process. */
export async function spokenVersions(identity: TlsIdentity): Promise<readonly TlsVersion[]> {
  const tried = await Promise.all(
    versions.map(async (version) => ((await speaks(version, identity)) ? [version] : [])),
  )
  return tried.flat()
}

function speaks(version: TlsVersion, { key, chain }: TlsIdentity): Promise<boolean> {
  const options = { ...contextOptions({ minVersion: version, ciphers: '' }), maxVersion: version }
  return new Promise((resolve) => {
    try {
      const [ours, theirs] = duplexPair()
      const server = new TLSSocket(ours, {
        isServer: true,
        secureContext: createSecureContext({ ...options, key, cert: chain }),
      })
      // We try the library, not the certificate.
      const client = connect({ socket: theirs, ...options, ca: chain, checkServerIdentity: () => undefined })
      const settle = (result: boolean): void => {
        resolve(result)
        client.destroy()
        server.destroy()
      }
      client.once('secureConnect', () => {
        settle(client.getProtocol() === version)
      })
      for (const side of [client, server])
        side.on('error', () => {
          settle(false)
        })
    } catch {
      resolve(false)
    }
  })
}
