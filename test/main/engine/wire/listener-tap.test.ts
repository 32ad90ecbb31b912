import { once } from 'node:events'
import { createServer as createHttpServer, type RequestListener, type Server as HttpServer } from 'node:http'
import { createServer as createSocketServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createListenerTap, tappedExchange } from '../../../../src/main/engine/wire/index.js'
import { createMemoryRecorder, type Entry, type MemoryRecorder } from './memory-recorder.js'
import { connectRaw, type RawClient } from './raw-client.js'

interface Listening {
  readonly recorder: MemoryRecorder
  readonly http: HttpServer
  /** The listener's ends of the connections, below the tap. */
  readonly below: readonly Socket[]
  client(): Promise<RawClient>
}

const openServers: { http: HttpServer; sockets: Server; clients: RawClient[] }[] = []

afterEach(async () => {
  for (const { http, sockets, clients } of openServers.splice(0)) {
    for (const { socket } of clients) socket.destroy()
    http.closeAllConnections()
    sockets.close()
    await once(sockets, 'close')
  }
})

const echo: RequestListener = (request, response) => {
  const exchange = tappedExchange(request)
  if (!exchange) throw new Error('not tapped')
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    void exchange.committed.then(() => {
      response.setHeader('X-Exchange', exchange.exchange)
      response.end(`${request.method} ${request.url} ${Buffer.concat(parts).toString('latin1')}`)
    })
  })
}

async function listen(listener: RequestListener = echo, maxBodyBytes = 1_000_000): Promise<Listening> {
  const recorder = createMemoryRecorder()
  const below: Socket[] = []
  let clock = 1_000
  const tap = createListenerTap({ recorder, source: 'acs', maxBodyBytes, now: () => ++clock })
  const http = createHttpServer({ insecureHTTPParser: true }, listener)
  const sockets = createSocketServer({ allowHalfOpen: true }, (socket) => {
    below.push(socket)
    tap.accept(socket, http)
  })
  sockets.listen(0, '127.0.0.1')
  await once(sockets, 'listening')
  const clients: RawClient[] = []
  openServers.push({ http, sockets, clients })
  return {
    recorder,
    http,
    below,
    async client() {
      const client = await connectRaw((sockets.address() as AddressInfo).port)
      clients.push(client)
      return client
    },
  }
}

const requestsIn = (recorder: MemoryRecorder) =>
  recorder.entries
    .filter((entry) => entry.type === 'request')
    .map(({ text, complete }) => ({ text, complete }))
const responsesIn = (recorder: MemoryRecorder) =>
  recorder.entries.filter((entry) => entry.type === 'response').map(({ text }) => text)
const has =
  (recorder: MemoryRecorder, type: Entry['type'], count = 1) =>
  () =>
    recorder.entries.filter((entry) => entry.type === type).length >= count

const post = (target: string, body: string) =>
  `POST ${target} HTTP/1.1\r\nhost: acs\r\nContent-Length: ${body.length}\r\n\r\n${body}`

