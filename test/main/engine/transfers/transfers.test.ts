import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSimulatedCpe, type SimulatedCpe } from '../../../../src/main/engine/simulator/index.js'
import type { Transfer } from '../../../../src/contract/index.js'
import { deviceId, inform, openRawCpe, runSession } from '../../../contract/raw-cpe.js'
import { curl, pattern, raw, startBench, type Bench } from './bench.js'

let bench: Bench
const cpes: SimulatedCpe[] = []
beforeEach(async () => {
  bench = await startBench()
})
afterEach(async () => {
  await Promise.all(cpes.splice(0).map((cpe) => cpe.stop()))
  await bench.close()
})

async function booted(model: 'device2' | 'igd' = 'device2'): Promise<SimulatedCpe> {
  const cpe = createSimulatedCpe({
    acsUrl: bench.engine.acsUrl,
    model: { builtIn: model },
    seed: 7,
    connectionRequest: null,
  })
  cpes.push(cpe)
  expect(await cpe.start()).toMatchObject({ ok: true })
  return cpe
}

/** The transfer, once it is as it should be. */
async function once(id: string, condition: (transfer: Transfer) => boolean): Promise<Transfer> {
  let seen: Transfer | null = null
  await expect
    .poll(
      async () => {
        seen = await bench.client.transfers.get({ transferId: id })
        return condition(seen)
      },
      { timeout: 15_000, interval: 20 },
    )
    .toBe(true)
  if (seen === null) throw new Error('The transfer was not seen.')
  return seen
}

const over = ({ state }: Transfer) => state === 'complete' || state === 'failed'
const content = pattern(200_000)

