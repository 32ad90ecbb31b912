import { createHash } from 'node:crypto'
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createGate } from '../../../../src/main/engine/transfers/gate.js'
import type { FileAccess } from '../../../../src/main/engine/workspace/types.js'

const access: FileAccess = { scheme: 'digest', username: 'cpe', password: 'secret' }

function asked(authorization?: string, url = '/files/x'): IncomingMessage {
  const request = new IncomingMessage(new Socket())
  request.method = 'GET'
  request.url = url
  if (authorization !== undefined) request.headers.authorization = authorization
  return request
}

/** A clock of the test's own, and a client whose digest is computed here by hand (RFC 7616 3.4). */
function bench() {
  let time = 1_000_000
  const gate = createGate(() => time)
  const challenged = gate.check(asked(), access)
  if (challenged.kind !== 'challenge') throw new Error('No challenge came.')
  const [, realm = ''] = /realm="([^"]*)"/.exec(challenged.challenge) ?? []
  const [, nonce = ''] = /nonce="([^"]*)"/.exec(challenged.challenge) ?? []

  function answer(
    changes: { nonce?: string; uri?: string; algorithm?: 'MD5' | 'MD5-sess' | 'SHA-256' } = {},
  ): string {
    const { uri = '/files/x', algorithm = 'MD5' } = changes
    const used = changes.nonce ?? nonce
    const h = (text: string) =>
      createHash(algorithm === 'SHA-256' ? 'sha256' : 'md5')
        .update(text)
        .digest('hex')
    const plain = h(`cpe:${realm}:secret`)
    const a1 = algorithm === 'MD5-sess' ? h(`${plain}:${used}:c0`) : plain
    const response = h(`${a1}:${used}:00000001:c0:auth:${h(`GET:${uri}`)}`)
    return `Digest username="cpe", realm="${realm}", nonce="${used}", uri="${uri}", algorithm=${algorithm}, qop=auth, nc=00000001, cnonce="c0", response="${response}"`
  }
  return { gate, nonce, answer, later: (ms: number) => (time += ms) }
}

describe('digest', () => {
  it('admits who knows the password, again and again, also by MD5-sess and with the whole URL', () => {
    const { gate, answer } = bench()
    for (const authorization of [
      answer(),
      answer(),
      answer({ algorithm: 'MD5-sess' }),
      answer({ uri: 'http://files.example/files/x' }) /* whole URL */,
    ]) {
      expect(gate.check(asked(authorization), access)).toEqual({ kind: 'admitted' })
    }
  })

  it('gives a new nonce for one that is too old, and does not call that wrong', () => {
    const { gate, answer, nonce, later } = bench()
    later(301_000)
    const again = gate.check(asked(answer()), access)
    expect(again).toMatchObject({
      kind: 'challenge',
      wrong: false,
      challenge: expect.stringMatching(/stale=true/),
    })
    expect(again).not.toMatchObject({ challenge: expect.stringContaining(nonce) })
  })

  it('refuses a nonce of somebody else, with right words for a right password', () => {
    const { gate, answer } = bench()
    const foreign = bench().nonce
    for (const nonce of [foreign, 'x', '', '-'])
      expect(gate.check(asked(answer({ nonce })), access)).toMatchObject({
        wrong: true,
        why: 'The nonce is none of ours.',
      })
  })

  it('refuses a digest for another URL, and by another algorithm', () => {
    const { gate, answer } = bench()
    expect(gate.check(asked(answer({ uri: '/files/y' })), access)).toMatchObject({
      wrong: true,
      why: 'The digest is for another URL than the one that is asked for.',
    })
    expect(gate.check(asked(answer({ algorithm: 'SHA-256' })), access)).toMatchObject({
      wrong: true,
      why: 'It answers with SHA-256 where MD5 was asked for.',
    })
  })

  it.each(['Basic Y3BlOnNlY3JldA==', 'Digest username="cpe"', 'nonsense', 'Digest'])(
    'refuses %s',
    (authorization) => {
      expect(bench().gate.check(asked(authorization), access)).toMatchObject({
        kind: 'challenge',
        wrong: true,
      })
    },
  )
})

describe('basic', () => {
  const basic: FileAccess = { ...access, scheme: 'basic' }
  const token = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
  it.each([
    ['cpe:secret', true],
    ['cpe:secret ', false],
    ['cpe:', false],
    [':secret', false],
    ['cpe', false],
  ])('for "%s" is %s', (credentials, right) => {
    expect(bench().gate.check(asked(token(credentials)), basic).kind).toBe(right ? 'admitted' : 'challenge')
  })

  it('is not met by nothing where user name and password are empty', () => {
    const empty: FileAccess = { scheme: 'basic', username: '', password: '' }
    expect(bench().gate.check(asked('Bearer x'), empty).kind).toBe('challenge')
  })
})
