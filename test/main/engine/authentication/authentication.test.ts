import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../../../src/main/engine/authentication/index.js'
import { memoryAuthentication } from './memory-logins.js'

const identity = { manufacturer: 'M', oui: '02AB10', productClass: 'Home Box-2', serialNumber: 'SN/1' }
const deviceId = '02AB10-Home%20Box%2D2-SN%2F1'
const shared = { username: 'all', password: 'secret' }

const hash = (algorithm: string, text: string): string =>
  createHash(algorithm.startsWith('MD5') ? 'md5' : 'sha256')
    .update(text)
    .digest('hex')

/** A client's answer to a challenge, by the book (RFC 7616) and by nothing of the project. */
function answer(
  challenge: string,
  given: {
    username: string
    password: string
    nc?: string
    uri?: string
    realm?: string
    algorithm?: string
    qop?: boolean
  },
): string {
  const field = (name: string): string => new RegExp(`${name}="?([^",]*)`).exec(challenge)?.[1] ?? ''
  const { username, password, nc = '00000001', uri = '/acs', realm = field('realm'), qop = true } = given
  const algorithm = given.algorithm ?? field('algorithm')
  const nonce = field('nonce')
  const cnonce = '0a4f113b'
  const plain = hash(algorithm, `${username}:${realm}:${password}`)
  const a1 = algorithm.endsWith('-sess') ? hash(algorithm, `${plain}:${nonce}:${cnonce}`) : plain
  const a2 = hash(algorithm, `POST:${uri}`)
  const middle = qop ? `${nonce}:${nc}:${cnonce}:auth` : nonce
  const response = hash(algorithm, `${a1}:${middle}:${a2}`)
  const counted = qop ? `, qop=auth, nc=${nc}, cnonce="${cnonce}"` : ''
  return `Digest username="${username}", realm="${realm}", nonce="${nonce}", uri="${uri}", algorithm=${algorithm}, response="${response}"${counted}`
}

