import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  authorizeBasic,
  authorizeDigest,
  digestResponse,
  fromBase64,
  parseAuth,
  parseBasic,
  readDigestChallenge,
  readDigestCredentials,
  toBase64,
  verifyDigest,
  writeDigestChallenge,
  type DigestChallenge,
  type Hash,
} from '../../../src/core/http/index.js'

const hash: Hash = (algorithm, text) =>
  createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
    .update(text, 'utf8')
    .digest('hex')

describe('digest against the published examples', () => {
  // RFC 2617 3.5
  it('computes the MD5 response of RFC 2617', () => {
    expect(
      digestResponse(
        {
          algorithm: 'MD5',
          username: 'Mufasa',
          realm: 'testrealm@host.com',
          password: 'Circle Of Life',
          method: 'GET',
          uri: '/dir/index.html',
          nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093',
          cnonce: '0a4f113b',
          qop: { value: 'auth', nonceCount: '00000001' },
        },
        hash,
      ),
    ).toBe('6629fae49393a05397450978507c4ef1')
  })

  // RFC 7616 3.9.1
  const rfc7616 = {
    username: 'Mufasa',
    realm: 'http-auth@example.org',
    password: 'Circle of Life',
    method: 'GET',
    uri: '/dir/index.html',
    nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
    cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
    qop: { value: 'auth', nonceCount: '00000001' },
  } as const
  it('computes the MD5 and SHA-256 responses of RFC 7616', () => {
    expect(digestResponse({ ...rfc7616, algorithm: 'MD5' }, hash)).toBe('8ca523f5e9506fed4657c9700eebdbec')
    expect(digestResponse({ ...rfc7616, algorithm: 'SHA-256' }, hash)).toBe(
      '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1',
    )
  })

  it('computes the form without qop by hand', () => {
    const h = (text: string) => hash('MD5', text)
    const expected = h(`${h('u:r:p')}:n:${h('GET:/')}`)
    const input = {
      algorithm: 'MD5',
      username: 'u',
      realm: 'r',
      password: 'p',
      method: 'GET',
      uri: '/',
      nonce: 'n',
      cnonce: '',
    } as const
    expect(digestResponse({ ...input, qop: null }, hash)).toBe(expected)
  })

  it('puts nonce and cnonce into the first hash of MD5-sess', () => {
    const h = (text: string) => hash('MD5', text)
    const a1 = h(`${h('u:r:p')}:n:c`)
    const expected = h(`${a1}:n:00000001:c:auth:${h('GET:/')}`)
    const input = {
      algorithm: 'MD5-sess',
      username: 'u',
      realm: 'r',
      password: 'p',
      method: 'GET',
      uri: '/',
      nonce: 'n',
      cnonce: 'c',
    } as const
    expect(digestResponse({ ...input, qop: { value: 'auth', nonceCount: '00000001' } }, hash)).toBe(expected)
  })
})

describe('reading challenges', () => {
  const only = (value: string) => {
    const [first] = parseAuth([value])
    if (!first) throw new Error('no challenge found')
    return readDigestChallenge(first)
  }

  it('reads quoted and bare fields, escapes and odd spacing', () => {
    expect(
      only(
        'Digest  realm="a \\"b\\", c" ,nonce=xyz==,, QOP="auth-int, auth",algorithm="md5-SESS",opaque="",stale=TRUE',
      ),
    ).toEqual({
      realm: 'a "b", c',
      nonce: 'xyz==',
      algorithm: 'MD5-sess',
      qop: 'auth',
      opaque: '',
      stale: true,
    })
  })

  it('takes a challenge without qop and algorithm for plain MD5', () => {
    expect(only('Digest realm="r", nonce="n"')).toMatchObject({
      algorithm: 'MD5',
      qop: null,
      opaque: null,
      stale: false,
    })
  })

  it('says why a challenge cannot be answered', () => {
    expect(only('Digest realm="r"')).toBe('The digest challenge has no nonce.')
    expect(only('Digest nonce="n", algorithm=SHA-512-256')).toContain('SHA-512-256')
    expect(only('Digest nonce="n", qop="auth-int"')).toContain('auth-int')
  })

  it('finds every challenge of several headers, and several in one', () => {
    const found = parseAuth([
      'Basic realm="x", Digest nonce="n", realm="y"',
      'Negotiate',
      'Basic dXNlcjpwYXNz',
    ])
    expect(found.map(({ scheme, token, parameters }) => [scheme, token, parameters.get('realm')])).toEqual([
      ['basic', null, 'x'],
      ['digest', null, 'y'],
      ['negotiate', null, undefined],
      ['basic', 'dXNlcjpwYXNz', undefined],
    ])
  })

  it('never throws and always ends', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parseAuth([text]).length >= 0))
    const pieces = fc.constantFrom('Digest', ' ', ',', '=', '"', '\\', 'nonce', 'a/b==', '\t')
    fc.assert(fc.property(fc.array(pieces), (parts) => parseAuth([parts.join('')]).length >= 0))
  })
})

