import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { ReachOptions } from '../../../../src/main/engine/reach/index.js'
import type { ReachRequest } from '../../../../src/main/engine/reach/types.js'
import { createMemoryRecorder } from '../wire/memory-recorder.js'
import { createTestReach } from './test-reach.js'
import { startCpe, type ScriptedCpe } from './scripted-cpe.js'

const cpes: ScriptedCpe[] = []
afterEach(async () => {
  for (const cpe of cpes.splice(0)) await cpe.close()
})

async function cpeThat(...args: Parameters<typeof startCpe>): Promise<ScriptedCpe> {
  const cpe = await startCpe(...args)
  cpes.push(cpe)
  return cpe
}

const SECRET = 'corréct horse'
const CREDENTIALS = { connectionRequestUsername: 'acs "1"', connectionRequestPassword: SECRET }

async function request(
  url: string | null,
  options: Partial<ReachOptions> = {},
  wanted: ReachRequest = { method: 'http', waitMs: 0 },
) {
  const recorder = createMemoryRecorder()
  const { reach } = createTestReach({
    recorder,
    known: async () => ({ facts: url === null ? {} : { ConnectionRequestURL: url }, ip: null }),
    credentialsOf: () => CREDENTIALS,
    ...options,
  })
  const result = await reach.connectionRequest('00259E-X-1', wanted)
  const verdict = result.steps.at(-1)
  const steps = result.steps.slice(0, -1)
  return {
    recorder,
    result,
    names: steps.map(({ name, ok }) => (ok ? name : `${name} failed`)),
    last: steps.at(-1)?.detail ?? '',
    said: steps.map(({ detail }) => detail).join('\n'),
    verdict,
  }
}

const response = (line: string, fields: readonly string[] = [], body = '') =>
  ['HTTP/1.1 ' + line, ...fields, `Content-Length: ${body.length}`, '', body].join('\r\n')

const md5 = (text: string) => createHash('md5').update(text, 'utf8').digest('hex')
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

/** Fields of an Authorization header, by hand. */
function authorization(request: string): Record<string, string> {
  const line = /^Authorization: Digest (.*)$/m.exec(request)?.[1] ?? ''
  return Object.fromEntries(
    Array.from(line.matchAll(/(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^,\s]*))/g), (match) => [
      match[1] ?? '',
      match[2]?.replace(/\\(.)/g, '$1') ?? match[3] ?? '',
    ]),
  )
}

const hasCredentials = (request: string) => /^Authorization: /m.test(request)

