import { afterEach, describe, expect, it } from 'vitest'
import { createMemoryRecorder } from '../wire/memory-recorder.js'
import { startCpe, type ScriptedCpe } from './scripted-cpe.js'
import { createTestReach } from './test-reach.js'

const cpes: ScriptedCpe[] = []
afterEach(async () => {
  for (const cpe of cpes.splice(0)) await cpe.close()
})

const id = '00259E-X-1'
const reply = (line: string) => ({ send: `HTTP/1.1 ${line}\r\nContent-Length: 0\r\n\r\n` })

async function cpeThat(...args: Parameters<typeof startCpe>): Promise<string> {
  const cpe = await startCpe(...args)
  cpes.push(cpe)
  return `http://127.0.0.1:${cpe.port}/`
}

const known = (url: string, more: Readonly<Record<string, string>> = {}) => ({
  known: async () => ({ facts: { ConnectionRequestURL: url, ...more }, ip: null }),
})

describe('the session that was asked for', () => {
  it('is waited for, and the time it took is told', async () => {
    const url = await cpeThat(() => reply('200 OK'))
    let answered = 0
    const { reach, session, watching } = createTestReach(known(url))
    const result = await reach.connectionRequest(id, {
      onAnswered() {
        answered++
        session(id)
      },
    })
    expect(result).toMatchObject({ ok: true, method: 'http', session: { seen: true } })
    expect(result.session?.afterMs).toBeLessThan(2000)
    const [step, verdict] = result.steps.slice(-2)
    expect(step).toMatchObject({ name: 'session', ok: true })
    expect(step?.detail).toMatch(/^Its Inform with 6 CONNECTION REQUEST came \d+ ms after the call began\.$/)
    expect(verdict).toMatchObject({ name: 'verdict', ok: true })
    expect(verdict?.detail).toMatch(/^The CPE was called by HTTP and came: \d+ ms in all\.$/)
    expect(verdict?.ms).toBeGreaterThanOrEqual(Math.max(...result.steps.slice(0, -1).map(({ ms }) => ms)))
    expect(answered).toBe(1)
    expect(watching()).toBe(0)
  })

  it('counts also when it comes before the answer has been read', async () => {
    const url = await cpeThat(() => {
      session(id)
      return reply('200 OK')
    })
    const { reach, session } = createTestReach(known(url))
    expect((await reach.connectionRequest(id)).session).toMatchObject({ seen: true })
  })

  it('is missed after the time for it, and the verdict says what to check', async () => {
    const url = await cpeThat(() => reply('204 No Content'))
    const { reach, session } = createTestReach(known(url))
    const result = await reach.connectionRequest(id, {
      waitMs: 60,
      onAnswered() {
        session('00259E-X-2')
        session(id, ['6 CONNECTION REQUEST'], Date.now() - 5000)
        session(id, ['2 PERIODIC'])
      },
    })
    expect(result).toMatchObject({ ok: true, session: { seen: false } })
    const [step, verdict] = result.steps.slice(-2)
    expect(step).toMatchObject({ name: 'session', ok: false })
    expect(step?.detail).toContain('A session with 2 PERIODIC came meanwhile')
    expect(verdict).toMatchObject({ name: 'verdict', ok: false })
    expect(verdict?.detail).toContain('no session came')
    expect(verdict?.detail).toContain('ACS URL')
  })

  it('is not waited for where nobody wants to', async () => {
    const url = await cpeThat(() => reply('200 OK'))
    const result = await createTestReach(known(url)).reach.connectionRequest(id, { waitMs: 0 })
    expect(result.session).toBeUndefined()
    expect(result.steps.at(-1)).toMatchObject({ name: 'verdict', ok: true })
  })

  it('is not waited for after a refusal, which the verdict sums up', async () => {
    const url = await cpeThat(() => reply('404 Not Found'))
    const result = await createTestReach(known(url)).reach.connectionRequest(id)
    expect(result).toMatchObject({ ok: false })
    expect(result.session).toBeUndefined()
    const verdict = result.steps.at(-1)
    expect(verdict).toMatchObject({ name: 'verdict', ok: false })
    expect(verdict?.detail).toContain('was not reached by HTTP: the call ended at the step "answer"')
    expect(verdict?.detail).toContain('next periodic Inform')
  })
})