describe('exact bytes', () => {
  it('journals a keep-alive series byte for byte, both directions, in order', async () => {
    const { recorder, client } = await listen()
    const cpe = await client()
    const sent = [post('/1', 'one'), 'GET /2 HTTP/1.1\r\nHOST:   x\r\n\r\n', post('/3', '')]
    for (const [index, text] of sent.entries()) {
      await cpe.send(text)
      await cpe.receive(`/${index + 1} `)
    }
    expect(requestsIn(recorder)).toEqual(sent.map((text) => ({ text, complete: true })))
    expect(responsesIn(recorder).join('')).toBe(cpe.received)
    expect(recorder.entries.map(({ type }) => type)).toEqual([
      'open',
      ...['request', 'response', 'request', 'response', 'request', 'response'],
    ])
  })

  it('journals a request that comes byte by byte, with the times of its first and last byte', async () => {
    const { recorder, client } = await listen()
    const cpe = await client()
    const text = post('/slow', 'hello')
    for (const character of text) {
      await cpe.send(character)
      // One byte per packet: the next is sent only when this one has been seen.
      await new Promise((resolve) => setImmediate(resolve))
    }
    await cpe.receive('POST /slow hello')
    expect(requestsIn(recorder)).toEqual([{ text, complete: true }])
    const [record] = recorder.requests
    expect(record && record.endedAt > record.startedAt).toBe(true)
  })

  it('journals chunked bodies with their framing, in both directions', async () => {
    const { recorder, client } = await listen((request, response) => {
      request.resume().on('end', () => {
        response.write('part one,')
        response.addTrailers({ 'X-Sum': '1' })
        response.end('part two')
      })
    })
    const cpe = await client()
    const text =
      'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\nT: 1\r\n\r\n'
    await cpe.send(text)
    await cpe.receive('0\r\n')
    await cpe.receive('\r\n\r\n')
    expect(requestsIn(recorder)).toEqual([{ text, complete: true }])
    expect(responsesIn(recorder)).toEqual([cpe.received])
    expect(cpe.received).toContain('9\r\npart one,\r\n')
  })

  it('journals bare LF line ends as they came', async () => {
    const { recorder, client } = await listen()
    const cpe = await client()
    const text = 'POST /lf HTTP/1.1\nHost: x\nContent-Length: 2\n\nhi'
    await cpe.send(text)
    await cpe.receive('POST /lf hi')
    expect(requestsIn(recorder)).toEqual([{ text, complete: true }])
  })

  it('journals an HTTP/1.0 exchange whose end is the end of the connection', async () => {
    const { recorder, client } = await listen((_request, response) => {
      response.write('first ')
      response.end('last')
    })
    const cpe = await client()
    await cpe.send('GET /old HTTP/1.0\r\n\r\n')
    const received = await cpe.closed
    expect(received).toMatch(/first last$/)
    expect(responsesIn(recorder)).toEqual([received])
  })

  it('does not wait for a body in the answer to HEAD', async () => {
    const { recorder, client } = await listen((_request, response) => {
      response.setHeader('Content-Length', 5)
      response.end()
    })
    const cpe = await client()
    await cpe.send('HEAD / HTTP/1.1\r\nHost: x\r\n\r\n')
    await cpe.receive('Content-Length: 5')
    await cpe.receive('\r\n\r\n')
    expect(responsesIn(recorder)).toEqual([cpe.received])
  })

  it('journals large bodies whole, both ways', async () => {
    const { recorder, client } = await listen((request, response) => {
      request.pipe(response)
    }, 10_000_000)
    const cpe = await client()
    const body = 'x'.repeat(3_000_000)
    await cpe.send(`${post('/big', body)}`)
    await cpe.receive('0\r\n\r\n')
    expect(recorder.requests[0]?.body.length).toBe(body.length)
    expect(responsesIn(recorder)[0]).toBe(cpe.received)
  })
})

describe('journal first', () => {
  it('lets no byte of a response out before the journal has it', async () => {
    const { recorder, client } = await listen()
    const release = recorder.hold('response')
    const cpe = await client()
    await cpe.send(post('/', 'x'))
    await recorder.until(has(recorder, 'response'))
    // A round trip on another connection: whatever was on its way would be there by now.
    const other = await client()
    await other.send('GARBAGE\r\n\r\n')
    await recorder.until(has(recorder, 'request', 2))
    expect(cpe.received).toBe('')
    release()
    await cpe.receive('POST / x')
  })

  it('lets the handler act only after the request is in the journal', async () => {
    let acted = false
    const { recorder, client } = await listen((request, response) => {
      request.resume()
      void tappedExchange(request)?.committed.then(() => {
        acted = true
        response.end('done')
      })
    })
    const release = recorder.hold('request')
    const cpe = await client()
    await cpe.send(post('/', 'x'))
    await recorder.until(has(recorder, 'request'))
    await new Promise((resolve) => setImmediate(resolve))
    expect(acted).toBe(false)
    release()
    await cpe.receive('done')
  })

  it('commits the request only when its body is whole', async () => {
    const { recorder, client } = await listen()
    const cpe = await client()
    const text = post('/', 'hello')
    await cpe.send(text.slice(0, -1))
    const other = await client()
    await other.send(post('/other', ''))
    await other.receive('/other')
    expect(requestsIn(recorder)).toHaveLength(1)
    await cpe.send('o')
    await cpe.receive('hello')
  })

  it('goes on when the journal cannot be written', async () => {
    const { recorder, client } = await listen()
    recorder.fail('response')
    const cpe = await client()
    await cpe.send(post('/1', ''))
    await cpe.receive('POST /1')
    recorder.fail('request')
    await cpe.send(post('/2', ''))
    await cpe.receive('POST /2')
    // A response whose request is missing is of no use in the journal.
    expect(responsesIn(recorder)).toHaveLength(1)
  })
})

