import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startHeadlessServer, type HeadlessServer } from '../../../src/main/headless/server.js'
import { emptyStatus, standInRouter } from '../stand-in-services.js'

const token = 'a-token-for-tests'

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

describe('headless server', () => {
  let folder: string
  let server: HeadlessServer
  let now = 0

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workbench-headless-'))
    await mkdir(join(folder, 'assets'))
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>page</title>')
    await writeFile(join(folder, 'assets/main-abcd1234.js'), 'export {}')
  })
  afterAll(() => rm(folder, { recursive: true }))
  beforeEach(async () => {
    now = Date.parse('2026-11-22T12:00:00Z')
    server = await startHeadlessServer({
      router: standInRouter(),
      host: '127.0.0.1',
      port: 0,
      token,
      version: '1.2.3',
      pageFolder: folder,
      now: () => now,
    })
  })
  afterEach(() => server.close())

  /** A request exactly as given: fetch would not let Host and Origin be chosen. */
  function ask(
    path: string,
    headers: Record<string, string> = {},
    method = 'GET',
    body = '',
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request({ port: server.port, host: '127.0.0.1', path, method, headers }, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => (text += chunk))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        )
      })
      sent.on('error', reject)
      sent.end(body)
    })
  }
  const bearer = { authorization: `Bearer ${token}` }

  /** Goes in with a ticket and gives back the cookie. */
  async function signIn(): Promise<{ cookie: string }> {
    const url = new URL(server.uiUrl() ?? '')
    const { headers } = await ask(url.pathname + url.search)
    return { cookie: headers['set-cookie']?.[0]?.split(';')[0] ?? '' }
  }

  describe('REST API', () => {
    it('answers with the token', async () => {
      const { status, text } = await ask('/api/status', bearer)
      expect([status, JSON.parse(text)]).toEqual([200, emptyStatus])
    })

    it.each([
      ['no token', {}],
      ['a wrong token', { authorization: 'Bearer wrong' }],
      ['another scheme', { authorization: `Basic ${token}` }],
      ['a cookie of somebody else', { cookie: 'cwmp-workbench-1=abc' }],
    ])('answers 401 with code and message for %s', async (_name, headers) => {
      const { status, text } = await ask('/api/status', headers)
      expect(status).toBe(401)
      expect(JSON.parse(text)).toEqual({ code: 'UNAUTHORIZED', message: expect.stringContaining('token') })
    })

    it('lets an address with too many wrong tokens wait a minute, and no other client', async () => {
      const { cookie } = await signIn()
      for (let count = 0; count < 20; count++) await ask('/api/status', { authorization: 'Bearer wrong' })
      const { status, headers, text } = await ask('/api/status', bearer)
      expect([status, headers['retry-after'], JSON.parse(text).code]).toEqual([
        429,
        '60',
        'TOO_MANY_REQUESTS',
      ])
      expect((await ask('/api/status', { cookie })).status).toBe(200)
      now += 60_001
      expect((await ask('/api/status', bearer)).status).toBe(200)
    })

    it('understands a script that takes apiUrl for the address of the server', async () => {
      expect((await ask('/api/api/status', bearer)).status).toBe(200)
      expect((await ask('/api/api/nothing', bearer)).status).toBe(404)
    })

    it('says what is wrong with an input in one sentence', async () => {
      const { status, text } = await ask('/api/sessions?limit=5000', bearer)
      expect(status).toBe(400)
      expect(JSON.parse(text)).toEqual({
        code: 'BAD_REQUEST',
        message: expect.stringMatching(/^limit: .*1000\.$/),
      })
    })

    it('says what it does not know', async () => {
      const { status, text } = await ask('/api/sessions/nowhere', bearer)
      expect(status).toBe(404)
      expect(JSON.parse(text)).toEqual({ code: 'NOT_FOUND', message: 'Session "nowhere" is not known here.' })
    })

    it.each(['/api', '/api/', '/api/nothing', '/api/status/network', '/api/acs/listen'])(
      'has no call %s',
      async (path) => {
        for (const method of ['GET', 'POST']) {
          const { status, text } = await ask(path, bearer, method)
          expect([status, JSON.parse(text).code]).toEqual([404, 'NOT_FOUND'])
        }
      },
    )

    it('refuses broken JSON with 400 and a body over the limit with 413', async () => {
      const headers = { ...bearer, 'content-type': 'application/json' }
      const broken = await ask('/api/devices/x/rpcs', headers, 'POST', '{"method":')
      expect([broken.status, JSON.parse(broken.text).code]).toEqual([400, 'BAD_REQUEST'])
      const large = await ask(
        '/api/devices/x/rpcs',
        { ...headers, 'content-length': '17000000' },
        'POST',
        'x'.repeat(17_000_000),
      )
      expect(large.status).toBe(413)
      expect(JSON.parse(large.text)).toMatchObject({
        code: 'PAYLOAD_TOO_LARGE',
        message: expect.stringMatching(/longer than 16 MiB.*smaller calls/),
      })
    })

    it('describes itself, with every public call and nothing else', async () => {
      const { status, text } = await ask('/api/openapi.json', bearer)
      const document = JSON.parse(text)
      expect(status).toBe(200)
      expect(document.info).toMatchObject({ title: 'CWMP Workbench', version: '1.2.3' })
      expect(Object.keys(document.paths).sort()).toEqual([
        '/acs/authentication',
        '/acs/redirects',
        '/acs/refused',
        '/acs/tls',
        '/acs/tls/authority',
        '/acs/tls/certificate',
        '/devices',
        '/devices/{deviceId}',
        '/devices/{deviceId}/authentication',
        '/devices/{deviceId}/connection-request',
        '/devices/{deviceId}/credentials',
        '/devices/{deviceId}/discovery',
        '/devices/{deviceId}/downloads',
        '/devices/{deviceId}/parameters',
        '/devices/{deviceId}/parameters/history',
        '/devices/{deviceId}/quirks',
        '/devices/{deviceId}/rpcs',
        '/devices/{deviceId}/uploads',
        '/discovery/{jobId}',
        '/events',
        '/file-server',
        '/file-server/requests',
        '/files',
        '/files/{fileId}',
        '/files/{fileId}/content',
        '/findings',
        '/messages/{messageId}',
        '/messages/{messageId}/raw',
        '/notifications',
        '/notifications/listener',
        '/quirks',
        '/rpcs/{rpcId}',
        '/rpcs/{rpcId}/resend',
        '/sessions',
        '/sessions/{sessionId}',
        '/sessions/{sessionId}/messages',
        '/status',
        '/stun',
        '/stun/credentials',
        '/transfers',
        '/transfers/{transferId}',
        '/xmpp',
        '/xmpp/connect',
      ])
      expect(document.paths['/messages/{messageId}/raw'].get.responses['200'].content).toHaveProperty([
        'application/octet-stream',
      ])
      expect(document.paths['/files/{fileId}/content'].get.responses['200'].content).toHaveProperty([
        'application/octet-stream',
      ])
      expect(Object.keys(document.paths['/files'].post.requestBody.content)).toEqual([
        'application/octet-stream',
        'multipart/form-data',
      ])
    })

    it('streams events, beginning with changed, to whoever may listen', async () => {
      const response = await fetch(`${server.apiUrl}/events`, { headers: bearer })
      expect(response.headers.get('content-type')).toBe('text/event-stream')
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
      let text = ''
      while (!text.includes('data:')) text += (await reader?.read())?.value ?? ''
      expect(text).toContain('data: {"type":"changed"}')
      await reader?.cancel()
    })
  })

  describe('names and origins', () => {
    it.each(['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST'])('answers under the name %s', async (name) => {
      const { status } = await ask('/api/status', { ...bearer, host: `${name}:${server.port}` })
      expect(status).toBe(200)
    })

    it.each([
      'evil.example',
      '127.0.0.1.evil.example',
      '192.0.2.1',
      'localhost.',
      'local host',
      'user@localhost',
    ])('does not answer under the name "%s": a name that points here is not ours', async (host) => {
      const { status, text } = await ask('/api/status', { ...bearer, host })
      expect([status, JSON.parse(text).code]).toEqual([403, 'FORBIDDEN'])
    })

    it.each(['http://evil.example', 'null', 'http://127.0.0.1:1', 'https://127.0.0.1'])(
      'refuses a request of the origin %s, even with the cookie',
      async (origin) => {
        expect((await ask('/api/status', { ...(await signIn()), origin })).status).toBe(403)
      },
    )

    it('answers its own page', async () => {
      const headers = {
        ...(await signIn()),
        host: `localhost:${server.port}`,
        origin: `http://localhost:${server.port}`,
      }
      expect((await ask('/api/status', headers)).status).toBe(200)
    })
  })

  describe('browser', () => {
    it('lets one browser in per ticket, with a cookie that scripts cannot read', async () => {
      const url = new URL(server.uiUrl() ?? '')
      const first = await ask(url.pathname + url.search)
      expect([first.status, first.headers.location]).toEqual([303, '/'])
      expect(first.headers['set-cookie']).toEqual([
        expect.stringMatching(
          new RegExp(`^cwmp-workbench-${server.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
        ),
      ])
      const second = await ask(url.pathname + url.search)
      expect(second.status).toBe(401)
      expect(second.headers['set-cookie']).toBeUndefined()
      expect(second.text).toContain('used already')
    })

    it('does not spend a ticket on a look ahead', async () => {
      const url = new URL(server.uiUrl() ?? '')
      await ask(url.pathname + url.search, {}, 'HEAD')
      expect((await ask(url.pathname + url.search)).status).toBe(303)
    })

    it('does not take a ticket after half a day', async () => {
      const url = new URL(server.uiUrl() ?? '')
      now += 12 * 60 * 60_000 + 1
      expect((await ask(url.pathname + url.search)).status).toBe(401)
    })

    it('never tells the token', async () => {
      const { cookie } = await signIn()
      const page = await ask('/', { cookie })
      expect(cookie + page.text + JSON.stringify(page.headers)).not.toContain(token)
    })

    it('goes on after a reload of the address that let it in', async () => {
      const { cookie } = await signIn()
      const again = await ask('/?ticket=used', { cookie })
      expect([again.status, again.headers.location]).toEqual([303, '/'])
    })

    it('serves the page with its policy, to those who are in', async () => {
      expect((await ask('/')).status).toBe(401)
      const page = await ask('/', await signIn())
      expect([page.status, page.headers['content-type'], page.headers['cache-control']]).toEqual([
        200,
        'text/html; charset=utf-8',
        'no-cache',
      ])
      const policy = String(page.headers['content-security-policy'])
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${server.port};`)
      expect(policy).toContain("frame-ancestors 'none'")
      const script = await ask('/assets/main-abcd1234.js', await signIn())
      expect([script.headers['content-type'], script.headers['cache-control']]).toEqual([
        'text/javascript; charset=utf-8',
        'public, max-age=31536000, immutable',
      ])
    })

    it.each([
      '/../package.json',
      '/%2e%2e/package.json',
      '/assets',
      '/assets/../../server.ts',
      '//etc/passwd',
    ])('serves nothing but the files of the build: %s', async (path) => {
      expect((await ask(path, await signIn())).status).toBe(404)
    })

    it('lets a browser in with the token typed into the sign-in page', async () => {
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        origin: `http://127.0.0.1:${server.port}`,
      }
      const wrong = await ask('/sign-in', headers, 'POST', 'token=wrong')
      expect([wrong.status, wrong.headers['set-cookie']]).toEqual([401, undefined])
      const right = await ask('/sign-in', headers, 'POST', `token=${token}`)
      const cookie = right.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
      expect((await ask('/', { cookie })).status).toBe(200)
    })
  })

  describe('WebSocket', () => {
    function open(path: string, headers: Record<string, string>): Promise<number> {
      return new Promise((resolve) => {
        const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers })
        socket.on('open', () => {
          socket.terminate()
          resolve(101)
        })
        socket.on('unexpected-response', (_request, response) => {
          resolve(response.statusCode ?? 0)
          response.destroy()
        })
        socket.on('error', () => undefined)
      })
    }

    it('opens for the page and for scripts', async () => {
      const { cookie } = await signIn()
      expect(await open('/rpc', { cookie, origin: `http://127.0.0.1:${server.port}` })).toBe(101)
      expect(await open('/rpc', bearer)).toBe(101)
    })

    it('is refused without token, with a foreign origin or name, and elsewhere', async () => {
      const { cookie } = await signIn()
      expect(await open('/rpc', {})).toBe(401)
      expect(await open('/rpc', { authorization: 'Bearer wrong' })).toBe(401)
      expect(await open('/rpc', { cookie, origin: 'http://evil.example' })).toBe(403)
      expect(await open('/rpc', { cookie, host: 'evil.example' })).toBe(403)
      expect(await open('/elsewhere', { cookie })).toBe(404)
    })

    it('closes a connection that sends a frame over the limit', async () => {
      const socket = new WebSocket(`ws://127.0.0.1:${server.port}/rpc`, { headers: bearer })
      socket.on('open', () => socket.send('x'.repeat(17 * 1024 * 1024)))
      socket.on('error', () => undefined)
      const code = await new Promise((resolve) => socket.on('close', resolve))
      expect(code).toBe(1009)
    })

    it('answers a request to upgrade to something else like any other', async () => {
      const socket = connect(server.port, '127.0.0.1')
      socket.write(
        `GET /rpc HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nAuthorization: Bearer ${token}\r\n\r\n`,
      )
      const answer = await new Promise<string>((resolve) =>
        socket.once('data', (data) => resolve(data.toString())),
      )
      socket.destroy()
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
    })
  })

  it('without a page has the API alone', async () => {
    const bare = await startHeadlessServer({
      router: standInRouter(),
      host: '127.0.0.1',
      port: 0,
      token,
      version: '1',
      pageFolder: null,
    })
    try {
      expect(bare.uiUrl()).toBeNull()
      expect((await fetch(bare.url)).status).toBe(404)
      expect((await fetch(`${bare.apiUrl}/status`, { headers: bearer })).status).toBe(200)
    } finally {
      await bare.close()
    }
  })

  it('says what to do when its port is taken', async () => {
    const options = { router: standInRouter(), host: '127.0.0.1', token, version: '1', pageFolder: null }
    await expect(startHeadlessServer({ ...options, port: server.port })).rejects.toThrow(
      `The user interface cannot listen on 127.0.0.1:${server.port}: another program has that port. Choose another with --ui-port N (0: any free one), or end that program.`,
    )
  })

  it('answers bytes that are no HTTP with 400', async () => {
    const socket = connect(server.port, '127.0.0.1')
    socket.write('\x16\x03\x01 hello\r\n\r\n')
    const answer = await new Promise<string>((resolve) =>
      socket.once('data', (data) => resolve(data.toString())),
    )
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    socket.destroy()
  })
})
