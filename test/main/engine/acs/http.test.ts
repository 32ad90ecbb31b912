import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultQuirks } from '../../../../src/core/quirks/index.js'
import { RawConnection } from './raw-cpe.js'
import { curlPost, hasCurl, inform, informDevice, startAcs, type RunningAcs } from './running-acs.js'

let running: RunningAcs

beforeEach(async () => {
  running = await startAcs()
})
afterEach(async () => {
  await running.stop()
  expect(running.problems).toEqual([])
})

const bindings = (): readonly string[] =>
  running.recorder.lines.flatMap((line) =>
    line.type === 'binding' ? [`${String(line.exchange)}:${String(line.session)}:${line.boundBy}`] : [],
  )
const ended = (session: number): Promise<unknown> =>
  running.recorder.until(
    (line) => line.type === 'event' && line.event.type === 'session-ended' && line.event.session === session,
  )
const post = (body: string, ...headers: readonly string[]): string =>
  [
    'POST /acs HTTP/1.1',
    'Host: a',
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    ...headers,
    '',
    body,
  ].join('\r\n')

describe('Expect: 100-continue', () => {
  const head = (length: number): string =>
    [
      'POST /acs HTTP/1.1',
      'Host: a',
      `Content-Length: ${String(length)}`,
      'Expect: 100-continue',
      '',
      '',
    ].join('\r\n')

  it('is answered before the body comes', async () => {
    const cpe = await running.open()
    cpe.write(head(Buffer.byteLength(inform())))
    expect((await cpe.answer()).status).toBe(100)
    cpe.write(inform())
    expect((await cpe.answer()).body).toContain('InformResponse')
  })

  it('is answered with 413 where the body would be too long, and no byte of it is wanted', async () => {
    const cpe = await running.open()
    cpe.write(head(30_000))
    const answer = await cpe.answer()
    expect(answer).toMatchObject({ status: 413, body: expect.stringContaining('larger than 20000 bytes') })
    await cpe.closed()
  })

  it('is answered with 417 where it expects something else', async () => {
    const cpe = await running.open()
    cpe.write(post('', 'Expect: a-miracle'))
    expect((await cpe.answer()).status).toBe(417)
  })

  it.skipIf(!hasCurl)('is what curl does', async () => {
    const url = `http://127.0.0.1:${String(running.port)}/`
    const { statuses } = await curlPost(url, inform(), '-H', 'Expect: 100-continue')
    expect(statuses).toEqual([100, 200])
  })
})

describe('pipelining', () => {
  it('is refused: the first POST has its answer, the session goes on', async () => {
    const cpe = await running.open()
    cpe.write(post(inform()) + post(''))
    const welcome = await cpe.answer()
    expect(welcome.body).toContain('InformResponse')
    const refused = await cpe.answer()
    expect(refused).toMatchObject({ status: 400, body: expect.stringContaining('CWMP forbids pipelining') })
    await cpe.closed()
    expect(bindings()).toEqual(['1:1:connection', '2:1:connection'])
    const again = await running.open()
    const cookie = (welcome.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    expect((await again.post('', { Cookie: cookie })).status).toBe(204)
    await ended(1)
    expect(running.recorder.ends).toEqual(['1 completed'])
  })

  it('is refused for each POST of many, in order', async () => {
    const cpe = await running.open()
    cpe.write(post(inform()) + post('') + post(''))
    expect((await cpe.answer()).status).toBe(200)
    expect((await cpe.answer()).status).toBe(400)
    await cpe.closed()
  })
})

describe('HTTP/1.0', () => {
  it('is served, one request a connection', async () => {
    const cpe = await running.open()
    cpe.write(
      `POST /acs HTTP/1.0\r\nContent-Length: ${String(Buffer.byteLength(inform()))}\r\n\r\n${inform()}`,
    )
    const answer = await cpe.answer()
    expect(answer.body).toContain('InformResponse')
    expect(answer.headers.has('transfer-encoding')).toBe(false)
    await cpe.closed()
  })

  it('is kept alive where it asks for that', async () => {
    const cpe = await running.open()
    const head = 'POST /acs HTTP/1.0\r\nConnection: keep-alive\r\n'
    cpe.write(`${head}Content-Length: ${String(Buffer.byteLength(inform()))}\r\n\r\n${inform()}`)
    expect((await cpe.answer()).headers.get('connection')?.toLowerCase()).toBe('keep-alive')
    cpe.write(`${head}Content-Length: 0\r\n\r\n`)
    expect((await cpe.answer()).status).toBe(204)
  })
})

describe('answers in chunks, where a CPE is to be tried with them', () => {
  beforeEach(async () => {
    await running.stop()
    running = await startAcs({ quirksOf: () => ({ ...defaultQuirks, chunkedAnswers: true }) })
  })

  it('are whole for who reads them', async () => {
    const answer = await fetch(`http://127.0.0.1:${String(running.port)}/`, {
      method: 'POST',
      body: inform(),
    })
    expect(answer.headers.get('transfer-encoding')).toBe('chunked')
    expect(answer.headers.get('content-length')).toBeNull()
    expect(await answer.text()).toMatch(/^<\?xml[\s\S]+InformResponse[\s\S]+Envelope>\s*$/)
    const [, response] = running.recorder.lines.filter(({ type }) => type !== 'binding')
    expect(response).toMatchObject({ text: expect.stringMatching(/\r\n0\r\n\r\n$/) })
  })

  it('are not for who speaks HTTP/1.0', async () => {
    const cpe = await running.open()
    cpe.write(`POST / HTTP/1.0\r\nContent-Length: ${String(Buffer.byteLength(inform()))}\r\n\r\n${inform()}`)
    const answer = await cpe.answer()
    expect(answer.headers.has('transfer-encoding')).toBe(false)
    expect(answer.body).toContain('InformResponse')
  })
})

describe('content coding', () => {
  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['Deflate', deflateRawSync],
  ] as const)('%s is undone', async (coding, code) => {
    const cpe = await running.open()
    const answer = await cpe.post(code(inform()), { 'Content-Encoding': coding })
    expect(answer.body).toContain('InformResponse')
  })

  it.each(['br', 'compress', 'gzip, gzip'])('%s is refused with what would be read', async (coding) => {
    const cpe = await running.open()
    const answer = await cpe.post('xxxx', { 'Content-Encoding': coding })
    expect(answer.status).toBe(415)
    expect(answer.headers.get('accept-encoding')).toBe('gzip, deflate')
    expect(answer.body).toContain(coding)
  })
})