describe('order', () => {
  it('ties pipelined requests to their exchanges and keeps the answers in order', async () => {
    const answers: (() => void)[] = []
    const { recorder, client } = await listen((request, response) => {
      const exchange = tappedExchange(request)?.exchange
      answers.push(() => response.end(`${request.url} is ${exchange}`))
      request.resume()
    })
    const cpe = await client()
    await cpe.send(post('/a', '1') + post('/b', '2') + post('/c', '3'))
    await recorder.until(has(recorder, 'request', 3))
    while (answers.length < 3) await new Promise((resolve) => setImmediate(resolve))
    for (const answer of answers.reverse()) answer()
    const received = await cpe.receive('/c is 3')
    expect(received.indexOf('/a is 1')).toBeLessThan(received.indexOf('/b is 2'))
    expect(recorder.responses.map(({ exchange }) => exchange)).toEqual([1, 2, 3])
    expect(responsesIn(recorder).join('')).toBe(received)
    expect(responsesIn(recorder)[1]).toContain('/b is 2')
  })

  it('lets 100 Continue out at once and journals it in front of the final head', async () => {
    const { recorder, client } = await listen()
    const cpe = await client()
    const head = 'POST /e HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n'
    await cpe.send(head)
    await cpe.receive('HTTP/1.1 100 Continue\r\n\r\n')
    expect(recorder.entries.map(({ type }) => type)).toEqual(['open'])
    await cpe.send('hi')
    const received = await cpe.receive('POST /e hi')
    expect(requestsIn(recorder)).toEqual([{ text: `${head}hi`, complete: true }])
    expect(responsesIn(recorder)).toEqual([received])
    expect(received.match(/100 Continue/g)).toHaveLength(1)
  })

  it('knows the exchange of a request that the server refuses before its body', async () => {
    const seen: unknown[] = []
    const { http, recorder, client } = await listen()
    http.on('checkContinue', (request, response) => {
      seen.push(tappedExchange(request)?.exchange)
      response.writeHead(413, { Connection: 'close' }).end()
    })
    const cpe = await client()
    await cpe.send('POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 99\r\n\r\n')
    expect(await cpe.closed).toContain('413')
    expect(seen).toEqual([1])
    expect(requestsIn(recorder).map(({ complete }) => complete)).toEqual([false])
    expect(recorder.responses.map(({ exchange }) => exchange)).toEqual([1])
  })

  it('gives requests on several connections their own exchanges', async () => {
    const { recorder, client } = await listen()
    const cpes = await Promise.all([client(), client(), client()])
    await Promise.all(cpes.map((cpe, index) => cpe.send(post(`/${index}`, ''))))
    await Promise.all(cpes.map((cpe, index) => cpe.receive(`POST /${index}`)))
    const connections = new Set(recorder.requests.map(({ connection }) => connection))
    expect(connections.size).toBe(3)
    for (const { exchange } of recorder.requests) {
      const answer = recorder.entries.find(
        (entry) => entry.type === 'response' && entry.exchange === exchange,
      )
      expect(answer && 'text' in answer && answer.text).toContain(`X-Exchange: ${exchange}`)
    }
  })
})