describe('a download, from the file to TransferComplete', () => {
  it('is ordered, fetched with progress, booted and reported', { timeout: 30_000 }, async () => {
    const cpe = await booted()
    const file = await bench.add(content, { name: 'Lab Firmware 9.8.7.bin', version: '9.8.7' })
    await bench.client.files.update({ fileId: file.id, bytesPerSecond: 200_000 })
    const ordered = await bench.client.transfers.download({
      deviceId: cpe.deviceId,
      fileId: file.id,
      access: { scheme: 'digest' },
    })
    expect(ordered).toMatchObject({
      deviceId: cpe.deviceId,
      direction: 'download',
      method: 'Download',
      fileId: file.id,
      state: 'ordered',
      sentence: "The Download waits in the queue for the CPE's next session.",
      total: content.length,
    })
    const rpc = await bench.client.rpcs.get({ rpcId: ordered.rpcId ?? '' })
    expect(rpc.arguments).toMatchObject({
      CommandKey: ordered.commandKey,
      FileType: '1 Firmware Upgrade Image',
      FileSize: '200000',
      URL: ordered.url,
      Username: expect.stringMatching(/^cpe-/),
      Password: expect.stringMatching(/^[0-9a-f]{24}$/),
    })
    expect(new URL(ordered.url).port).toBe(new URL(bench.engine.fileUrl ?? '').port)

    await cpe.inform(['6 CONNECTION REQUEST'])
    const running = await once(ordered.id, ({ state, bytes }) => state === 'running' && bytes > 0)
    expect(running.bytes).toBeLessThan(content.length)
    expect(running.sentence).toMatch(/^The CPE is being given the file: \d+ of 200000 bytes\.$/)
    const done = await once(ordered.id, over)
    expect(done).toMatchObject({
      state: 'complete',
      odd: false,
      bytes: content.length,
      sentence: 'The CPE reported success in TransferComplete.',
      transferComplete: { faultCode: '0', faultString: '' },
    })
    expect(done.requests.map(({ status, result }) => [status, result])).toEqual([
      [401, 'challenged'],
      [200, 'whole'],
    ])
    expect(cpe.value('Device.DeviceInfo.SoftwareVersion')).toBe('9.8.7')
    const message = await bench.client.messages.get({ messageId: done.transferComplete?.messageId ?? '' })
    expect(message).toMatchObject({ rpc: 'TransferComplete', decoded: { CommandKey: ordered.commandKey } })
    const { items } = await bench.client.sessions.list({ deviceId: cpe.deviceId, limit: 1 })
    expect(items[0]?.events).toEqual(['1 BOOT', '7 TRANSFER COMPLETE', 'M Download', '4 VALUE CHANGE'])
    expect(items[0]?.findings.error).toBe(0)
  })

  it('survives a restart of the workbench between order and end', { timeout: 30_000 }, async () => {
    const cpe = await booted()
    const file = await bench.add(content)
    const ordered = await bench.client.transfers.download({ deviceId: cpe.deviceId, fileId: file.id })
    await bench.engine.stop(0)
    const again = await bench.start()
    expect(await again.client.transfers.get({ transferId: ordered.id })).toEqual(ordered)
    expect(await again.client.files.get({ fileId: file.id })).toMatchObject({ sha256: file.sha256 })
    expect((await again.client.transfers.list({ deviceId: cpe.deviceId })).total).toBe(1)
  })

  const corrupt = { kind: 'corrupt' } as const
  const failing = { kind: 'status', status: 503 } as const
  const cut = { kind: 'cut-off', afterBytes: 10_000 } as const
  it.each([
    ['a file that is gone', 9016, null],
    ['a file that comes damaged', 9018, corrupt],
    ['a server that fails', 9010, failing],
    ['a connection that is cut again and again', 9017, cut],
  ] as const)('ends with a fault for %s', { timeout: 30_000 }, async (_what, code, fault) => {
    const cpe = await booted()
    const version = cpe.value('Device.DeviceInfo.SoftwareVersion')
    const file = await bench.add(content)
    const { id } = await bench.client.transfers.download({ deviceId: cpe.deviceId, fileId: file.id })
    if (fault === null) await bench.client.files.remove({ fileId: file.id })
    else await bench.client.files.update({ fileId: file.id, fault })
    await cpe.inform(['6 CONNECTION REQUEST'])
    const failed = await once(id, over)
    expect(failed).toMatchObject({ state: 'failed', transferComplete: { faultCode: String(code) } })
    expect(failed.sentence).toMatch(new RegExp(`^The CPE reported fault ${code} `))
    expect(cpe.value('Device.DeviceInfo.SoftwareVersion')).toBe(version)
  })

  it('goes on where a cut connection left it', { timeout: 30_000 }, async () => {
    const cpe = await booted()
    const file = await bench.add(content)
    await bench.client.files.update({ fileId: file.id, fault: { kind: 'cut-off', afterBytes: 60_000 } })
    const { id } = await bench.client.transfers.download({ deviceId: cpe.deviceId, fileId: file.id })
    await cpe.inform(['6 CONNECTION REQUEST'])
    const done = await once(id, over)
    expect(done).toMatchObject({ state: 'complete', bytes: content.length })
    expect(done.requests.map(({ status, range, bytes }) => [status, range, bytes])).toEqual([
      [200, null, 60_000],
      [206, 'bytes=60000-', 60_000],
      [206, 'bytes=120000-', 60_000],
      [206, 'bytes=180000-', 20_000],
    ])
  })

  it('is refused credentials, or finds nobody, and says so', { timeout: 30_000 }, async () => {
    const cpe = await booted('igd')
    const file = await bench.add(content)
    const changed = await bench.client.files.update({
      fileId: file.id,
      access: { scheme: 'basic', username: 'cpe', password: 'right' },
    })
    const raw = (CommandKey: string, URL: string) =>
      bench.client.rpcs.create({
        deviceId: cpe.deviceId,
        method: 'Download',
        arguments: { CommandKey, FileType: '2 Web Content', URL, Username: 'cpe', Password: 'wrong' },
      })
    await raw('one', changed.url ?? '')
    await raw('two', 'http://127.0.0.1:1/nobody')
    await cpe.inform(['6 CONNECTION REQUEST'])
    const byKey = async (key: string) => {
      const { items } = await bench.client.transfers.list({ deviceId: cpe.deviceId, filter: key })
      const [transfer] = items
      if (transfer === undefined) throw new Error('There is no transfer.')
      return once(transfer.id, over)
    }
    const [one, two] = [await byKey('one'), await byKey('two')]
    expect(one).toMatchObject({ ours: true, fileId: file.id, transferComplete: { faultCode: '9012' } })
    expect(one.sentence).toMatch(
      /The last request at the file server: The user name or the password is wrong\.$/,
    )
    // CWMP 1.0 has one code for it.
    expect(two).toMatchObject({ ours: false, fileId: null, transferComplete: { faultCode: '9010' } })
  })

  it('waits as long as it is told', { timeout: 30_000 }, async () => {
    const cpe = await booted()
    const file = await bench.add(content, { fileType: '2 Web Content' })
    const { id } = await bench.client.transfers.download({
      deviceId: cpe.deviceId,
      fileId: file.id,
      delaySeconds: 1,
    })
    await cpe.inform(['6 CONNECTION REQUEST'])
    const waiting = await bench.client.transfers.get({ transferId: id })
    expect(waiting.sentence).toBe('The CPE has taken the order and waits 1 s more, as it was told.')
    const done = await once(id, over)
    expect(Date.parse(done.startedAt ?? '') - Date.parse(waiting.createdAt)).toBeGreaterThan(900)
  })

  it('that is cancelled in the queue says so', async () => {
    const cpe = await booted()
    const file = await bench.add(content)
    const { id, rpcId } = await bench.client.transfers.download({ deviceId: cpe.deviceId, fileId: file.id })
    await bench.client.rpcs.cancel({ rpcId: rpcId ?? '' })
    expect(await bench.client.transfers.get({ transferId: id })).toMatchObject({
      state: 'cancelled',
      endedAt: expect.any(String),
    })
  })
})

