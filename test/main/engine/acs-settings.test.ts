import { X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEngine } from '../../../src/main/engine/engine.js'
import type { Engine, EngineOptions } from '../../../src/main/engine/types.js'
import { curlPost, hasCurl, inform, informDevice } from './acs/running-acs.js'
import { has, openSslIn } from './tls/openssl.js'

let folder: string
const running: Engine[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbench-acs-settings-'))
})
afterEach(async () => {
  for (const engine of running.splice(0)) await engine.stop(0)
  await rm(folder, { recursive: true })
})

async function start(options: Partial<EngineOptions> = {}) {
  const engine = await createEngine({
    acsHost: '127.0.0.1',
    acsPort: 0,
    workspaceDir: folder,
    demo: false,
    version: '0.0.0-test',
    ...options,
  })
  running.push(engine)
  return { engine, client: createRouterClient(engine.router, { context: { face: 'rest' } }) }
}

type Client = Awaited<ReturnType<typeof start>>['client']

const sessionsOf = async (client: Client) => (await client.sessions.list({})).items

describe('authentication', () => {
  it('is chosen by parts, kept over a restart, and never gives a password back', async () => {
    const { client, engine } = await start()
    expect(await client.acs.authentication.get()).toMatchObject({ mode: 'none', shared: null, devices: [] })
    await client.acs.authentication.set({ mode: 'digest', algorithms: ['SHA-256', 'MD5'] })
    await client.acs.authentication.set({ shared: { username: 'all', password: 'se cret' } })
    await client.acs.authentication.setDevice({ deviceId: 'A--1', password: 'own pass', mode: 'basic' })
    const now = await client.acs.authentication.get()
    expect(now).toMatchObject({
      mode: 'digest',
      algorithms: ['SHA-256', 'MD5'],
      shared: { username: 'all' },
      devices: [{ deviceId: 'A--1', mode: 'basic', username: null, hasPassword: true }],
    })
    expect(JSON.stringify(now)).not.toMatch(/se cret|own pass/)
    await engine.stop(0)
    const again = await start()
    expect(await again.client.acs.authentication.get()).toEqual(now)
  })

  it.each([
    [{ mode: 'ntlm' }],
    [{ algorithms: [] }],
    [{ algorithms: ['MD5', 'MD5'] }],
    [{ realm: 'a\r\nb' }],
    [{ nonceSeconds: 0 }],
    [{ shared: { username: 'a:b', password: 'x' } }],
    [{ colour: 'red' }],
  ])('refuses %j', async (choices) => {
    const { client } = await start()
    await expect(Reflect.apply(client.acs.authentication.set, null, [choices])).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  })

  it('wants a password with a user name', async () => {
    const { client } = await start()
    await expect(
      client.acs.authentication.setDevice({ deviceId: 'A--1', username: 'a' }),
    ).rejects.toMatchObject({ code: 'UNPROCESSABLE_CONTENT' })
  })

  it.skipIf(!hasCurl)(
    'makes one session of the challenge and the Inform, and tells why one was refused',
    async () => {
      const { client, engine } = await start()
      await client.acs.authentication.set({ mode: 'digest', shared: { username: 'all', password: 'secret' } })
      await curlPost(engine.acsUrl, inform(), '--anyauth', '-u', 'all:secret')
      const [good] = await sessionsOf(client)
      expect(good).toMatchObject({ deviceId: informDevice(), state: 'open' })
      const messages = (await client.sessions.messages({ sessionId: good?.id ?? '' })).items
      expect(messages.map(({ rpc, httpStatus }) => httpStatus ?? rpc)).toEqual(['Inform', 401, 'Inform', 200])
      await curlPost(engine.acsUrl, inform('SN2'), '--anyauth', '-u', 'all:wrong')
      const [bad] = await sessionsOf(client)
      expect(bad).toMatchObject({ state: 'failed', outcome: 'not-authenticated' })
      expect(bad?.verdict).toContain('The password of the user "all" is not the one stored here')
      const { items } = await client.acs.refused()
      expect(items).toMatchObject([{ reason: 'wrong-password', sessionId: bad?.id, username: 'all' }])
    },
  )
})

