import { gzipSync, deflateRawSync, deflateSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAcs, type Acs, ListenError } from '../../../../src/main/engine/acs/index.js'
import { createRpcQueue, type RpcQueue } from '../../../../src/main/engine/rpcs/index.js'
import type { QueuedRpc } from '../../../../src/main/engine/workspace/types.js'
import { memoryWorkspace } from '../rpcs/memory-workspace.js'
import { createJournalRecorder, type JournalRecorder } from './journal-recorder.js'
import { cookieOf, idOf, message, RawConnection } from './raw-cpe.js'

const deviceId = '02AB10-Home%20Box%2D2-SN1'
const maxBodyBytes = 20_000
const now = (): number => Date.now() * 1000

/** Timers that fire when the test says so. */
class HandTimers {
  readonly #pending = new Set<{ readonly ms: number; readonly run: () => void }>()

  after(ms: number, run: () => void): () => void {
    const timer = { ms, run }
    this.#pending.add(timer)
    return () => this.#pending.delete(timer)
  }

  /** Fires those that were set for so many milliseconds; says how many. */
  fire(ms: number): number {
    const due = [...this.#pending].filter((timer) => timer.ms === ms)
    for (const timer of due) {
      this.#pending.delete(timer)
      timer.run()
    }
    return due.length
  }
}

let recorder: JournalRecorder
let queue: RpcQueue
let timers: HandTimers
let acs: Acs
let port: number
let problems: Error[]
let connections: RawConnection[]

async function start(trustProxy = false): Promise<void> {
  recorder = createJournalRecorder()
  queue = createRpcQueue({ workspace: memoryWorkspace(), now })
  timers = new HandTimers()
  problems = []
  acs = createAcs({
    recorder,
    queue,
    now,
    maxBodyBytes,
    trustProxy,
    timers,
    onProblem: (problem) => problems.push(problem),
  })
  ;({ port } = await acs.listen('127.0.0.1', 0))
}

async function open(): Promise<RawConnection> {
  const connection = await RawConnection.open(port)
  connections.push(connection)
  return connection
}

function inform(serial = 'SN1', name = 'inform-1-0'): string {
  return message(name, { SERIAL: serial })
}

function get(device = deviceId): QueuedRpc {
  return queue.create({
    deviceId: device,
    method: 'GetParameterValues',
    arguments: { ParameterNames: ['InternetGatewayDevice.DeviceInfo.UpTime'] },
  })
}

const bindings = (): string[] =>
  recorder.lines.flatMap((line) =>
    line.type === 'binding' ? [`${String(line.exchange)}:${String(line.session)}:${line.boundBy}`] : [],
  )
const ended = (session: number): Promise<unknown> =>
  recorder.until(
    ({ type, ...line }) =>
      type === 'event' &&
      'event' in line &&
      line.event.type === 'session-ended' &&
      line.event.session === session,
  )

beforeEach(async () => {
  connections = []
  await start()
})
afterEach(async () => {
  for (const connection of connections) connection.close()
  await acs.close(0)
  expect(problems).toEqual([])
})

describe('a session', () => {
  it('goes from Inform to 204 on one connection, with the RPC of the queue and its answer', async () => {
    const rpc = get()
    const cpe = await open()

    const welcome = await cpe.post(inform())
    expect(welcome.status).toBe(200)
    expect(welcome.headers.get('content-type')).toBe('text/xml; charset=utf-8')
    expect(welcome.body).toContain('"urn:dslforum-org:cwmp-1-0"')
    expect(welcome.body).toMatch(/InformResponse>\s*<MaxEnvelopes>1<\/MaxEnvelopes>/)
    expect(idOf(welcome)).toBe('INFORM-77')
    expect(welcome.headers.get('set-cookie')).toMatch(
      new RegExp(`^cwmpwb_session_${String(port)}=[0-9a-f]{32}; Path=/; HttpOnly$`),
    )
    expect(acs.hasOpenSession(deviceId)).toBe(true)

    const asked = await cpe.post()
    expect(asked.status).toBe(200)
    expect(asked.body).toContain('<string>InternetGatewayDevice.DeviceInfo.UpTime</string>')
    expect(idOf(asked)).toBe(rpc.id.replaceAll('-', ''))
    expect(queue.get(rpc.id)?.state).toBe('sent')

    const bye = await cpe.post(message('get-parameter-values-response', { 'MESSAGE-ID': idOf(asked) ?? '' }))
    expect(bye).toMatchObject({ status: 204, body: '' })
    expect(queue.get(rpc.id)).toMatchObject({
      state: 'done',
      messageIds: ['cap.2.r', 'cap.3.q'],
      result: {
        ParameterList: [
          {
            Name: 'InternetGatewayDevice.DeviceInfo.UpTime',
            Value: '4711',
            Type: expect.stringMatching(/unsignedInt$/),
          },
        ],
      },
    })

    await ended(1)
    expect(recorder.ends).toEqual(['1 completed'])
    expect(bindings()).toEqual(['1:1:connection', '2:1:connection', '3:1:connection'])
    expect(acs.hasOpenSession(deviceId)).toBe(false)
  })

  it('writes each request to the journal and binds it before the answer, and the end after all', async () => {
    const cpe = await open()
    await cpe.post(inform())
    await cpe.post()
    await ended(1)
    const order = recorder.lines.flatMap((line) => (line.type === 'closed' ? [] : [line.type]))
    expect(order).toEqual(['request', 'binding', 'response', 'request', 'binding', 'response', 'event'])
  })

  it('follows its cookie over several connections, also as RFC 2965 writes it', async () => {
    const first = await open()
    const cookie = cookieOf(await first.post(inform()))
    first.close()
    const second = await open()
    const answer = await second.post(message('transfer-complete'), { Cookie: cookie })
    expect(answer.body).toContain('TransferCompleteResponse')
    expect(answer.headers.has('set-cookie')).toBe(false)
    second.close()
    const third = await open()
    const [name = '', value = ''] = cookie.split('=')
    const old = `$Version="0"; ${name}="${value}";$Path="/"`
    expect((await third.post('', { Cookie: old })).status).toBe(204)
    await ended(1)
    expect(bindings()).toEqual(['1:1:connection', '2:1:cookie', '3:1:cookie'])
    expect(recorder.ends).toEqual(['1 completed'])
  })

  it('is found by address without cookie and connection while it is the only one from there', async () => {
    const first = await open()
    await first.post(inform())
    first.close()
    const second = await open()
    expect((await second.post()).status).toBe(204)
    expect(bindings()).toEqual(['1:1:connection', '2:1:address'])
  })

  it('is lost without cookie and connection where two are open, and says so', async () => {
    const [one, two] = [await open(), await open()]
    await one.post(inform('SN1'))
    await two.post(inform('SN2'))
    const stray = await open()
    const refused = await stray.post()
    expect(refused.status).toBe(400)
    expect(refused.body).toContain('2 sessions are open from 127.0.0.1')
    await ended(3)
    expect(recorder.ends).toEqual(['3 cookie-lost'])
    // The one whose POST it was falls silent; the other goes on.
    expect((await two.post()).status).toBe(204)
    expect(timers.fire(30_000)).toBeGreaterThan(0)
    await ended(1)
    expect(recorder.ends).toEqual(['3 cookie-lost', '2 completed', '1 cookie-lost'])
  })

  it('of CWMP 1.4 gets UseCWMPVersion and the time it asked for', async () => {
    const cpe = await open()
    const welcome = await cpe.post(inform('SN4', 'inform-1-4'))
    expect(welcome.body).toContain('"urn:dslforum-org:cwmp-1-2"')
    expect(welcome.body).toMatch(/<cwmp:UseCWMPVersion soapenv:mustUnderstand="1">1\.4</)
    expect(timers.fire(30_000)).toBe(0)
    expect(timers.fire(90_000)).toBe(1)
    await ended(1)
    expect(recorder.ends).toEqual(['1 timeout'])
  })

  it('of a CPE without SOAP header gets no ID', async () => {
    const cpe = await open()
    const welcome = await cpe.post(inform('SN5', 'inform-bare'))
    expect(welcome.body).toContain('"urn:dslforum-org:cwmp-1-1"')
    expect(idOf(welcome)).toBeUndefined()
    expect(acs.hasOpenSession('02ab10-Old-SN5')).toBe(true)
  })

  it('takes an RPC that is created while it is open', async () => {
    const cpe = await open()
    await cpe.post(inform())
    const first = get()
    const asked = await cpe.post()
    const second = get()
    const next = await cpe.post(message('get-parameter-values-response', { 'MESSAGE-ID': idOf(asked) ?? '' }))
    expect(queue.get(first.id)?.state).toBe('done')
    expect(next.body).toContain('GetParameterValues')
    expect(queue.get(second.id)?.state).toBe('sent')
  })

  it('fails an RPC with the faults of its parameters and goes on', async () => {
    const rpc = queue.create({
      deviceId,
      method: 'SetParameterValues',
      arguments: {
        ParameterList: [{ Name: 'InternetGatewayDevice.NoSuch', Value: '1', Type: 'xsd:string' }],
        ParameterKey: '',
      },
    })
    const cpe = await open()
    await cpe.post(inform())
    const asked = await cpe.post()
    expect(asked.body).toContain('InternetGatewayDevice.NoSuch')
    const bye = await cpe.post(message('set-parameter-values-fault', { 'MESSAGE-ID': idOf(asked) ?? '' }))
    expect(bye.status).toBe(204)
    expect(queue.get(rpc.id)).toMatchObject({
      state: 'failed',
      fault: {
        code: '9003',
        parameters: [{ parameterName: 'InternetGatewayDevice.NoSuch', code: '9005' }],
      },
    })
  })

  it('answers TransferComplete with its own ID and an unknown RPC with fault 8000', async () => {
    const cpe = await open()
    await cpe.post(inform())
    const done = await cpe.post(message('transfer-complete'))
    expect(done.body).toContain('TransferCompleteResponse')
    expect(idOf(done)).toBe('TC 1')
    const unknown = await cpe.post(message('unknown-rpc'))
    expect(unknown.status).toBe(200)
    expect(unknown.body).toContain('<FaultCode>8000</FaultCode>')
    expect(idOf(unknown)).toBe('U1')
    expect((await cpe.post()).status).toBe(204)
  })

  it('is superseded by a new Inform of the same CPE, which interrupts the RPC that is out', async () => {
    const rpc = queue.create({ deviceId, method: 'Reboot', arguments: { CommandKey: 'k' } })
    const cpe = await open()
    await cpe.post(inform())
    await cpe.post()
    const again = await open()
    expect((await again.post(inform())).status).toBe(200)
    await ended(1)
    expect(recorder.ends).toEqual(['1 superseded'])
    expect(queue.get(rpc.id)).toMatchObject({ state: 'failed', fault: { code: 'interrupted' } })
  })

  it('does not time out while a long message arrives', async () => {
    const cpe = await open()
    const { body } = await cpe.post(inform())
    expect(body).toContain('InformResponse')
    const text = message('transfer-complete')
    const headSeen = new Promise<void>((resolve) => {
      acs.onReachability(({ http }) => {
        if (http?.detail.startsWith('POST /slow') === true) resolve()
      })
    })
    cpe.write(`POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: ${String(text.length)}\r\n\r\n`)
    await headSeen
    expect(timers.fire(30_000)).toBe(0)
    cpe.write(text)
    expect((await cpe.answer()).body).toContain('TransferCompleteResponse')
    expect(timers.fire(30_000)).toBe(1)
    await ended(1)
    expect(recorder.ends).toEqual(['1 timeout'])
  })

  it('survives the end of its connection, and ends as connection-closed if the CPE stays away', async () => {
    const rpc = get()
    const cpe = await open()
    await cpe.post(inform())
    await cpe.post()
    cpe.close()
    await recorder.until(({ type }) => type === 'closed')
    expect(acs.hasOpenSession(deviceId)).toBe(false)
    expect(recorder.ends).toEqual([])
    timers.fire(30_000)
    await ended(1)
    expect(recorder.ends).toEqual(['1 connection-closed'])
    expect(queue.get(rpc.id)?.state).toBe('queued')
  })

  it('gets a second 204 for a second good-bye on its connection', async () => {
    const cpe = await open()
    await cpe.post(inform())
    expect((await cpe.post()).status).toBe(204)
    expect((await cpe.post()).status).toBe(204)
    expect(bindings().at(-1)).toBe('3:1:connection')
    expect(recorder.ends).toEqual(['1 completed'])
  })

  it('ends with 400 when the body cannot be read', async () => {
    const cpe = await open()
    await cpe.post(inform())
    const refused = await cpe.post('<html>hello')
    expect(refused.status).toBe(400)
    expect(refused.body).toContain('could not be read')
    await ended(1)
    expect(recorder.ends).toEqual(['1 protocol-error'])
  })

  it('is not broken by something unreadable from the same address', async () => {
    const cpe = await open()
    await cpe.post(inform())
    const scanner = await open()
    expect((await scanner.post('x=1')).status).toBe(400)
    expect((await cpe.post()).status).toBe(204)
    await ended(1)
    expect(recorder.ends).toEqual(['2 protocol-error', '1 completed'])
  })

  it('refuses an Inform without a serial number with fault 8003', async () => {
    const cpe = await open()
    const refused = await cpe.post(inform(''))
    expect(refused.status).toBe(200)
    expect(refused.body).toContain('<FaultCode>8003</FaultCode>')
    await ended(1)
    expect(recorder.ends).toEqual(['1 inform-refused'])
    expect(acs.reachability.inform).toMatchObject({ ok: false })
  })

  it('closes the connection when the CPE asks for it', async () => {
    const cpe = await open()
    const welcome = await cpe.post(inform(), { Connection: 'close' })
    expect(welcome.headers.get('connection')).toBe('close')
    await cpe.closed()
  })

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
  ])('reads a body in %s', async (coding, compress) => {
    const cpe = await open()
    const welcome = await cpe.post(compress(inform()), { 'Content-Encoding': coding })
    expect(welcome.body).toContain('InformResponse')
  })