describe('an upload, from the order to the file', () => {
  it('is ordered, received, reported, and can be had', { timeout: 30_000 }, async () => {
    const cpe = await booted()
    const { id } = await bench.client.transfers.upload({
      deviceId: cpe.deviceId,
      fileType: '1 Vendor Configuration File',
      access: { scheme: 'basic' },
    })
    await cpe.inform(['6 CONNECTION REQUEST'])
    const done = await once(id, over)
    expect(done).toMatchObject({ state: 'complete', direction: 'upload', odd: false })
    const file = await bench.client.files.get({ fileId: done.fileId ?? '' })
    expect(file).toMatchObject({ origin: 'cpe', transferId: id, deviceId: cpe.deviceId, size: done.bytes })
    const text = await (await bench.client.files.content({ fileId: file.id })).text()
    expect(text).toContain('Device.DeviceInfo.SerialNumber=')
    expect(text).not.toMatch(/Password=./)
  })

  it('that is too long is refused, and nothing of it is kept', { timeout: 30_000 }, async () => {
    const cpe = await booted()
    const { id } = await bench.client.transfers.upload({
      deviceId: cpe.deviceId,
      fileType: '1 Vendor Configuration File',
      maxBytes: 100,
    })
    await cpe.inform(['6 CONNECTION REQUEST'])
    expect(await once(id, over)).toMatchObject({ state: 'failed', transferComplete: { faultCode: '9011' } })
    expect((await bench.client.files.list({})).total).toBe(0)
  })
})

