import { once } from 'node:events'
import { createServer as createHttpServer, request as httpRequest, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createClientTap, createMicrosClock, formatAddress } from '../../../../src/main/engine/wire/index.js'
import { createMemoryRecorder } from './memory-recorder.js'

const server = createHttpServer((request, response) => {
  request.resume().on('end', () => response.end(`answer to ${request.url}`))
})
afterEach(async () => {
  if (!server.listening) return
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
})

async function tapped() {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  await once(socket, 'connect')
  const recorder = createMemoryRecorder()
  return { recorder, stream: createClientTap({ recorder, source: 'simulator' })(socket) }
}

describe('the tap under a client', () => {
  it('journals what an HTTP client of Node sends and gets', async () => {
    const { recorder, stream } = await tapped()
    const request = httpRequest({ path: '/a', method: 'POST', createConnection: () => stream })
    request.end('body')
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    let body = ''
    for await (const part of response) body += String(part)
    expect(body).toBe('answer to /a')
    const [asked] = recorder.requests
    expect(asked).toMatchObject({ source: 'simulator', complete: true })
    expect(recorder.entries.map(({ type }) => type).slice(0, 3)).toEqual(['open', 'request', 'response'])
    const texts = recorder.entries.map((entry) => ('text' in entry ? entry.text : ''))
    expect(texts[1]).toMatch(/^POST \/a HTTP\/1\.1\r\n[^]*\r\n\r\nbody$/)
    expect(texts[2]).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*answer to \/a$/)
  })

  it('lets a request out only after the journal has it', async () => {
    const { recorder, stream } = await tapped()
    const release = recorder.hold('request')
    let arrived = false
    server.once('request', () => (arrived = true))
    stream.write('GET /b HTTP/1.1\r\nHost: x\r\n\r\n')
    await recorder.until(() => recorder.requests.length === 1)
    await new Promise((resolve) => setImmediate(resolve))
    expect(arrived).toBe(false)
    release()
    await once(stream, 'data')
    expect(arrived).toBe(true)
    stream.destroy()
    await once(stream, 'close')
  })

  it('pairs pipelined requests with their responses', async () => {
    const { recorder, stream } = await tapped()
    stream.write('GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n')
    stream.resume()
    await recorder.until(() => recorder.responses.length === 2)
    expect(recorder.responses.map(({ exchange, body }) => [exchange, Buffer.from(body).toString()])).toEqual([
      [1, 'answer to /1'],
      [2, 'answer to /2'],
    ])
    stream.destroy()
    await once(stream, 'close')
  })
})

describe('createMicrosClock', () => {
  it('follows the steady clock, and the wall clock where the two part', () => {
    let steady = 1000
    let wall = 1000
    const now = createMicrosClock(
      () => steady,
      () => wall,
    )
    steady += 0.0015
    expect(now()).toBe(1_000_002)
    wall += 400
    expect(now()).toBe(1_000_002)
    // The machine slept for an hour: the steady clock did not count it.
    wall += 3_600_000
    expect(now()).toBe(3_601_400_000)
    steady += 1
    wall += 1
    expect(now()).toBe(3_601_401_000)
  })
})

describe('formatAddress', () => {
  it('puts IPv6 in brackets and writes mapped IPv4 as IPv4', () => {
    expect(formatAddress('10.0.0.1', 80)).toBe('10.0.0.1:80')
    expect(formatAddress('fe80::1', 80)).toBe('[fe80::1]:80')
    expect(formatAddress('::ffff:10.0.0.1', 80)).toBe('10.0.0.1:80')
    expect(formatAddress(undefined, 80)).toBe('')
  })
})