describe('limits', () => {
  it('answer a head that never ends with 408, and leave others undisturbed', async () => {
    await running.stop()
    running = await startAcs({ headTimes: { headersTimeout: 100, connectionsCheckingInterval: 20 } })
    const slow = await running.open()
    slow.write('POST /acs HTTP/1.1\r\nHost: a\r\nX-A')
    const drip = setInterval(() => {
      slow.write('a')
    }, 10)
    const other = await running.open()
    expect((await other.post(inform())).status).toBe(200)
    expect((await slow.answer()).status).toBe(408)
    clearInterval(drip)
    await slow.closed()
    expect((await other.post()).status).toBe(204)
  })

  it('close connections beyond the greatest number, and say so', async () => {
    await running.stop()
    running = await startAcs({ maxConnections: 2 })
    const first = await running.open()
    await running.open()
    const third = await running.open()
    await third.closed()
    expect((await first.post(inform())).status).toBe(200)
    expect(running.acs.reachability.connection?.detail).toContain('2 are open already')
  })

  it('hold with hundreds of idle connections', async () => {
    const idle = await Promise.all(Array.from({ length: 500 }, () => RawConnection.open(running.port)))
    const cpe = await running.open()
    expect((await cpe.post(inform())).status).toBe(200)
    for (const connection of idle) connection.close()
  })
})

it('takes any path, and a body in many small pieces', async () => {
  const cpe = await running.open()
  const xml = inform()
  cpe.write(
    `POST /some/where?else=1&x=%20 HTTP/1.1\r\nContent-Length: ${String(Buffer.byteLength(xml))}\r\n\r\n`,
  )
  for (let at = 0; at < xml.length; at += 50) {
    cpe.write(xml.slice(at, at + 50))
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect((await cpe.answer()).body).toContain('InformResponse')
})

describe('behind a proxy that speaks the PROXY protocol', () => {
  const header = (source: string): string => `PROXY TCP4 ${source} 198.51.100.1 40000 7547\r\n`
  const version2 = (...address: readonly number[]): Buffer =>
    Buffer.concat([
      Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1'),
      Buffer.from([0x21, 0x11, 0, 12, ...address, 198, 51, 100, 1, 0x9c, 0x40, 0x1d, 0x7b]),
    ])

  beforeEach(async () => {
    await running.stop()
    running = await startAcs({ trustProxy: true })
  })

  it('knows CPEs by what it says, version 1 and 2, also in pieces', async () => {
    const one = await running.open()
    for (const piece of [header('192.0.2.7').slice(0, 9), header('192.0.2.7').slice(9)]) {
      one.write(piece)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect((await one.post(inform())).status).toBe(200)
    expect(running.acs.reachability.http?.detail).toContain('192.0.2.7:40000')
    const two = await running.open()
    two.write(Buffer.concat([version2(192, 0, 2, 8), Buffer.from(post(inform('SN2')))]))
    expect((await two.answer()).status).toBe(200)
    expect(running.acs.reachability.http?.detail).toContain('192.0.2.8:40000')
    // The connection is the CPE's own: it ties the session where there is no cookie.
    expect((await two.post()).status).toBe(204)
    expect(bindings()).toEqual(['1:1:connection', '2:2:connection', '3:2:connection'])
    expect(running.acs.hasOpenSession(informDevice())).toBe(true)
  })

  it('serves who comes without the header, and refuses one that cannot be read', async () => {
    const direct = await running.open()
    expect((await direct.post(inform())).status).toBe(200)
    const broken = await running.open()
    broken.write('PROXY TCP4 nonsense\r\n')
    await broken.closed()
    expect(running.acs.refused).toMatchObject([{ kind: 'connection', reason: 'proxy-header-broken' }])
  })

  it('does not believe a header where no proxy is trusted', async () => {
    await running.stop()
    running = await startAcs()
    const cpe = await running.open()
    cpe.write(header('192.0.2.7') + post(inform()))
    expect(await cpe.answer()).toMatchObject({ status: 400, body: expect.stringContaining('--trust-proxy') })
    expect(running.recorder.ends).toEqual([])
  })
})