describe('an upload by curl', () => {
  async function target(options: { maxBytes?: number } = {}) {
    const cpe = await booted()
    return bench.client.transfers.upload({
      deviceId: cpe.deviceId,
      fileType: '2 Vendor Log File',
      ...options,
    })
  }
  const statusCode = ['-o', '/dev/null', '-w', '%{http_code}'] as const

  it.each([
    ['PUT', (path: string) => ['-T', path], '2 Vendor Log File.bin'],
    ['POST', (path: string) => ['--data-binary', `@${path}`], '2 Vendor Log File.bin'],
    [
      'POST of a form',
      (path: string) => ['-F', 'note=hello', '-F', `logs=@${path};filename=../../log 1.txt`],
      'log 1.txt',
    ],
    [
      'PUT in chunks',
      (path: string) => ['-T', path, '-H', 'Transfer-Encoding: chunked'],
      '2 Vendor Log File.bin',
    ],
  ] as const)('is taken by %s', async (_how, args, name) => {
    const { id, url } = await target()
    const path = await bench.onDisk('log.txt', content)
    expect((await curl(...statusCode, ...args(path), url)).text).toBe('201')
    const { fileId, bytes, state } = await bench.client.transfers.get({ transferId: id })
    expect([bytes, state]).toEqual([content.length, 'fetched'])
    const blob = await bench.client.files.content({ fileId: fileId ?? '' })
    expect(Buffer.from(await blob.arrayBuffer()).equals(content)).toBe(true)
    expect((await bench.client.files.get({ fileId: fileId ?? '' })).name).toBe(name)
  })

  it('is refused with 413 before it is sent, and while it is sent', async () => {
    const { id, url } = await target({ maxBytes: 1_000 })
    const path = await bench.onDisk('log.txt', content)
    expect((await curl(...statusCode, '-T', path, url)).text).toBe('413')
    expect(
      (await curl(...statusCode, '-T', path, '-H', 'Transfer-Encoding: chunked', '-H', 'Expect:', url)).text,
    ).toBe('413')
    const { requests } = await bench.client.transfers.get({ transferId: id })
    expect(requests.map(({ status, result }) => [status, result])).toEqual([
      [413, 'refused'],
      [413, 'refused'],
    ])
    expect((await bench.client.files.list({})).total).toBe(0)
  })

  it('is refused with 507 when CPEs have sent as much as may be kept', async () => {
    await bench.client.files.changeServer({ maxReceivedBytes: 10 })
    const { url } = await target()
    const path = await bench.onDisk('log.txt', content)
    const refused = await curl('-w', '%{http_code}', '-T', path, url)
    expect(refused.text).toMatch(/There is no room for it.*507$/s)
  })

  it('breaks off and leaves nothing', async () => {
    const { id, url } = await target()
    const path = await bench.onDisk('log.txt', pattern(5_000_000))
    await curl('--limit-rate', '100K', '--max-time', '1', '-T', path, url)
    await expect
      .poll(async () => (await bench.client.transfers.get({ transferId: id })).requests.at(-1)?.result)
      .toBe('cut-off')
    expect((await bench.client.files.list({})).total).toBe(0)
  })

  it.each([
    ['without boundary', 'multipart/form-data', 'x'],
    [
      'that breaks off',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\nhalf',
    ],
    [
      'without a file',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="f"\r\n\r\nx\r\n--b--\r\n',
    ],
  ])('in a form %s is refused with 400', async (_what, type, body) => {
    const { url } = await target()
    const path = await bench.onDisk('form', body)
    expect(
      (await curl(...statusCode, '--data-binary', `@${path}`, '-H', `Content-Type: ${type}`, url)).text,
    ).toBe('400')
  })
})