describe('a CPE that answers 503', () => {
  it('is called once more after a moment, and no third time', async () => {
    let requests = 0
    const url = await cpeThat(() => reply(++requests === 1 ? '503 Busy' : '200 OK'))
    const result = await createTestReach(known(url)).reach.connectionRequest(id, { waitMs: 0 })
    expect(result.ok).toBe(true)
    expect(result.steps.map(({ name }) => name)).toContain('retry')
    expect(requests).toBe(2)

    const never = await cpeThat(() => reply('503 Busy'))
    const failed = await createTestReach(known(never)).reach.connectionRequest(id)
    expect(failed.ok).toBe(false)
    expect(failed.steps.at(-2)?.detail).toContain('Try again in half a minute')
    expect(cpes.at(-1)?.requests).toHaveLength(2)
  })

  it('is left alone when its session has come meanwhile', async () => {
    const url = await cpeThat(() => {
      session(id, ['4 VALUE CHANGE'])
      return reply('503 Busy')
    })
    const { reach, session } = createTestReach(known(url))
    const result = await reach.connectionRequest(id)
    expect(result).toMatchObject({ ok: true, session: { seen: true } })
    expect(result.steps.at(-1)?.detail).toContain('in a session of its own')
    expect(cpes.at(-1)?.requests).toHaveLength(1)
  })

  it('is left alone when its session comes while we wait', async () => {
    const url = await cpeThat(() => {
      setTimeout(() => session(id, ['2 PERIODIC']), 5)
      return reply('503 Busy')
    })
    const { reach, session } = createTestReach({ ...known(url), retryMs: 200 })
    expect(await reach.connectionRequest(id)).toMatchObject({ ok: true, session: { seen: true } })
    expect(cpes.at(-1)?.requests).toHaveLength(1)
  })

  it('is told to be in a session with us where it is', async () => {
    const url = await cpeThat(() => reply('503 Busy'))
    const { reach } = createTestReach({ ...known(url), hasOpenSession: () => true })
    const { steps } = await reach.connectionRequest(id)
    expect(steps.find(({ name }) => name === 'session-open')?.detail).toContain('goes out in it')
  })
})

describe('the digest', () => {
  it('has its inputs told, but for the password', async () => {
    const url = await cpeThat((get) =>
      /^Authorization: /m.test(get)
        ? reply('200 OK')
        : {
            send: 'HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm="r", nonce="n0", qop="auth", algorithm=SHA-256\r\nContent-Length: 0\r\n\r\n',
          },
    )
    const { reach } = createTestReach({
      ...known(`${url}cr`),
      credentialsOf: () => ({ connectionRequestUsername: 'u', connectionRequestPassword: 'hunter2' }),
    })
    const { steps } = await reach.connectionRequest(id, { waitMs: 0 })
    const detail = steps.find(({ name }) => name === 'digest')?.detail ?? ''
    for (const part of [
      'SHA-256',
      'user name "u"',
      'realm "r"',
      'nonce n0',
      'uri /cr',
      'nc 00000001',
      'qop auth',
    ])
      expect(detail).toContain(part)
    const cnonce = /cnonce ([0-9a-f]+)/.exec(detail)?.[1] ?? 'none'
    expect(cpes.at(-1)?.requests[1]).toContain(`cnonce="${cnonce}"`)
    expect(JSON.stringify(steps)).not.toContain('hunter2')
  })
})

describe('the way to call', () => {
  it('is said with its reason when nobody chose, and obeyed when somebody did', async () => {
    const url = await cpeThat(() => reply('200 OK'))
    const { reach } = createTestReach(known(url, { UDPConnectionRequestAddress: '127.0.0.1:9' }))
    const chosen = await reach.connectionRequest(id, { waitMs: 0 })
    expect(chosen.steps[0]).toMatchObject({ name: 'method', ok: true })
    expect(chosen.steps[0]?.detail).toContain('HTTP')
    const udp = await reach.connectionRequest(id, { method: 'udp', waitMs: 0 })
    expect(udp.method).toBe('udp')
    expect(udp.steps[0]?.name).not.toBe('method')
  })

  it('is another one after a failure, and what worked after a success', async () => {
    let accept = false
    const url = await cpeThat(() => reply(accept ? '200 OK' : '500 Oops'))
    const { reach, session } = createTestReach({
      ...known(url, { UDPConnectionRequestAddress: '127.0.0.1:9' }),
      credentialsOf: () => ({ connectionRequestUsername: 'u', connectionRequestPassword: 'p' }),
    })
    expect((await reach.connectionRequest(id)).method).toBe('http')
    expect(await reach.connectionRequest(id, { waitMs: 10 })).toMatchObject({
      method: 'udp',
      ok: false,
      session: { seen: false },
    })
    accept = true
    const back = await reach.connectionRequest(id, { onAnswered: () => session(id) })
    expect(back).toMatchObject({ method: 'http', ok: true })
    const again = await reach.connectionRequest(id, { onAnswered: () => session(id) })
    expect(again.steps[0]?.detail).toBe('HTTP worked last time.')
  })

  it('is journalled with how it went', async () => {
    const recorder = createMemoryRecorder()
    await createTestReach({ recorder }).reach.connectionRequest(id, { method: 'xmpp' })
    expect(recorder.entries.at(-1)).toMatchObject({
      type: 'event',
      event: { type: 'connection-request', deviceId: id, method: 'xmpp', ok: false },
    })
  })
})
