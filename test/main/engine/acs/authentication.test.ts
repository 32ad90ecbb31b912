import { afterEach, describe, expect, it } from 'vitest'
import type {
  Authentication,
  AuthenticationSettings,
} from '../../../../src/main/engine/authentication/index.js'
import { memoryAuthentication } from '../authentication/memory-logins.js'
import { md5Answer } from './digest-answer.js'
import { cookieOf, type RawAnswer } from './raw-cpe.js'
import { curlPost, hasCurl, inform, informDevice, startAcs, type RunningAcs } from './running-acs.js'

const url = (path = '/acs'): string => `http://127.0.0.1:${String(running.port)}${path}`
const basic = (username: string, password: string): Record<string, string> => ({
  Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
})

let running: RunningAcs
let authentication: Authentication

async function start(settings: Partial<AuthenticationSettings>): Promise<void> {
  authentication = memoryAuthentication(settings)
  authentication.setLogin(null, { username: 'all', password: 'secret' })
  running = await startAcs({ authentication })
}

afterEach(async () => {
  await running.stop()
  expect(running.problems).toEqual([])
})

const bindings = (): readonly string[] =>
  running.recorder.lines.flatMap((line) =>
    line.type === 'binding' ? [`${String(line.exchange)}:${String(line.session)}:${line.boundBy}`] : [],
  )
const refusals = (): readonly string[] =>
  running.recorder.lines.flatMap((line) =>
    line.type === 'event' && line.event.type === 'authentication-refused'
      ? [`${String(line.event.session)} ${line.event.username ?? 'nobody'} ${line.event.reason}`]
      : [],
  )
const ended = (session: number): Promise<unknown> =>
  running.recorder.until(
    (line) => line.type === 'event' && line.event.type === 'session-ended' && line.event.session === session,
  )

describe.skipIf(!hasCurl)('curl gets in', () => {
  it.each([['MD5'], ['MD5-sess'], ['SHA-256']] as const)(
    'by Digest with %s, at any path',
    async (algorithm) => {
      await start({ mode: 'digest', algorithms: [algorithm] })
      const { statuses, body } = await curlPost(
        url('/any/path?x=1'),
        inform(),
        '--digest',
        '-u',
        'all:secret',
      )
      expect(statuses).toEqual([401, 200])
      expect(body).toContain('InformResponse')
      // Its empty POST and the Inform with credentials are one session.
      expect(bindings()).toEqual(['1:1:connection', '2:1:connection'])
    },
  )

  it('by Basic, with its own name', async () => {
    await start({ mode: 'basic' })
    authentication.setLogin(informDevice(), { password: 'own' })
    const { statuses } = await curlPost(url(), inform(), '--basic', '-u', '02AB10-Home%20Box-2-SN1:own')
    expect(statuses).toEqual([200])
  })

  it.each(['basic', 'digest'] as const)('by what is asked for, %s', async (mode) => {
    await start({ mode })
    const { statuses } = await curlPost(url(), inform(), '--anyauth', '-u', 'all:secret')
    expect(statuses).toEqual([401, 200])
    expect(bindings()).toEqual(['1:1:connection', '2:1:connection'])
  })

  it('not with a wrong password, and the session says why', async () => {
    await start({ mode: 'digest' })
    const { statuses, body } = await curlPost(url(), inform(), '--digest', '-u', 'all:wrong')
    expect(statuses).toEqual([401, 401])
    expect(body).not.toContain('password')
    await ended(1)
    expect(running.recorder.ends).toEqual(['1 not-authenticated'])
    expect(refusals()).toEqual(['1 all wrong-password'])
    expect(running.acs.refused).toMatchObject([
      {
        kind: 'authentication',
        deviceId: informDevice(),
        username: 'all',
        reason: 'wrong-password',
        session: 1,
      },
    ])
  })

  it('not by Basic where Digest is asked for', async () => {
    await start({ mode: 'digest' })
    expect((await curlPost(url(), inform(), '--basic', '-u', 'all:secret')).statuses).toEqual([401])
    expect(refusals()).toEqual(['1 all wrong-scheme'])
    // It might have tried again.
    running.timers.fire(30_000)
    await ended(1)
    expect(running.recorder.ends).toEqual(['1 not-authenticated'])
  })
})