describe('an upload that is sent again', () => {
  it('takes the place of the one that hangs, and ends when it is over', { timeout: 30_000 }, async () => {
    await runSession(bench.engine.acsUrl, inform())
    const { id, rpcId, url } = await bench.client.transfers.upload({
      deviceId,
      fileType: '2 Vendor Log File',
    })
    const { pathname } = new URL(url)
    const hanging = raw(url, `PUT ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf`)
    await once(id, ({ state }) => state === 'running')
    const path = await bench.onDisk('log.txt', content)
    const sent = await curl('-w', '%{http_code}', '-T', path, url)
    expect(sent.text).toMatch(/201$/)
    expect(await hanging).toBe('')
    const { requests, bytes } = await once(id, ({ requests: all }) =>
      all.every(({ result }) => result !== null),
    )
    expect(bytes).toBe(content.length)
    expect(requests.map(({ result, detail }) => [result, detail])).toEqual([
      ['failed', 'The CPE began to send the file anew.'],
      ['whole', 'The file was received whole (200000 bytes).'],
    ])
    expect((await bench.client.files.list({})).total).toBe(1)
    await bench.client.rpcs.cancel({ rpcId: rpcId ?? '' })
    expect((await curl('-w', '%{http_code}', '-T', path, url)).text).toBe(
      'This upload is over. Order another one.\n410',
    )
  })

  it('is told why it is refused, also where it goes on sending', { timeout: 30_000 }, async () => {
    await runSession(bench.engine.acsUrl, inform())
    const { url } = await bench.client.transfers.upload({
      deviceId,
      fileType: '2 Vendor Log File',
      maxBytes: 10,
    })
    const { pathname } = new URL(url)
    const told = (received: string) => received.includes('the most that is taken for it.\n')
    const much = 'x'.repeat(5_000_000)
    const head = `PUT ${pathname} HTTP/1.1\r\nHost: x\r\n`
    const refused = /^HTTP\/1\.1 413 .*The upload is longer than 10 bytes/s
    expect(await raw(url, `${head}Content-Length: 5000000\r\n\r\n${much}`, told)).toMatch(refused)
    const chunk = `${much.length.toString(16)}\r\n${much}\r\n`
    expect(await raw(url, `${head}Transfer-Encoding: chunked\r\n\r\n${chunk}`, told)).toMatch(refused)
    // Who never stops is hung up on.
    const endless = `${head}Content-Length: 100000000\r\n\r\n${much}`
    expect(await raw(url, endless)).toMatch(refused)
  })
})

describe('a file that is fetched by its own URL', () => {
  const order = (of: string, CommandKey: string, URL: string) =>
    bench.client.rpcs.create({
      deviceId: of,
      method: 'Download',
      arguments: { CommandKey, FileType: '2 Web Content', URL },
    })
  const downloadResponse = (request: string) =>
    `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0"><s:Header><cwmp:ID s:mustUnderstand="1">${/<[\w-]+:ID[^>]*>([^<]*)</.exec(request)?.[1] ?? ''}</cwmp:ID></s:Header><s:Body><cwmp:DownloadResponse><Status>1</Status><StartTime>0001-01-01T00:00:00Z</StartTime><CompleteTime>0001-01-01T00:00:00Z</CompleteTime></cwmp:DownloadResponse></s:Body></s:Envelope>`

  it('belongs to the order of the device at that address', async () => {
    await runSession(bench.engine.acsUrl, inform())
    const file = await bench.add(content)
    await order(deviceId, 'key', file.url ?? '')
    await runSession(bench.engine.acsUrl, inform(), downloadResponse)
    await curl(file.url ?? '')
    const { items } = await bench.client.transfers.list({})
    expect(items).toEqual([
      expect.objectContaining({ deviceId, commandKey: 'key', state: 'fetched', fileId: file.id }),
    ])
  })

  it('belongs to nobody where nobody was told to fetch it, and that is said once', async () => {
    const file = await bench.add(content)
    await curl(file.url ?? '')
    await curl(file.url ?? '')
    const { items } = await bench.client.transfers.list({})
    expect(items).toEqual([
      expect.objectContaining({
        deviceId: null,
        rpcId: null,
        state: 'fetched',
        odd: true,
        sentence: expect.stringMatching(
          /^Fetched by somebody for whom no order is known here: 200000 of 200000 bytes\./,
        ),
      }),
    ])
    expect(items[0]?.requests).toHaveLength(2)
  })
})