describe('what goes wrong', () => {
  it('journals what is not HTTP and the answer to it', async () => {
    const { recorder, client } = await listen()
    const cpe = await client()
    const hello = '\x16\x03\x01\x00\xa5\x01\x00\x00'
    await cpe.send(hello)
    const received = await cpe.closed
    expect(received).toMatch(/^HTTP\/1.1 400 /)
    expect(requestsIn(recorder)).toEqual([{ text: hello, complete: false }])
    expect(responsesIn(recorder)).toEqual([received])
  })

  it('journals half a request when the connection ends inside it', async () => {
    const { recorder, client } = await listen()
    const cpe = await client()
    const half = post('/', 'hello').slice(0, -2)
    await cpe.send(half)
    cpe.socket.end()
    await recorder.until(has(recorder, 'closed'))
    expect(requestsIn(recorder)).toEqual([{ text: half, complete: false }])
  })

  it('journals half a request when the connection is reset inside it, and says so', async () => {
    const { recorder, http, client } = await listen()
    const cpe = await client()
    const half = post('/', 'hello').slice(0, -2)
    const arrived = once(http, 'request')
    await cpe.send(half)
    await arrived
    cpe.socket.resetAndDestroy()
    await recorder.until(has(recorder, 'closed'))
    expect(requestsIn(recorder)).toEqual([{ text: half, complete: false }])
    expect(recorder.entries.at(-1)).toMatchObject({ type: 'closed', reason: 'reset by the peer' })
  })

  it('settles committed of a request that never becomes whole', async () => {
    const { promise, resolve } = Promise.withResolvers<number>()
    const { client } = await listen((request) => {
      void tappedExchange(request)?.committed.then(() => resolve(1))
    })
    const cpe = await client()
    await cpe.send(post('/', 'hello').slice(0, -2))
    cpe.socket.end()
    expect(await promise).toBe(1)
  })

  it('journals a body over the limit up to the limit, and the client gets to read the refusal', async () => {
    const { recorder, client } = await listen((request, response) => {
      let length = 0
      request.on('data', (part: Buffer) => {
        length += part.length
        if (length > 1000 && !response.headersSent) {
          void tappedExchange(request)?.committed.then(() =>
            response.writeHead(413, { Connection: 'close' }).end('too long'),
          )
        }
      })
    }, 1000)
    const cpe = await client()
    const text = post('/', 'x'.repeat(5_000_000))
    // Like simple clients, it reads only after it has sent everything.
    cpe.socket.pause()
    await cpe.send(text)
    cpe.socket.resume()
    expect(await cpe.receive('too long')).toContain('413')
    await recorder.until(has(recorder, 'response'))
    const [record] = recorder.requests
    expect(record?.body.length).toBe(1000)
    expect(record?.complete).toBe(false)
    expect(responsesIn(recorder)).toEqual([cpe.received])
  })

  it('answers a client that closes its sending half after the request', async () => {
    const { recorder, below, client } = await listen()
    const release = recorder.hold('request')
    const cpe = await client()
    await cpe.send(post('/half', 'x'))
    await recorder.until(has(recorder, 'request'))
    const ended = below.map((socket) => once(socket, 'end'))
    cpe.socket.end()
    await Promise.all(ended)
    release()
    expect(await cpe.closed).toContain('POST /half x')
    await recorder.until(has(recorder, 'closed'))
    expect(recorder.entries.at(-1)).toMatchObject({ type: 'closed', reason: 'closed by the peer' })
  })

  it('journals an answer nobody asked for with an empty request', async () => {
    const { http, recorder, client } = await listen()
    http.once('connection', (stream) =>
      stream.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n'),
    )
    const cpe = await client()
    expect(await cpe.closed).toContain('408')
    expect(requestsIn(recorder)).toEqual([{ text: '', complete: false }])
    expect(responsesIn(recorder)).toEqual([cpe.received])
  })

  it('lets half a response out, journalled, when the server gives the connection up inside it', async () => {
    const { recorder, client } = await listen((_request, response) => {
      response.writeHead(200, { 'Content-Length': 100 })
      response.write('half', () => response.destroy())
    })
    const cpe = await client()
    await cpe.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    expect(await cpe.closed).toMatch(/half$/)
    expect(responsesIn(recorder)).toEqual([cpe.received])
    await recorder.until(has(recorder, 'closed'))
    expect(recorder.entries.at(-1)).toMatchObject({ reason: 'closed by us' })
  })

  it('passes time-outs on to the server, which closes the connection', async () => {
    const { http, recorder, client } = await listen()
    http.setTimeout(30)
    const cpe = await client()
    await cpe.closed
    await recorder.until(has(recorder, 'closed'))
    expect(recorder.entries.at(-1)).toMatchObject({ reason: 'timed out' })
  })

  it('closes an idle keep-alive connection after the server’s keep-alive time', async () => {
    const { http, recorder, client } = await listen()
    http.keepAliveTimeout = 20
    http.keepAliveTimeoutBuffer = 0
    const cpe = await client()
    await cpe.send(post('/', ''))
    expect(await cpe.closed).toContain('POST /')
    expect(recorder.entries.filter(({ type }) => type === 'response')).toHaveLength(1)
  })
})

describe('facts of the connection', () => {
  it('names both ends, in the journal and on the request', async () => {
    const seen: unknown[] = []
    const { recorder, client } = await listen((request, response) => {
      const { remoteAddress, remotePort, localPort } = request.socket
      const exchange = tappedExchange(request)
      seen.push(`${remoteAddress}:${remotePort}`, localPort, exchange?.remote, exchange?.connection)
      response.end('ok')
    })
    const cpe = await client()
    await cpe.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await cpe.receive('ok')
    const remote = `127.0.0.1:${cpe.socket.localPort}`
    const local = `127.0.0.1:${cpe.socket.remotePort}`
    expect(seen).toEqual([remote, cpe.socket.remotePort, remote, 1])
    expect(recorder.entries[0]).toEqual({ type: 'open', connection: 1, remote, local, outgoing: false })
    expect(recorder.requests[0]).toMatchObject({ remote, local, source: 'acs' })
  })

  it('knows nothing of a request that did not come through a tap', async () => {
    const http = createHttpServer((request, response) => response.end(String(tappedExchange(request))))
    http.listen(0, '127.0.0.1')
    await once(http, 'listening')
    const cpe = await connectRaw((http.address() as AddressInfo).port)
    await cpe.send('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    expect(await cpe.closed).toMatch(/null$/)
    http.close()
  })
})