const basic = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`

function challengesOf(verdict: Verdict): readonly string[] {
  if (verdict.kind !== 'challenged') throw new Error('was let in')
  return verdict.challenges
}

type Authentication = ReturnType<typeof memoryAuthentication>

const judge = (
  authentication: Authentication,
  authorization?: string,
  connection: number | null = 1,
): Verdict => authentication.judge({ method: 'POST', target: '/acs', authorization, connection, identity })

const challenge = (authentication: Authentication, connection: number | null = 1): string =>
  challengesOf(judge(authentication, undefined, connection))[0] ?? ''

const reasonOf = (verdict: Verdict): string =>
  verdict.kind === 'accepted'
    ? 'accepted'
    : `${verdict.refusal?.reason ?? 'asked'}${verdict.stale ? ' stale' : ''}`

describe('who gets in', () => {
  it('is everybody where nothing is asked', () => {
    expect(judge(memoryAuthentication())).toEqual({ kind: 'accepted', username: null })
    expect(judge(memoryAuthentication(), 'Basic nonsense')).toEqual({ kind: 'accepted', username: null })
  })

  it.each(['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess'] as const)(
    'is who knows the shared pair, by %s',
    (algorithm) => {
      const authentication = memoryAuthentication({ mode: 'digest', algorithms: [algorithm] })
      authentication.setLogin(null, shared)
      const asked = challenge(authentication)
      expect(asked).toMatch(/^Digest realm="CWMP Workbench", qop="auth", nonce="[0-9a-f]{32}"/)
      expect(asked).toContain(`algorithm=${algorithm}`)
      expect(judge(authentication, answer(asked, shared))).toEqual({ kind: 'accepted', username: 'all' })
    },
  )

  it('is asked once for each algorithm, in the order set, with one nonce', () => {
    const authentication = memoryAuthentication({ mode: 'digest', algorithms: ['SHA-256', 'MD5'] })
    authentication.setLogin(null, shared)
    const [first = '', second = ''] = challengesOf(judge(authentication))
    expect(first).toContain('algorithm=SHA-256')
    expect(second).toContain('algorithm=MD5')
    expect(judge(authentication, answer(second, shared)).kind).toBe('accepted')
  })

  it('is who knows the shared pair, by Basic', () => {
    const authentication = memoryAuthentication({ mode: 'basic' })
    authentication.setLogin(null, shared)
    expect(challengesOf(judge(authentication))).toEqual(['Basic realm="CWMP Workbench"'])
    expect(judge(authentication, basic('all', 'secret')).kind).toBe('accepted')
    expect(reasonOf(judge(authentication, basic('all', 'Secret')))).toBe('wrong-password')
  })

  it.each([
    '02AB10-Home Box-2-SN/1',
    '02AB10-Home%20Box-2-SN%2F1',
    deviceId,
    '02AB10-SN/1',
    '02AB10-SN%2F1',
    '02ab10-SN/1',
  ])('is a device under its own name %s, unless another is set', (username) => {
    const authentication = memoryAuthentication({ mode: 'basic' })
    authentication.setLogin(null, shared)
    authentication.setLogin(deviceId, { password: 'own' })
    expect(judge(authentication, basic(username, 'own')).kind).toBe('accepted')
    // Its own credentials replace the shared ones.
    expect(reasonOf(judge(authentication, basic('all', 'secret')))).toBe('no-such-user')
    authentication.setLogin(deviceId, { username: 'box' })
    expect(judge(authentication, basic('box', 'own')).kind).toBe('accepted')
    expect(reasonOf(judge(authentication, basic(username, 'own')))).toBe('no-such-user')
  })

  it('is asked in another way where its device has one', () => {
    const authentication = memoryAuthentication({ mode: 'digest' })
    authentication.setLogin(null, shared)
    authentication.setLogin(deviceId, { mode: 'basic' })
    expect(challenge(authentication)).toMatch(/^Basic/)
    authentication.setLogin(deviceId, { mode: 'none' })
    expect(judge(authentication).kind).toBe('accepted')
    authentication.setLogin(deviceId, { mode: null })
    expect(challenge(authentication)).toMatch(/^Digest/)
    expect(authentication.devices).toEqual([])
  })
})

describe('a refusal says why', () => {
  const digest = (): Authentication => {
    const authentication = memoryAuthentication({ mode: 'digest' })
    authentication.setLogin(null, shared)
    authentication.setLogin('000000--OTHER', { username: 'other', password: 'x' })
    return authentication
  }

  it.each([
    ['wrong-password', { ...shared, password: 'wrong' }],
    ['no-such-user', { ...shared, username: 'nobody' }],
    ['other-device', { username: 'other', password: 'x' }],
    ['other-realm', { ...shared, realm: 'elsewhere' }],
    ['other-uri', { ...shared, uri: '/other' }],
    ['other-algorithm', { ...shared, algorithm: 'SHA-256' }],
    ['unreadable', { ...shared, nc: '0000000g' }],
  ])('%s', (reason, given) => {
    const authentication = digest()
    const verdict = judge(authentication, answer(challenge(authentication), given))
    expect(reasonOf(verdict)).toBe(reason)
    expect(verdict).toMatchObject({ refusal: { username: given.username } })
    expect(JSON.stringify(verdict)).not.toContain('secret')
  })

  it('wrong-scheme, in both directions', () => {
    const authentication = digest()
    expect(reasonOf(judge(authentication, basic('all', 'secret')))).toBe('wrong-scheme')
    expect(reasonOf(judge(authentication, 'Bearer abc'))).toBe('wrong-scheme')
    expect(reasonOf(judge(authentication, ''))).toBe('wrong-scheme')
    const asked = challenge(authentication)
    authentication.choose({ mode: 'basic' })
    expect(reasonOf(judge(authentication, answer(asked, shared)))).toBe('wrong-scheme')
    expect(reasonOf(judge(authentication, 'Basic !!!'))).toBe('unreadable')
  })

  it('no-credentials-stored', () => {
    const authentication = memoryAuthentication({ mode: 'basic' })
    expect(reasonOf(judge(authentication, basic('all', 'secret')))).toBe('no-credentials-stored')
  })

  it('unreadable, where a field is missing', () => {
    expect(reasonOf(judge(digest(), 'Digest username="all"'))).toBe('unreadable')
  })
})

describe('a nonce', () => {
  const started = (settings = {}): { authentication: Authentication; clock: { ms: number } } => {
    const clock = { ms: 1_000_000 }
    const authentication = memoryAuthentication(
      { mode: 'digest', nonceSeconds: 60, ...settings },
      () => clock.ms,
    )
    authentication.setLogin(null, shared)
    return { authentication, clock }
  }

  it('is good again with a higher count, and not with the same or a lower one', () => {
    const { authentication } = started()
    const asked = challenge(authentication)
    const use = (nc: string): string => reasonOf(judge(authentication, answer(asked, { ...shared, nc })))
    expect(use('00000001')).toBe('accepted')
    expect(use('00000001')).toBe('replayed stale')
    expect(use('0000000a')).toBe('accepted')
    expect(use('00000002')).toBe('replayed stale')
  })

  it('is good once without a count, as RFC 2069 has it', () => {
    const { authentication } = started()
    const old = answer(challenge(authentication), { ...shared, qop: false })
    expect(reasonOf(judge(authentication, old))).toBe('accepted')
    expect(reasonOf(judge(authentication, old))).toBe('replayed stale')
  })

  it('grows old', () => {
    const { authentication, clock } = started()
    const asked = challenge(authentication)
    clock.ms += 60_001
    const verdict = judge(authentication, answer(asked, shared))
    expect(reasonOf(verdict)).toBe('stale-nonce stale')
    const [anew = ''] = challengesOf(verdict)
    expect(anew).toMatch(/, stale=true$/)
    expect(reasonOf(judge(authentication, answer(anew, shared)))).toBe('accepted')
  })

  it('of somebody else is stale only for who knows the password', () => {
    const { authentication } = started()
    const foreign = 'Digest realm="CWMP Workbench", nonce="abc", algorithm=MD5, qop="auth"'
    expect(reasonOf(judge(authentication, answer(foreign, shared)))).toBe('stale-nonce stale')
    expect(reasonOf(judge(authentication, answer(foreign, { ...shared, password: 'x' })))).toBe(
      'wrong-password',
    )
  })

  it('is good on its connection only, unless it is free or a proxy stands between', () => {
    const bound = started().authentication
    const asked = challenge(bound, 1)
    expect(reasonOf(judge(bound, answer(asked, shared), 2))).toBe('other-connection stale')
    expect(reasonOf(judge(bound, answer(asked, shared), 1))).toBe('accepted')
    const behindProxy = challenge(bound, null)
    expect(reasonOf(judge(bound, answer(behindProxy, shared), null))).toBe('accepted')
    const free = started({ nonce: 'free' }).authentication
    expect(reasonOf(judge(free, answer(challenge(free, 1), shared), 2))).toBe('accepted')
  })

  it('is not used up by somebody without the password', () => {
    const { authentication } = started()
    const asked = challenge(authentication)
    expect(reasonOf(judge(authentication, answer(asked, { ...shared, password: 'x', nc: 'ffffffff' })))).toBe(
      'wrong-password',
    )
    expect(reasonOf(judge(authentication, answer(asked, shared)))).toBe('accepted')
  })

  it('may be answered for the whole URL, as some CPEs do', () => {
    const { authentication } = started()
    const asked = challenge(authentication)
    const uri = 'http://192.0.2.1:7547/acs'
    expect(reasonOf(judge(authentication, answer(asked, { ...shared, uri })))).toBe('accepted')
  })
})