describe('what a program that was killed did not note', () => {
  const key = 'lost'

  function said(request: string, body: string): string {
    const id = /<[\w-]+:ID[^>]*>([^<]*)</.exec(request)?.[1] ?? 'raw-2'
    return `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0"><s:Header><cwmp:ID s:mustUnderstand="1">${id}</cwmp:ID></s:Header><s:Body>${body}</s:Body></s:Envelope>`
  }

  it('is looked up in the capture at the next start', { timeout: 30_000 }, async () => {
    await runSession(bench.engine.acsUrl, inform())
    const file = await bench.add(content)
    const { id, url } = await bench.client.transfers.download({ deviceId, fileId: file.id, commandKey: key })
    expect((await curl(url)).out.length).toBe(content.length)
    await runSession(bench.engine.acsUrl, inform(), (request) =>
      said(
        request,
        '<cwmp:DownloadResponse><Status>1</Status><StartTime>0001-01-01T00:00:00Z</StartTime><CompleteTime>0001-01-01T00:00:00Z</CompleteTime></cwmp:DownloadResponse>',
      ),
    )
    const fetched = await once(id, ({ state }) => state === 'fetched')
    const cpe = await openRawCpe(bench.engine.acsUrl)
    await cpe.post(inform('7 TRANSFER COMPLETE'))
    await cpe.post(
      said(
        '',
        `<cwmp:TransferComplete><CommandKey>${key}</CommandKey><FaultStruct><FaultCode>9018</FaultCode><FaultString>bad</FaultString></FaultStruct><StartTime>2026-11-22T10:00:00Z</StartTime><CompleteTime>2026-11-22T10:00:01Z</CompleteTime></cwmp:TransferComplete>`,
      ),
    )
    await cpe.post('')
    cpe.close()
    await once(id, over)
    await bench.engine.stop(0)
    // As if the program had died between the journal and the workspace.
    const database = new DatabaseSync(join(bench.folder, 'workspace', 'workspace.db'))
    const row = database.prepare('SELECT record FROM transfer WHERE id = ?').get(id)
    const before = { ...JSON.parse(String(row?.['record'])), transferComplete: null, endedAt: null }
    database.prepare('UPDATE transfer SET record = ? WHERE id = ?').run(JSON.stringify(before), id)
    database.close()
    const again = await bench.start()
    await expect
      .poll(async () => (await again.client.transfers.get({ transferId: id })).transferComplete?.faultCode)
      .toBe('9018')
    expect((await again.client.transfers.get({ transferId: id })).bytes).toBe(fetched.bytes)
  })
})

describe('the journal', () => {
  it('has every request: begun, going on, ended', async () => {
    const file = await bench.add(content)
    await bench.client.files.update({ fileId: file.id, bytesPerSecond: 200_000 })
    expect((await curl(file.url ?? '')).out.length).toBe(content.length)
    await curl('-I', file.url ?? '')
    await bench.engine.stop(0)
    const capture = new DatabaseSync(bench.engine.capturePath, { readOnly: true })
    const events = capture
      .prepare("SELECT data FROM journal WHERE kind = 'event' ORDER BY seq")
      .all()
      .map((row) => JSON.parse(String(row['data'])))
      .filter(({ type }) => String(type).startsWith('transfer-'))
    capture.close()
    const types = events.map(({ type }) => type)
    expect(types[0]).toBe('transfer-started')
    expect(types.slice(-2)).toEqual(['transfer-ended', 'transfer-ended'])
    const progress = events.filter(({ type }) => type === 'transfer-progress')
    // A second of it, told four times a second at most.
    expect(progress.length).toBeGreaterThan(1)
    expect(progress.length).toBeLessThan(6)
    expect(events.at(-2)).toMatchObject({
      fileId: file.id,
      direction: 'download',
      method: 'GET',
      status: 200,
      bytes: content.length,
      result: 'whole',
      remote: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
    })
    expect(events.at(-1)).toMatchObject({ method: 'HEAD', bytes: 0, result: 'nothing' })
  })
})