  it('reads a chunked body', async () => {
    const cpe = await open()
    const text = inform()
    const chunks = [text.slice(0, 100), text.slice(100)].map(
      (chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`,
    )
    cpe.write(`POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n${chunks.join('')}0\r\n\r\n`)
    expect((await cpe.answer()).body).toContain('InformResponse')
  })

  it('takes requests without Host', async () => {
    const cpe = await open()
    const xml = inform()
    cpe.write(`POST /acs HTTP/1.1\r\nContent-Length: ${String(Buffer.byteLength(xml))}\r\n\r\n${xml}`)
    expect((await cpe.answer()).body).toContain('InformResponse')
  })

  it('takes an empty POST with a line break and headers of a full one', async () => {
    const cpe = await open()
    await cpe.post(inform())
    expect((await cpe.post('\r\n')).status).toBe(204)
  })
})

describe('behind a trusted proxy', () => {
  beforeEach(async () => {
    await acs.close(0)
    await start(true)
  })

  it('tells CPEs apart by X-Forwarded-For, not by the connection they share', async () => {
    const shared = await open()
    const from = (address: string): Record<string, string> => ({ 'X-Forwarded-For': `${address}, 10.0.0.1` })
    const cookie = cookieOf(await shared.post(inform('SN1'), from('192.0.2.1')))
    await shared.post(inform('SN2'), from('192.0.2.2'))
    expect((await shared.post('', { ...from('192.0.2.9'), Cookie: cookie })).status).toBe(204)
    expect((await shared.post('', from('192.0.2.2'))).status).toBe(204)
    expect((await shared.post('', from('192.0.2.3'))).status).toBe(400)
    await ended(5)
    expect(recorder.ends).toEqual(['1 completed', '2 completed', '5 protocol-error'])
    expect(bindings().slice(2)).toEqual(['3:1:cookie', '4:2:address', '5:5:connection'])
  })
})

describe('what is not a session', () => {
  it('shows a person who opens the ACS URL a page that says what it is, and binds it to no session', async () => {
    const browser = await open()
    browser.write('GET /any/path HTTP/1.1\r\nHost: a\r\n\r\n')
    const page = await browser.answer()
    expect(page.status).toBe(200)
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.body).toContain('CWMP Workbench')
    expect(page.body).toContain('The user interface is not here')
    expect(recorder.lines.map(({ type }) => type)).toEqual(['request', 'binding', 'response'])
    expect(bindings()).toEqual(['1:null:connection'])
  })

  it('answers other methods with 405', async () => {
    const client = await open()
    client.write('DELETE / HTTP/1.1\r\nHost: a\r\n\r\n')
    const refused = await client.answer()
    expect(refused.status).toBe(405)
    expect(refused.headers.get('allow')).toBe('GET, HEAD, POST')
  })

  it('refuses a body over the limit with 413 and keeps what came of it', async () => {
    const cpe = await open()
    const refused = await cpe.post('x'.repeat(maxBodyBytes + 1))
    expect(refused.status).toBe(413)
    expect(refused.body).toContain(String(maxBodyBytes))
    await cpe.closed()
    expect(recorder.lines).toContainEqual(
      expect.objectContaining({ type: 'request', exchange: 1, complete: false }),
    )
    expect(recorder.lines).toContainEqual(
      expect.objectContaining({ type: 'response', exchange: 1, text: expect.stringContaining(' 413 ') }),
    )
  })

  it('refuses a chunked body as soon as it is over the limit, and ends the session it came in', async () => {
    const cpe = await open()
    await cpe.post(inform())
    const chunk = 'x'.repeat(8192)
    cpe.write('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n')
    for (let sent = 0; sent <= maxBodyBytes; sent += chunk.length) cpe.write(`2000\r\n${chunk}\r\n`)
    expect((await cpe.answer()).status).toBe(413)
    await ended(1)
    expect(recorder.ends).toEqual(['1 protocol-error'])
  })

  it('refuses a small body that inflates over the limit with 413', async () => {
    const cpe = await open()
    const bomb = gzipSync(Buffer.alloc(maxBodyBytes * 100))
    expect(bomb.length).toBeLessThan(maxBodyBytes)
    expect((await cpe.post(bomb, { 'Content-Encoding': 'gzip' })).status).toBe(413)
  })

  it('refuses a coding it does not have with 415, and a wrong one with 400', async () => {
    const cpe = await open()
    const refused = await cpe.post('abc', { 'Content-Encoding': 'compress' })
    expect(refused.status).toBe(415)
    expect(refused.body).toContain('gzip and deflate')
    expect((await cpe.post('abc', { 'Content-Encoding': 'gzip' })).status).toBe(400)
  })

  it('answers garbage with 400 and keeps it', async () => {
    const client = await open()
    client.write('\x00\x01garbage\r\n\r\n')
    expect((await client.answer()).status).toBe(400)
    await client.closed()
    await recorder.until(({ type }) => type === 'closed')
    expect(recorder.lines).toContainEqual(
      expect.objectContaining({ type: 'request', text: expect.stringContaining('garbage') }),
    )
    expect(acs.reachability.http).toMatchObject({ ok: false })
  })

  it('tells a TLS handshake from other garbage', async () => {
    const client = await open()
    client.write(Buffer.from([0x16, 0x03, 0x01, 0x00, 0x05, 1, 0, 0, 1, 0]))
    expect((await client.answer()).body).toContain('TLS handshake')
    expect(acs.reachability.http?.detail).toContain('http:// in the ACS URL')
  })

  it('keeps half a message of a sender who hangs up, and its session open', async () => {
    const cpe = await open()
    await cpe.post(inform())
    cpe.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\n<half')
    cpe.close()
    const half = await recorder.until((line) => line.type === 'request' && line.exchange === 2)
    expect(half).toMatchObject({ complete: false, text: expect.stringContaining('<half') })
    await recorder.until(({ type }) => type === 'closed')
    expect(recorder.ends).toEqual([])
    const back = await open()
    expect((await back.post()).status).toBe(204)
  })

  it('refuses an empty POST and a response outside a session', async () => {
    const cpe = await open()
    const refused = await cpe.post()
    expect(refused.status).toBe(400)
    expect(refused.body).toContain('begins with an Inform')
    await ended(1)
    expect(recorder.ends).toEqual(['1 protocol-error'])
  })
})

describe('addresses', () => {
  it('come and go while the ACS runs, and share its sessions', async () => {
    const more = await acs.listen('127.0.0.2', 0)
    expect(acs.addresses.map(({ host }) => host)).toEqual(['127.0.0.1', '127.0.0.2'])
    expect(more.url).toBe(`http://127.0.0.2:${String(more.port)}/`)
    const answer = await fetch(`${more.url}acs`)
    expect(answer.status).toBe(200)
    await answer.text()
    await acs.unlisten('127.0.0.2')
    expect(acs.addresses).toHaveLength(1)
    await expect(fetch(more.url)).rejects.toThrow()
    expect((await (await open()).post(inform())).status).toBe(200)
  })

  it('are the same when asked for twice', async () => {
    expect(await acs.listen('127.0.0.1', port)).toEqual(acs.addresses[0])
    expect(acs.addresses).toHaveLength(1)
  })

  it('that are taken or not ours say what to do next', async () => {
    const other = createAcs({
      recorder,
      queue,
      now,
      maxBodyBytes,
      trustProxy: false,
      onProblem: (problem) => problems.push(problem),
    })
    await expect(other.listen('127.0.0.1', port)).rejects.toThrow(ListenError)
    await expect(other.listen('127.0.0.1', port)).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      message: expect.stringContaining('--acs-port'),
    })
    await expect(other.listen('192.0.2.77', 0)).rejects.toMatchObject({
      code: 'NOT_OUR_ADDRESS',
      message: expect.stringContaining('does not have that address'),
    })
    expect(other.addresses).toEqual([])
    await other.close(0)
  })
})

