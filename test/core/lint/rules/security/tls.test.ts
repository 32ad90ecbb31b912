import { describe, expect, it } from 'vitest'
import type { Finding, TlsFacts } from '../../../../../src/core/lint/index.js'
import { securityRules } from '../../../../../src/core/lint/rules/security/index.js'
import { lintSession } from '../session-turns.js'

const ids = new Set(securityRules.map(({ id }) => id))
const post = 'POST /acs HTTP/1.1\nHost: a\nContent-Length: 0\n\n'
const at = Date.UTC(2026, 10, 22) * 1000
const good: TlsFacts = { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' }
const peer: NonNullable<TlsFacts['peer']> = {
  selfSigned: false,
  subject: 'CN=00D09E-1',
  validFrom: '2026-01-01T00:00:00Z',
  validTo: '2027-01-01T00:00:00Z',
}

/** What the security rules say of a first message over such a connection. */
function found(tls: TlsFacts | null): readonly Finding[] {
  const [findings = []] = lintSession([[post, { tls, at }]])
  return findings.filter(({ rule }) => ids.has(rule))
}

describe('a TLS connection', () => {
  it.each(['TLSv1.2', 'TLSv1.3'])('of %s is well', (version) => {
    expect(found({ ...good, version, peer })).toEqual([])
  })

  it.each(['SSLv3', 'TLSv1', 'TLSv1.1'])('of %s is too old', (version) => {
    expect(found({ ...good, version })).toMatchObject([
      { rule: 'old-tls-version', message: expect.stringContaining(version) },
    ])
  })

  it.each([
    'DES-CBC3-SHA',
    'ECDHE-RSA-DES-CBC3-SHA',
    'RC4-SHA',
    'RC4-MD5',
    'NULL-SHA256',
    'ADH-AES128-SHA',
    'EXP-DES-CBC-SHA',
    'TLS_RSA_WITH_3DES_EDE_CBC_SHA',
    'TLS_DH_anon_WITH_AES_128_CBC_SHA',
  ])('with %s is weak', (cipher) => {
    expect(found({ ...good, cipher })).toMatchObject([{ rule: 'weak-cipher' }])
  })

  it.each([
    'AES128-SHA',
    'ECDHE-RSA-AES128-GCM-SHA256',
    'TLS_CHACHA20_POLY1305_SHA256',
    'DHE-RSA-AES256-SHA',
  ])('with %s is not', (cipher) => {
    expect(found({ ...good, cipher })).toEqual([])
  })

  it('is judged once, by its first message', () => {
    const tls = { ...good, version: 'TLSv1' }
    const rules = lintSession([
      [post, { tls, at }],
      ['HTTP/1.1 204 No Content\n\n', { tls, at }],
      [post, { tls, at, connection: 2 }],
    ]).map((findings) => findings.filter(({ rule }) => rule === 'old-tls-version').length)
    expect(rules).toEqual([1, 0, 1])
  })
})

describe('a certificate', () => {
  it('that vouches for itself is named', () => {
    expect(found({ ...good, peer: { ...peer, selfSigned: true } })).toMatchObject([
      { rule: 'certificate-self-signed', message: 'The certificate of CN=00D09E-1 is signed by itself.' },
    ])
  })

  it.each([
    [{ validTo: '2026-11-21T23:59:59Z' }, 'expired on 2026-11-21'],
    [{ validFrom: '2026-11-22T00:00:01Z' }, 'valid only from 2026-11-22'],
    // As OpenSSL writes them.
    [{ validTo: 'Nov 21 12:00:00 2026 GMT' }, 'expired on Nov 21'],
  ])('that is not valid now is named: %j', (dates, words) => {
    expect(found({ ...good, peer: { ...peer, ...dates } })).toMatchObject([
      { rule: 'certificate-out-of-date', message: expect.stringContaining(words) },
    ])
  })

  it('whose dates cannot be read is not judged by them', () => {
    expect(found({ ...good, peer: { ...peer, validTo: 'for ever' } })).toEqual([])
  })

  it('is not asked for where there is no TLS', () => {
    expect(found(null)).toEqual([])
  })
})
