import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSimulatedCpe } from '../../../../src/main/engine/simulator/index.js'
import { curl, pattern, startBench, type Bench } from './bench.js'

let bench: Bench
afterEach(() => bench.close())

const content = pattern(200_000)

describe('files over TLS', () => {
  beforeEach(async () => {
    bench = await startBench({ acsTlsPort: 0 })
  })

  it('come on the same port, with the certificate of the ACS', async () => {
    const { url } = await bench.add(content)
    const authority = await bench.client.acs.tls.authority({ format: 'pem' })
    const ca = await bench.onDisk('ca.pem', await authority.text())
    const secure = (url ?? '').replace(/^http:/, 'https:')
    const fetched = await curl('--cacert', ca, secure)
    expect([fetched.code, fetched.out.equals(content)]).toEqual([0, true])
    expect((await curl(url ?? '')).out.equals(content)).toBe(true)
    const range = await curl('--cacert', ca, '-r', '10-19', secure)
    expect(range.out.equals(content.subarray(10, 20))).toBe(true)
  })

  it('are ordered with TLS from a device that is told to, and without otherwise', async () => {
    const cpe = createSimulatedCpe({
      acsUrl: bench.engine.acsUrl,
      model: { builtIn: 'device2' },
      connectionRequest: null,
    })
    await cpe.start()
    const { deviceId } = cpe
    const { id: fileId } = await bench.add(content)
    const plain = await bench.client.transfers.download({ deviceId, fileId })
    const secure = await bench.client.transfers.download({ deviceId, fileId, secure: true })
    expect([plain.url, secure.url].map((url) => new URL(url).protocol)).toEqual(['http:', 'https:'])
    expect((await curl('-k', secure.url)).out.equals(content)).toBe(true)
    await cpe.stop()
  })
})

describe('without TLS', () => {
  it('a handshake is hung up on', async () => {
    bench = await startBench()
    const { url } = await bench.add(content)
    expect((await curl('-k', (url ?? '').replace(/^http:/, 'https:'))).code).toBe(35)
  })
})

/** A foreign CPE, where somebody has built it; it is never part of this project. */
const genieacsSim = process.env['GENIEACS_SIM'] ?? join(tmpdir(), 'peers', 'genieacs-sim')

describe.skipIf(!existsSync(join(genieacsSim, 'genieacs-sim')))('genieacs-sim', () => {
  let child: ChildProcess | null = null
  beforeEach(async () => {
    bench = await startBench()
  })
  afterEach(async () => {
    if (child === null || child.exitCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  })

  it('fetches what it is told to, and its report ends the transfer', { timeout: 40_000 }, async () => {
    child = spawn(process.execPath, [join(genieacsSim, 'genieacs-sim'), '-u', bench.engine.acsUrl], {
      cwd: genieacsSim,
      stdio: 'ignore',
    })
    const { client } = bench
    await expect.poll(async () => (await client.devices.list({})).total, { timeout: 20_000 }).toBe(1)
    const deviceId = (await client.devices.list({})).items[0]?.id ?? ''
    await expect
      .poll(async () => (await client.sessions.list({ limit: 1 })).items[0]?.state, { timeout: 10_000 })
      .toBe('done')
    const { id: fileId } = await bench.add(content)
    const { id } = await client.transfers.download({ deviceId, fileId, deliver: 'connection-request' })
    const state = async () => (await client.transfers.get({ transferId: id })).state
    await expect.poll(state, { timeout: 20_000 }).toBe('fetched')
    // It reports in its next session, whatever that is for.
    await client.connectionRequest({ deviceId })
    await expect.poll(state, { timeout: 20_000 }).toBe('complete')
    expect(await client.transfers.get({ transferId: id })).toMatchObject({
      deviceId,
      bytes: content.length,
      odd: false,
      transferComplete: { faultCode: '0' },
      requests: [expect.objectContaining({ status: 200, result: 'whole' })],
    })
  })
})