it('goes on where the journal cannot be written, and leaves it to the recorder to tell', async () => {
  const failed = vi.spyOn(recorder, 'event').mockRejectedValue(new Error('The disk is full.'))
  const cpe = await open()
  await cpe.post(inform())
  expect((await cpe.post()).status).toBe(204)
  await vi.waitFor(() => expect(failed).toHaveBeenCalled())
  await acs.close(0)
  expect(problems).toEqual([])
})

describe('reachability', () => {
  it('tells step by step what was seen, and from whom', async () => {
    const told = new Promise<void>((resolve) => {
      acs.onReachability(({ session }) => {
        if (session !== null) resolve()
      })
    })
    expect(acs.reachability).toEqual({ connection: null, http: null, inform: null, session: null })
    const cpe = await open()
    await cpe.post(inform())
    await cpe.post()
    await told
    expect(acs.reachability).toMatchObject({
      connection: {
        ok: true,
        detail: expect.stringMatching(/^127\.0\.0\.1:\d+ connected to 127\.0\.0\.1:\d+\.$/),
      },
      http: { ok: true, detail: expect.stringMatching(/^POST \/acs from 127\.0\.0\.1:\d+\.$/) },
      inform: { ok: true, detail: expect.stringContaining(deviceId) },
      session: { ok: true, detail: `Session with ${deviceId} ended: completed.` },
    })
  })
})

describe('closing', () => {
  it('lets sessions in progress end, gives them no more RPCs and takes no new ones', async () => {
    const rpc = get()
    const [cpe, late] = [await open(), await open()]
    await cpe.post(inform())
    late.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    await late.answer()
    const closed = acs.close(2_000)
    const refused = await late.post(inform('SN9'))
    expect(refused.status).toBe(503)
    expect((await cpe.post()).status).toBe(204)
    await closed
    expect(recorder.ends.at(-1)).toBe('1 completed')
    expect(queue.get(rpc.id)?.state).toBe('queued')
  })

  it('interrupts what has not ended when the time is up', async () => {
    const rpc = get()
    const cpe = await open()
    await cpe.post(inform())
    await cpe.post()
    const closed = acs.close(2_000)
    expect(timers.fire(2_000)).toBe(1)
    await closed
    expect(recorder.ends).toEqual(['1 interrupted'])
    expect(queue.get(rpc.id)?.state).toBe('queued')
    await cpe.closed()
  })
})