describe('redirects', () => {
  it.skipIf(!hasCurl)('send a CPE elsewhere, so many times, with the body it had', async () => {
    const { client, engine } = await start()
    const { items } = await client.acs.redirects.set({
      items: [{ url: `${engine.acsUrl}second`, status: 307, times: 2 }],
    })
    expect(items).toMatchObject([{ deviceId: null, at: 'inform', times: 2, done: 0 }])
    const { statuses, body } = await curlPost(engine.acsUrl, inform(), '-L')
    expect(statuses).toEqual([307, 307, 200])
    expect(body).toContain('InformResponse')
    const [session] = await sessionsOf(client)
    expect(session).toMatchObject({ state: 'open', deviceId: informDevice() })
    expect(session?.messages).toBe(6)
    expect((await client.acs.redirects.get()).items).toMatchObject([{ done: 2 }])
  })

  it.skipIf(!hasCurl)('of one device leave others alone, and can be had within a session', async () => {
    const { client, engine } = await start()
    await client.acs.redirects.set({
      items: [
        { deviceId: informDevice('SN2'), url: 'https://acs2.example.test/x', times: null, at: 'inform' },
      ],
    })
    expect((await curlPost(engine.acsUrl, inform('SN1'))).statuses).toEqual([200])
    expect((await curlPost(engine.acsUrl, inform('SN2'))).statuses).toEqual([302])
    await client.acs.redirects.set({ items: [{ url: 'http://acs2.example.test/', at: 'session' }] })
    const jar = join(folder, 'jar')
    expect((await curlPost(engine.acsUrl, inform('SN1'), '-c', jar)).statuses).toEqual([200])
    expect((await curlPost(engine.acsUrl, '', '-b', jar)).statuses).toEqual([302])
    expect((await curlPost(engine.acsUrl, '', '-b', jar)).statuses).toEqual([204])
  })

  it('refuse what is no URL', async () => {
    const { client } = await start()
    for (const url of ['ftp://a/', 'acs2', 'http://a b/', 'http://a\r\nX: y/']) {
      await expect(client.acs.redirects.set({ items: [{ url }] })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      })
    }
  })
})