describe('a session', () => {
  const challengeOf = (answer: RawAnswer): string => answer.headers.get('www-authenticate') ?? ''

  it('needs credentials for its Inform only', async () => {
    await start({ mode: 'basic' })
    const cpe = await running.open()
    expect((await cpe.post(inform())).status).toBe(401)
    const welcome = await cpe.post(inform(), basic('all', 'secret'))
    expect(welcome.status).toBe(200)
    expect((await cpe.post()).status).toBe(204)
    expect(bindings()).toEqual(['1:1:connection', '2:1:connection', '3:1:connection'])
    await ended(1)
    expect(running.recorder.ends).toEqual(['1 completed'])
    expect(refusals()).toEqual([])
  })

  it('goes on, on another connection after the 401', async () => {
    await start({ mode: 'basic' })
    const first = await running.open()
    await first.post(inform())
    first.close()
    const second = await running.open()
    expect((await second.post(inform(), basic('all', 'secret'))).status).toBe(200)
    expect(bindings()).toEqual(['1:1:connection', '2:1:address'])
  })

  it('of another device from the same address is another one', async () => {
    await start({ mode: 'basic' })
    const one = await running.open()
    const other = await running.open()
    await one.post(inform('SN1'))
    await other.post(inform('SN2'))
    await one.post(inform('SN1'), basic('all', 'secret'))
    await other.post(inform('SN2'), basic('all', 'secret'))
    expect(bindings()).toEqual(['1:1:connection', '2:2:connection', '3:1:connection', '4:2:connection'])
  })

  it('is over as not-authenticated if nothing more comes', async () => {
    await start({ mode: 'digest' })
    const cpe = await running.open()
    expect(challengeOf(await cpe.post(inform()))).toMatch(/^Digest realm=/)
    expect(running.timers.fire(30_000)).toBeGreaterThan(0)
    await ended(1)
    expect(running.recorder.ends).toEqual(['1 not-authenticated'])
    expect(refusals()).toEqual([])
  })

  it('is interrupted if the workbench stops meanwhile', async () => {
    await start({ mode: 'digest' })
    const cpe = await running.open()
    await cpe.post(inform())
    await running.acs.close(0)
    expect(running.recorder.ends).toEqual(['1 interrupted'])
  })

  it('of a CPE that takes a new connection for each nonce ends after some rounds, and says what to do', async () => {
    await start({ mode: 'digest', nonce: 'connection' })
    let asked = 'Digest realm="CWMP Workbench", nonce="old", algorithm=MD5, qop="auth"'
    for (let round = 0; round < 5; round += 1) {
      const cpe = await running.open()
      const answer = await cpe.post(inform(), { Authorization: md5Answer(asked, 'all', 'secret', '/acs') })
      expect(answer.status).toBe(401)
      asked = challengeOf(answer)
      expect(asked).toMatch(/stale=true$/)
      cpe.close()
    }
    await ended(1)
    expect(running.recorder.ends).toEqual(['1 not-authenticated'])
    expect(refusals().at(-1)).toBe('1 all other-connection')
    expect(running.acs.refused[0]?.detail).toContain('nonce: free')
  })

  it('of a proved device is not to be entered by its address alone', async () => {
    await start({ mode: 'basic' })
    const cpe = await running.open()
    const welcome = await cpe.post(inform(), basic('all', 'secret'))
    const stranger = await running.open()
    expect((await stranger.post()).status).toBe(401)
    const returned = await running.open()
    expect((await returned.post('', { Cookie: cookieOf(welcome) })).status).toBe(204)
  })

  it('without an Inform is refused as ever, also with credentials', async () => {
    await start({ mode: 'basic' })
    const cpe = await running.open()
    expect((await cpe.post('', basic('all', 'secret'))).status).toBe(400)
  })

  it('of a device that is excepted needs nothing', async () => {
    await start({ mode: 'digest' })
    authentication.setLogin(informDevice(), { mode: 'none' })
    const cpe = await running.open()
    expect((await cpe.post(inform())).status).toBe(200)
  })
})
