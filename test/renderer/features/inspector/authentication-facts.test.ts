import { describe, expect, it } from 'vitest'
import { authenticationFacts } from '../../../../src/renderer/features/inspector/authentication-facts.js'

describe('what is told of authentication', () => {
  it('names each challenge with its realm and algorithm', () => {
    expect(
      authenticationFacts([
        ['WWW-Authenticate', 'Digest realm="ACS", nonce="n1", algorithm=SHA-256, qop="auth"'],
        ['WWW-Authenticate', 'Digest realm="ACS", nonce="n1", algorithm=MD5, stale=true'],
      ]),
    ).toEqual([
      { name: 'Asked for', value: 'Digest' },
      { name: 'Realm', value: 'ACS' },
      { name: 'Algorithm', value: 'SHA-256' },
      { name: 'Protection (qop)', value: 'auth' },
      { name: 'Asked for', value: 'Digest' },
      { name: 'Realm', value: 'ACS' },
      { name: 'Algorithm', value: 'MD5' },
      { name: 'Nonce stale', value: 'true' },
    ])
  })

  it('tells the user name, never a password or what proves it', () => {
    const basic = authenticationFacts([['Authorization', `Basic ${btoa('bench:hunter2')}`]])
    expect(basic).toEqual([
      { name: 'Sent', value: 'Basic' },
      { name: 'User name', value: 'bench' },
    ])
    const digest = authenticationFacts([
      [
        'authorization',
        'Digest username="bench", realm="ACS", nonce="n1", uri="/", response="0123abcd", nc=00000001',
      ],
    ])
    expect(digest).toContainEqual({ name: 'Nonce count (nc)', value: '00000001' })
    expect(JSON.stringify(digest)).not.toMatch(/0123abcd|n1/)
  })

  it('has nothing to say of other headers', () => {
    expect(authenticationFacts([['Host', 'x']])).toEqual([])
  })
})