describe('a CPE that is reached', () => {
  it('answers a GET without asking for credentials', async () => {
    const cpe = await cpeThat(() => ({ send: response('200 OK') }))
    const { result, names, last, recorder } = await request(`http://127.0.0.1:${cpe.port}/cr?id=a%2fb;c`)
    expect(result).toMatchObject({ ok: true, method: 'http' })
    expect(names).toEqual(['url', 'connect', 'challenge', 'answer'])
    expect(last).toBe('The CPE answered 200 OK: it opens a session within 30 seconds.')
    expect(cpe.requests[0]).toMatch(/^GET \/cr\?id=a%2fb;c HTTP\/1\.1\r\n/)
    expect(cpe.requests[0]).toContain(`\r\nHost: 127.0.0.1:${cpe.port}`)
    expect(recorder.entries.at(-1)).toEqual({
      type: 'event',
      event: {
        type: 'connection-request',
        at: expect.any(Number) as number,
        deviceId: '00259E-X-1',
        method: 'http',
        ok: true,
        steps: result.steps,
      },
    })
  })

  it('is recorded byte for byte, as a connection that we opened', async () => {
    const answer = response('204 No Content')
    const cpe = await cpeThat(() => ({ send: answer }))
    const { recorder } = await request(`http://127.0.0.1:${cpe.port}/`)
    expect(recorder.entries.slice(0, -1)).toEqual([
      {
        type: 'open',
        connection: 1,
        remote: `127.0.0.1:${cpe.port}`,
        local: expect.any(String) as string,
        outgoing: true,
      },
      { type: 'request', exchange: 1, connection: 1, text: `${cpe.requests[0]}\r\n\r\n`, complete: true },
      { type: 'response', exchange: 1, text: answer },
      { type: 'closed', connection: 1, reason: 'closed by us' },
    ])
  })

  it.each([
    ['MD5 with qop', 'algorithm=MD5, qop="auth"'],
    ['MD5 without qop', ''],
    ['MD5-sess', 'algorithm=MD5-sess, qop="auth-int,auth"'],
    ['SHA-256', 'algorithm=SHA-256, qop=auth, opaque="op"'],
  ])('gets a right digest answer over the same connection: %s', async (_, fields) => {
    const challenge = `WWW-Authenticate: Digest realm="cpe", nonce="n0"${fields && `, ${fields}`}`
    const cpe = await cpeThat((get) => {
      if (!hasCredentials(get)) return { send: response('401 Unauthorized', [challenge], 'who?') }
      const sent = authorization(get)
      const h = sent.algorithm === 'SHA-256' ? sha256 : md5
      const plain = h(`acs "1":cpe:${SECRET}`)
      const a1 = sent.algorithm === 'MD5-sess' ? h(`${plain}:n0:${sent.cnonce}`) : plain
      const middle = fields.includes('qop') ? `n0:${sent.nc}:${sent.cnonce}:auth` : 'n0'
      const right =
        sent.username === 'acs "1"' &&
        sent.uri === '/x' &&
        (!fields.includes('opaque') || sent.opaque === 'op') &&
        sent.response === h(`${a1}:${middle}:${h('GET:/x')}`)
      return { send: response(right ? '200 OK' : '400 Wrong') }
    })
    const { result, names, said } = await request(`http://127.0.0.1:${cpe.port}/x`)
    expect(said).toContain('200 OK')
    expect(result.ok).toBe(true)
    expect(names).toEqual(['url', 'connect', 'challenge', 'digest', 'authorise', 'answer'])
    expect(said).toContain('digest authentication, realm "cpe"')
    expect(cpe.connections).toBe(1)
  })

  it('never says the password in the step log', async () => {
    const cpe = await cpeThat((get) => ({
      send: hasCredentials(get)
        ? response('200 OK')
        : response('401 No', ['WWW-Authenticate: Basic realm="r"']),
    }))
    const { said, result } = await request(`http://127.0.0.1:${cpe.port}/`)
    expect(result.ok).toBe(true)
    expect(said).toContain('acs "1"')
    expect(said).not.toContain(SECRET)
    expect(cpe.requests[1]).toContain(
      `Authorization: Basic ${Buffer.from(`acs "1":${SECRET}`).toString('base64')}`,
    )
  })

  it('gets the second GET over a new connection when it closes the first after its 401', async () => {
    const cpe = await cpeThat((get) =>
      hasCredentials(get)
        ? { send: response('200 OK') }
        : {
            send: 'HTTP/1.0 401 Unauthorized\r\nWWW-Authenticate: Digest realm="r", nonce="n"\r\n\r\n',
            close: true,
          },
    )
    const { result, names } = await request(`http://127.0.0.1:${cpe.port}/`)
    expect(names).toEqual(['url', 'connect', 'challenge', 'digest', 'connect', 'authorise', 'answer'])
    expect(result.ok).toBe(true)
    expect(cpe.connections).toBe(2)
  })

  it('gets the second GET over a new connection when it drops the first only on that GET', async () => {
    const cpe = await cpeThat((get, socket, connection) => {
      if (!hasCredentials(get))
        return { send: response('401 No', ['WWW-Authenticate: Digest realm="r", nonce="n"']) }
      if (connection > 1) return { send: response('200 OK') }
      socket.destroy()
      return null
    })
    const { result } = await request(`http://127.0.0.1:${cpe.port}/`)
    expect(result.ok).toBe(true)
    expect(cpe.connections).toBe(2)
  })

  it('gets the second GET over a new connection when nobody can tell where its 401 ends', async () => {
    const cpe = await cpeThat((get) => ({
      send: hasCredentials(get)
        ? response('200 OK')
        : 'HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm="r", nonce="n"\r\n\r\n',
    }))
    const { result } = await request(`http://127.0.0.1:${cpe.port}/`)
    expect(result.ok).toBe(true)
    expect(cpe.connections).toBe(2)
  })

  it('may bind its nonce to the connection it closed', async () => {
    const cpe = await cpeThat((get, _socket, connection) => {
      const nonce = `nonce-of-${Math.max(2, connection)}`
      if (authorization(get).nonce === nonce && connection > 1) return { send: response('200 OK') }
      const mine = connection === 1 ? 'nonce-of-1' : nonce
      return {
        send: response('401 No', [`WWW-Authenticate: Digest realm="r", nonce="${mine}", qop="auth"`]),
        close: connection === 1,
      }
    })
    const { result } = await request(`http://127.0.0.1:${cpe.port}/`)
    expect(result.ok).toBe(true)
    expect(cpe.connections).toBe(2)
  })

  it('may call a nonce stale', async () => {
    const cpe = await cpeThat((get) => {
      if (authorization(get).nonce === 'new') return { send: response('200 OK') }
      const fields = hasCredentials(get) ? 'nonce="new", stale=true' : 'nonce="old"'
      return { send: response('401 No', [`WWW-Authenticate: Digest realm="r", ${fields}`]) }
    })
    expect((await request(`http://127.0.0.1:${cpe.port}/`)).result.ok).toBe(true)
  })

  it('may leave out the length of its answer and the connection open', async () => {
    const cpe = await cpeThat(() => ({ send: 'HTTP/1.1 200 OK\n\n' }))
    const { result, recorder } = await request(`http://127.0.0.1:${cpe.port}/`)
    expect(result.ok).toBe(true)
    expect(recorder.entries).toContainEqual({ type: 'response', exchange: 1, text: 'HTTP/1.1 200 OK\n\n' })
  })

  it('may have an IPv6 address', async () => {
    const cpe = await cpeThat(() => ({ send: response('200 OK') }), '::1')
    const { result, said } = await request(`http://[::1]:${cpe.port}/`)
    expect(result.ok).toBe(true)
    expect(said).toContain(`Connected to [::1]:${cpe.port}`)
    expect(cpe.requests[0]).toContain(`Host: [::1]:${cpe.port}`)
  })

  it('may go by name', async () => {
    const cpe = await cpeThat(() => ({ send: response('200 OK') }), 'localhost')
    const { names, result } = await request(`http://localhost:${cpe.port}/`)
    expect(result.ok).toBe(true)
    expect(names.slice(0, 3)).toEqual(['url', 'resolve', 'connect'])
  })
})