describe('digest between our two sides', () => {
  const challenge: DigestChallenge = {
    realm: 'cwmp',
    nonce: 'abc',
    algorithm: 'MD5',
    qop: 'auth',
    opaque: 'o',
    stale: false,
  }
  const request = {
    method: 'GET',
    uri: '/cr?x="1"',
    username: 'usér"x',
    password: 'pässword',
    cnonce: 'c',
    nonceCount: 1,
  }

  const credentialsOf = (authorization: string) => {
    const [fields] = parseAuth([authorization])
    if (!fields) throw new Error('no credentials found')
    return readDigestCredentials(fields)
  }

  for (const algorithm of ['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess'] as const) {
    for (const qop of ['auth', null] as const) {
      it(`accepts the right password and refuses another: ${algorithm}, qop ${qop ?? 'none'}`, () => {
        const written = writeDigestChallenge({ ...challenge, algorithm, qop })
        const [fields] = parseAuth([written])
        const read = fields && readDigestChallenge(fields)
        if (read === undefined || typeof read === 'string') throw new Error(read ?? 'no challenge found')
        expect(read).toEqual({ ...challenge, algorithm, qop })
        const credentials = credentialsOf(authorizeDigest(read, request, hash))
        if (typeof credentials === 'string') throw new Error(credentials)
        expect(credentials).toMatchObject({
          username: 'usér"x',
          realm: 'cwmp',
          nonce: 'abc',
          uri: '/cr?x="1"',
          opaque: 'o',
        })
        expect(verifyDigest(credentials, { method: 'GET', password: 'pässword' }, hash)).toBe(true)
        expect(verifyDigest(credentials, { method: 'GET', password: 'password' }, hash)).toBe(false)
        expect(verifyDigest(credentials, { method: 'POST', password: 'pässword' }, hash)).toBe(false)
        expect(
          verifyDigest({ ...credentials, response: '' }, { method: 'GET', password: 'pässword' }, hash),
        ).toBe(false)
      })
    }
  }

  it('counts uses of a nonce in eight hex digits', () => {
    expect(authorizeDigest(challenge, { ...request, nonceCount: 26 }, hash)).toContain('nc=0000001a')
  })

  it('says what credentials lack', () => {
    expect(credentialsOf('Basic eA==')).toContain('not by digest')
    expect(credentialsOf('Digest username="u", nonce="n", uri="/"')).toBe(
      'The digest credentials have no response.',
    )
    expect(credentialsOf('Digest username="u", nonce="n", uri="/", response="r", qop=auth, nc=1')).toContain(
      'no cnonce',
    )
    expect(credentialsOf('Digest username="u", nonce="n", uri="/", response="r", algorithm=X')).toContain(
      'unknown algorithm X',
    )
    expect(credentialsOf('Digest username="u", nonce="n", uri="/", response="r", qop=auth-int')).toContain(
      'auth-int',
    )
  })

  it('drops line ends from fields, so that no header can be smuggled in', () => {
    expect(authorizeDigest({ ...challenge, realm: 'a\r\nX: 1' }, request, hash)).not.toMatch(/[\r\n]/)
  })
})

describe('basic', () => {
  it('writes the example of RFC 7617', () => {
    expect(authorizeBasic('Aladdin', 'open sesame')).toBe('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==')
  })

  it('reads what it writes, colons in the password too', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (name, password) => {
        const username = name.replaceAll(':', '')
        expect(parseBasic(authorizeBasic(username, password))).toEqual({ username, password })
      }),
    )
  })

  it('reads credentials of older CPEs byte by byte, and refuses what is none', () => {
    expect(parseBasic(`basic ${toBase64(Uint8Array.of(0xe4, 0x3a, 0xfc))}`)).toEqual({
      username: 'ä',
      password: 'ü',
    })
    for (const wrong of ['', 'Basic', 'Basic !!!', 'Basic eA==', 'Digest x'])
      expect(parseBasic(wrong)).toBeNull()
  })

  it('codes Base64 as everybody does', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (data) => {
        expect(toBase64(data)).toBe(Buffer.from(data).toString('base64'))
        expect(fromBase64(toBase64(data))).toEqual(data)
      }),
    )
  })
})