describe.skipIf(!hasCurl || !has('openssl'))('TLS', () => {
  const files = has('openssl') ? openSslIn('workbench-tls-engine-') : null
  const caOf = async (client: Client): Promise<string> => {
    const blob = await client.acs.tls.authority({})
    return files?.write('ca.pem', await blob.text()) ?? ''
  }

  it('is served from a CA of our own, exported as PEM and DER, and shown with each message', async () => {
    const { client, engine } = await start({ acsTlsPort: 0 })
    const url = engine.acsTlsUrl ?? ''
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/$/)
    expect(await client.status.get()).toMatchObject({ acsTlsUrl: url, acsUrl: engine.acsUrl })
    const ca = await caOf(client)
    const { statuses, error } = await curlPost(url, inform(), '--cacert', ca, '--tls-max', '1.2')
    expect([statuses, error]).toEqual([[200], ''])
    const [session] = await sessionsOf(client)
    const [first] = (await client.sessions.messages({ sessionId: session?.id ?? '' })).items
    const detail = await client.messages.get({ messageId: first?.id ?? '' })
    expect(detail.http?.tls).toMatchObject({ version: 'TLSv1.2', peer: [], trust: null })
    expect(detail.http?.startLine).toBe('POST / HTTP/1.1')
    const der = await client.acs.tls.authority({ format: 'der' })
    expect(new X509Certificate(Buffer.from(await der.arrayBuffer())).toString()).toBe(
      await readFile(ca, 'utf8'),
    )
    const tls = await client.acs.tls.get()
    expect(tls).toMatchObject({
      certificate: 'own',
      warnings: [],
      port: Number(new URL(url).port),
      urls: [url],
    })
    expect(tls.hosts).toContain('IP Address:127.0.0.1')
    expect(tls.hosts).toContain('DNS:localhost')
    expect(tls.spokenVersions).toContain('TLSv1.3')
    expect(JSON.stringify(tls)).not.toContain('PRIVATE KEY')
  })

  it('is opened and closed while the ACS runs, remembered, and keeps its CA', async () => {
    const { client, engine } = await start()
    expect(engine.acsTlsUrl).toBeNull()
    const opened = await client.acs.tls.set({ port: 0 })
    expect((await curlPost(opened.urls[0] ?? '', inform(), '--cacert', await caOf(client))).statuses).toEqual(
      [200],
    )
    const ca = await (await client.acs.tls.authority({})).text()
    await engine.stop(0)
    const again = await start()
    expect(again.engine.acsTlsUrl).toBe(opened.urls[0])
    expect(await (await again.client.acs.tls.authority({})).text()).toBe(ca)
    await again.client.acs.tls.set({ port: null })
    expect((await curlPost(opened.urls[0] ?? '', inform(), '-k')).exit).toBe(7)
  })

  it('tells why nobody came: unknown CA, no TLS, TLS where there is none', async () => {
    const { client, engine } = await start({ acsTlsPort: 0 })
    const url = engine.acsTlsUrl ?? ''
    expect((await curlPost(url, inform())).exit).toBe(60)
    expect(await curlPost(url.replace('https', 'http'), inform())).toMatchObject({
      statuses: [400],
      body: expect.stringContaining('This port speaks TLS. Use https://'),
    })
    expect((await curlPost(engine.acsUrl.replace('http', 'https'), inform())).exit).not.toBe(0)
    const { items } = await client.acs.refused()
    expect(items.map(({ reason }) => reason)).toEqual([
      'tls-on-plain-port',
      'no-tls',
      'certificate-not-trusted',
    ])
    expect(items[2]?.detail).toContain('Export the CA certificate')
    expect((await client.status.get()).problems).toEqual([])
  })

  it('has its versions and ciphers set, also for old CPEs where the library can', async () => {
    const { client, engine } = await start({ acsTlsPort: 0 })
    const url = engine.acsTlsUrl ?? ''
    const ca = await caOf(client)
    const old = ['--cacert', ca, '--tls-max', '1.0', '--tlsv1.0', '--ciphers', 'DEFAULT@SECLEVEL=0']
    expect((await curlPost(url, inform(), ...old)).exit).not.toBe(0)
    expect((await client.acs.refused()).items[0]).toMatchObject({ reason: 'no-shared-version' })
    const { spokenVersions } = await client.acs.tls.get()
    if (spokenVersions.includes('TLSv1')) {
      await client.acs.tls.set({ minVersion: 'TLSv1' })
      expect((await curlPost(url, inform(), ...old)).statuses).toEqual([200])
      const [session] = await sessionsOf(client)
      const findings = (await client.findings.list({ sessionId: session?.id ?? '' })).items
      expect(findings).toContainEqual(
        expect.objectContaining({ rule: 'old-tls-version', severity: 'warning' }),
      )
    }
    await client.acs.tls.set({ minVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES256-GCM-SHA384' })
    const other = ['--cacert', ca, '--tls-max', '1.2', '--ciphers', 'ECDHE-RSA-AES128-GCM-SHA256']
    expect((await curlPost(url, inform(), ...other)).exit).not.toBe(0)
    expect((await client.acs.refused()).items[0]).toMatchObject({ reason: 'no-shared-cipher' })
    await expect(client.acs.tls.set({ ciphers: 'NO-SUCH-CIPHER' })).rejects.toMatchObject({
      code: 'UNPROCESSABLE_CONTENT',
    })
  })

  it('knows a CPE by its client certificate, and says what is wrong with others', async () => {
    const { client, engine } = await start({ acsTlsPort: 0 })
    const url = engine.acsTlsUrl ?? ''
    const ca = await caOf(client)
    files?.authority('vendor')
    files?.authority('stranger')
    files?.signed('one', 'vendor', '/O=Maker/CN=02AB10-SN1')
    files?.signed('unknown', 'stranger', '/CN=02AB10-SN1')
    const by = (name: string): readonly string[] => [
      '--cacert',
      ca,
      '--cert',
      files?.path(`${name}.pem`) ?? '',
      '--key',
      files?.path(`${name}.key`) ?? '',
    ]
    await expect(client.acs.tls.set({ clientCertificates: 'required' })).rejects.toMatchObject({
      code: 'UNPROCESSABLE_CONTENT',
    })
    const trusted = await readFile(files?.path('vendor.pem') ?? '', 'utf8')
    await client.acs.tls.set({ clientCertificates: 'required', trusted })
    // Who has a certificate needs no password.
    await client.acs.authentication.set({ mode: 'digest', shared: { username: 'all', password: 'secret' } })
    expect((await curlPost(url, inform('SN1'), ...by('one'))).statuses).toEqual([200])
    const [good] = await sessionsOf(client)
    const [message] = (await client.sessions.messages({ sessionId: good?.id ?? '' })).items
    expect((await client.messages.get({ messageId: message?.id ?? '' })).http?.tls).toMatchObject({
      trust: true,
      peer: [{ subject: 'CN=02AB10-SN1,O=Maker', issuer: 'CN=vendor', selfSigned: false }],
    })

    expect((await curlPost(url, inform('SN2'), ...by('one'))).statuses).toEqual([403])
    expect((await sessionsOf(client))[0]).toMatchObject({
      outcome: 'not-authenticated',
      verdict: expect.stringContaining('The client certificate is for "02AB10-SN1", but the Inform is of'),
    })
    expect((await curlPost(url, inform('SN1'), ...by('unknown'))).statuses).toEqual([403])
    expect((await curlPost(url, inform('SN1'), '--cacert', ca)).statuses).toEqual([403])
    const { items } = await client.acs.refused()
    expect(items.map(({ reason }) => reason)).toEqual([
      'certificate-missing',
      'certificate-untrusted',
      'certificate-of-other-device',
    ])
    expect(items[1]?.detail).toContain('its authority is not among those that are trusted')

    await client.acs.tls.set({ clientCertificates: 'wanted' })
    expect((await curlPost(url, inform('SN1'), '--cacert', ca)).statuses).toEqual([401])
    expect((await curlPost(url, inform('SN1'), ...by('unknown'))).statuses).toEqual([401])
    await client.acs.tls.set({ certificateOf: 'product-line' })
    expect((await curlPost(url, inform('SN2'), ...by('one'))).statuses).toEqual([401])
  })

  it('takes a certificate of the user’s own, after a look at it', async () => {
    const { client, engine } = await start({ acsTlsPort: 0 })
    const url = engine.acsTlsUrl ?? ''
    files?.authority('company')
    files?.write('san.cnf', 'subjectAltName=IP:127.0.0.1\n')
    files?.signed('server', 'company', '/CN=acs.example', ['-extfile', 'san.cnf'])
    files?.signed('other', 'company', '/CN=other')
    files?.signed('old', 'company', '/CN=old', ['-days', '-1'])
    files?.run('pkcs8', '-topk8', '-in', 'server.key', '-out', 'locked.key', '-passout', 'pass:open')
    const text = (name: string): Promise<string> => readFile(files?.path(name) ?? '', 'utf8')
    const key = await text('server.key')
    const chain = (await text('server.pem')) + (await text('company.pem'))
    const upload = (input: { key: string; chain: string; passphrase?: string }) =>
      client.acs.tls.importCertificate(input)
    const refusal = (input: { key: string; chain: string; passphrase?: string }): Promise<string> =>
      upload(input).then(
        () => 'taken',
        (error: Error) => error.message,
      )
    expect(await refusal({ key: await text('other.key'), chain })).toMatch(
      /does not belong to the certificate/,
    )
    expect(await refusal({ key: await text('company.key'), chain })).toMatch(
      /own certificate must come first/,
    )
    expect(await refusal({ key: 'nonsense', chain })).toMatch(/cannot be read. It must be PEM/)
    expect(await refusal({ key, chain: 'nonsense' })).toMatch(/no certificate in this text/)
    expect(await refusal({ key: await text('old.key'), chain: await text('old.pem') })).toMatch(/expired on/)
    expect(await refusal({ key, chain: (await text('server.pem')) + (await text('other.pem')) })).toMatch(
      /has not issued/,
    )
    expect(await refusal({ key: await text('locked.key'), chain })).toMatch(/passphrase/)
    const taken = await upload({ key: await text('locked.key'), chain, passphrase: 'open' })
    expect(taken).toMatchObject({ certificate: 'imported', hasImported: true, hosts: 'IP Address:127.0.0.1' })
    expect(taken.warnings).toEqual([expect.stringMatching(/does not name .*localhost/)])
    const company = ['--cacert', files?.path('company.pem') ?? '']
    expect((await curlPost(url, inform(), ...company)).statuses).toEqual([200])
    await client.acs.tls.removeCertificate()
    expect((await curlPost(url, inform(), ...company)).exit).toBe(60)
    expect((await curlPost(url, inform(), '--cacert', await caOf(client))).statuses).toEqual([200])
  })
})
