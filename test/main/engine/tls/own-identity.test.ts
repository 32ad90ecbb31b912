import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { covers, OwnIdentity } from '../../../../src/main/engine/tls/own-identity.js'
import { spokenVersions } from '../../../../src/main/engine/tls/capabilities.js'
import { has, openSslIn } from './openssl.js'

const day = 86_400_000
const hosts = ['192.0.2.1', 'localhost', '127.0.0.1', '::1', '2001:db8::7', 'box.example']

function keys() {
  const kept = new Map<string, string>()
  return {
    kept,
    secret: (name: string) => kept.get(name) ?? null,
    setSecret: (name: string, plain: string | null) => {
      if (plain !== null) kept.set(name, plain)
    },
  }
}

describe('our own certificate', () => {
  it('names every host, the first as common name, and is good long ago and for two years', async () => {
    const now = Date.now()
    const own = new OwnIdentity(keys(), () => now)
    const { chain } = await own.server(hosts)
    const certificate = new X509Certificate(chain)
    for (const host of hosts) expect(covers(certificate, host)).toBe(true)
    expect(certificate.checkHost('other.example')).toBeUndefined()
    expect(certificate.subject).toContain('CN=192.0.2.1')
    expect(certificate.ca).toBe(false)
    expect(Date.parse(certificate.validFrom)).toBe(Date.parse('2000-01-01T00:00:00Z'))
    expect(Date.parse(certificate.validTo) - now).toBeGreaterThan(800 * day)
    const authority = new X509Certificate(await own.authority())
    expect(authority.ca).toBe(true)
    expect(certificate.checkIssued(authority)).toBe(true)
    expect(certificate.verify(authority.publicKey)).toBe(true)
  })

  it('stays the same, also for fewer hosts and after a restart, and its CA is never made twice', async () => {
    const store = keys()
    const first = new OwnIdentity(store, Date.now)
    const [one, two] = await Promise.all([first.server(hosts), first.server(hosts.slice(2))])
    expect(two).toEqual(one)
    const again = new OwnIdentity(store, Date.now)
    expect(await again.server(hosts)).toEqual(one)
    expect(await again.authority()).toBe(await first.authority())
  })

  it('is made anew by the same CA for another address, and when its time is nearly up', async () => {
    let now = Date.now()
    const own = new OwnIdentity(keys(), () => now)
    const authority = await own.authority()
    const first = await own.server(hosts)
    const second = await own.server([...hosts, '198.51.100.9'])
    expect(second).not.toEqual(first)
    now += 800 * day
    const third = await own.server(hosts)
    expect(third).not.toEqual(second)
    expect(new X509Certificate(third.chain).checkIssued(new X509Certificate(authority))).toBe(true)
    expect(await own.authority()).toBe(authority)
  })
})

describe.skipIf(!has('openssl'))('as OpenSSL sees it', () => {
  const files = has('openssl') ? openSslIn('workbench-tls-') : null
  beforeAll(async () => {
    const own = new OwnIdentity(keys(), Date.now)
    files?.write('server.pem', (await own.server(hosts)).chain)
    files?.write('ca.pem', await own.authority())
  })
  afterAll(() => files?.remove())

  it('is valid under strict rules, for each host', () => {
    const verify = (...args: readonly string[]) =>
      files?.run(
        'verify',
        '-x509_strict',
        '-purpose',
        'sslserver',
        '-CAfile',
        'ca.pem',
        ...args,
        'server.pem',
      )
    expect(verify('-verify_hostname', 'box.example')).toContain('server.pem: OK')
    for (const ip of hosts.filter((host) => /[.:]\d*$/.test(host) && !host.startsWith('box'))) {
      expect(verify('-verify_ip', ip)).toContain('server.pem: OK')
    }
    expect(() => verify('-verify_ip', '198.51.100.9')).toThrow(/IP address mismatch/)
  })

  it('says what it should', () => {
    const text = files?.run('x509', '-in', 'server.pem', '-noout', '-text') ?? ''
    expect(text).toMatch(/Key Usage: critical\s+Digital Signature, Key Encipherment\s/)
    expect(text).toMatch(/Extended Key Usage:\s+TLS Web Server Authentication\s/)
    expect(text).toMatch(/Basic Constraints: critical\s+CA:FALSE/)
    expect(text).toContain('Version: 3')
    const ca = files?.run('x509', '-in', 'ca.pem', '-noout', '-text') ?? ''
    expect(ca).toMatch(/Key Usage: critical\s+Certificate Sign, CRL Sign\s/)
    expect(ca).toMatch(/Basic Constraints: critical\s+CA:TRUE/)
  })
})

it('finds out which versions the library speaks', async () => {
  const versions = await spokenVersions(await new OwnIdentity(keys(), Date.now).server(['localhost']))
  expect(versions).toEqual(expect.arrayContaining(['TLSv1.2', 'TLSv1.3']))
})