describe('a CPE that is not reached', () => {
  it.each([
    [null, 'has not told its ConnectionRequestURL'],
    ['  ', 'has not told its ConnectionRequestURL'],
    ['ftp://x/', 'is not an http URL'],
    ['192.168.1.1:7547/cr', 'is not an http URL'],
    ['http://', 'is not an http URL'],
    ['http://0.0.0.0:7547/', 'does not know its own address yet'],
  ])('has no usable URL: %j', async (url, said) => {
    const { names, last, recorder } = await request(url)
    expect(names).toEqual(['url failed'])
    expect(last).toContain(said)
    expect(recorder.entries.map(({ type }) => type)).toEqual(['event'])
  })

  it('has a name nobody knows', async () => {
    const { names, last } = await request('http://no-such-cpe.invalid:7547/')
    expect(names).toEqual(['url', 'resolve failed'])
    expect(last).toContain('no-such-cpe.invalid')
  })

  it('does not listen', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    server.close()
    await once(server, 'close')
    const { names, last } = await request(`http://127.0.0.1:${port}/`)
    expect(names).toEqual(['url', 'connect failed'])
    expect(last).toContain('refused the connection')
  })

  it('does not answer in time', async () => {
    const cpe = await cpeThat(() => null)
    const { names, last, recorder } = await request(`http://127.0.0.1:${cpe.port}/`, { timeoutMs: 50 })
    expect(names).toEqual(['url', 'connect', 'answer failed'])
    expect(last).toContain('did not answer within 0.05 s')
    expect(recorder.entries.map(({ type }) => type)).toEqual(['open', 'request', 'closed', 'event'])
  })

  it('closes without an answer', async () => {
    const cpe = await cpeThat((_get, socket) => {
      socket.destroy()
      return null
    })
    expect((await request(`http://127.0.0.1:${cpe.port}/`)).last).toContain(
      'closed the connection without an answer',
    )
  })

  it('speaks something else', async () => {
    const cpe = await cpeThat(() => ({ send: 'SSH-2.0-dropbear\r\n', close: true }))
    const { last, recorder } = await request(`http://127.0.0.1:${cpe.port}/`)
    expect(last).toContain('not HTTP: "SSH-2.0-dropbear')
    expect(recorder.entries).toContainEqual({ type: 'response', exchange: 1, text: 'SSH-2.0-dropbear\r\n' })
  })

  it('refuses the credentials', async () => {
    const cpe = await cpeThat(() => ({
      send: response('401 No', ['WWW-Authenticate: Digest realm="r", nonce="n"']),
    }))
    const { names, last } = await request(`http://127.0.0.1:${cpe.port}/`)
    expect(names).toEqual(['url', 'connect', 'challenge', 'digest', 'authorise failed'])
    expect(last).toContain('refused the user name "acs "1""')
    expect(last).toContain('ConnectionRequestPassword')
    expect(cpe.requests).toHaveLength(2)
  })

  it('asks for credentials nobody has', async () => {
    const cpe = await cpeThat(() => ({
      send: response('401 No', ['WWW-Authenticate: Digest realm="r", nonce="n"']),
    }))
    const { names, last } = await request(`http://127.0.0.1:${cpe.port}/`, { credentialsOf: () => null })
    expect(names).toEqual(['url', 'connect', 'challenge', 'authorise failed'])
    expect(last).toContain('none are stored for it')
  })

  it.each([
    ['WWW-Authenticate: Digest realm="r", nonce="n", algorithm=X', 'algorithm X'],
    ['WWW-Authenticate: NTLM', '"ntlm", which is not supported'],
    ['X: y', 'without saying how to log in'],
  ])('asks for a log-in nobody can do: %s', async (field, said) => {
    const cpe = await cpeThat(() => ({ send: response('401 No', [field]) }))
    const { names, last } = await request(`http://127.0.0.1:${cpe.port}/`)
    expect(names).toEqual(['url', 'connect', 'challenge failed'])
    expect(last).toContain(said)
  })

  it.each([
    ['404 Not Found', [], 'has changed'],
    ['403 Forbidden', [], 'access list'],
    [
      '302 Found',
      ['Location: http://elsewhere/'],
      'to http://elsewhere/, and connection requests do not follow',
    ],
    ['500 Oops', [], 'where 200 or 204 was due'],
  ])('answers %s', async (line, fields, said) => {
    const cpe = await cpeThat(() => ({ send: response(line, fields) }))
    const { names, last, result } = await request(`http://127.0.0.1:${cpe.port}/`)
    expect(names).toEqual(['url', 'connect', 'answer failed'])
    expect(last).toContain(`The CPE answered ${line}`)
    expect(last).toContain(said)
    expect(result.ok).toBe(false)
  })

  it('cannot make us write a header of its own by its URL', async () => {
    const cpe = await cpeThat(() => ({ send: response('200 OK') }))
    await request(`http://127.0.0.1:${cpe.port}/a b\r\nX-Evil: 1`)
    expect(cpe.requests[0]).not.toMatch(/^X-Evil/m)
  })
})

describe('trouble of our own', () => {
  it('is a failed step too', async () => {
    const { names, last } = await request('', {
      known: () => Promise.reject(new Error('the capture is closed')),
    })
    expect(names).toEqual(['answer failed'])
    expect(last).toContain('the capture is closed')
  })

  it('does not stand in the way of the call when the journal cannot be written', async () => {
    const cpe = await cpeThat(() => ({ send: response('200 OK') }))
    const recorder = createMemoryRecorder()
    recorder.fail('request')
    recorder.event = () => Promise.reject(new Error('disk full'))
    expect((await request(`http://127.0.0.1:${cpe.port}/`, { recorder })).result.ok).toBe(true)
  })
})
