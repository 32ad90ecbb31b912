import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runProgram } from '../../../src/main/cli/program.js'
import {
  eventCodes,
  isInform,
  startScriptedAcs,
  tag,
  type ScriptedAcs,
} from '../engine/simulator/scripted-acs.js'

const repository = resolve(import.meta.dirname, '../../..')
const huawei = resolve(repository, '../shared/data/device-dumps/huawei-BM632w-202BC1-igd.csv')
let acs: ScriptedAcs

beforeEach(async () => {
  acs = await startScriptedAcs()
})
afterEach(async () => {
  await acs.close()
})

async function simulate(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const written = { out: '', err: '' }
  const take = (name: 'out' | 'err') => (text: string | Uint8Array) => {
    written[name] += String(text)
    return true
  }
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(take('out'))
  const err = vi.spyOn(process.stderr, 'write').mockImplementation(take('err'))
  try {
    const status = await runProgram(['simulate', ...args], { version: '0', pageFolder: '' })
    return { status, ...written }
  } finally {
    out.mockRestore()
    err.mockRestore()
  }
}

describe('simulate', () => {
  it('runs so many sessions of so many CPEs and prints totals as one JSON document', async () => {
    const { status, out, err } = await simulate('--acs', acs.url, '--count', '5', '--sessions', '3', '--json')
    expect([status, err]).toEqual([0, ''])
    const totals: unknown = JSON.parse(out)
    expect(totals).toMatchObject({ sessions: 15, failed: 0 })
    expect(totals).toHaveProperty('seconds')
    expect(totals).toHaveProperty('sessionsPerSecond')
    expect(totals).toHaveProperty('latencyMs.p50')
    expect(totals).toHaveProperty('latencyMs.p95')
    expect(totals).toHaveProperty('latencyMs.p99')
    const informs = acs.seen.filter(isInform)
    expect(new Set(informs.map(({ body }) => tag(body, 'SerialNumber')))).toEqual(
      new Set(['SIM000001', 'SIM000002', 'SIM000003', 'SIM000004', 'SIM000005']),
    )
    expect(informs.filter(({ body }) => eventCodes(body).includes('1 BOOT'))).toHaveLength(5)
  })

  it('numbers serial numbers by a pattern and takes a model from a file', async () => {
    const model = resolve(repository, 'test/fixtures/dumps/twelve-columns.csv')
    const { status } = await simulate(
      '--acs',
      acs.url,
      '--model',
      model,
      '--serial',
      'LAB-%03d',
      '--sessions',
      '1',
    )
    expect(status).toBe(0)
    expect(tag(acs.seen[0]?.body ?? '', 'SerialNumber')).toBe('LAB-001')
    expect(tag(acs.seen[0]?.body ?? '', 'ProductClass')).toBe('Gate-way')
  })

  it('ends with 1 when a session failed', async () => {
    acs.intercept = () => ({ status: 500 })
    const { status, out } = await simulate('--acs', acs.url, '--sessions', '1', '--json')
    expect(status).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ sessions: 1, failed: 1 })
  })

  it('ends with one line on standard error when the ACS cannot be reached', async () => {
    const unused = createServer().listen(0, '127.0.0.1')
    await once(unused, 'listening')
    const address = unused.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    unused.close()
    await once(unused, 'close')
    const { status, out, err } = await simulate(
      '--acs',
      `http://127.0.0.1:${port}/`,
      '--count',
      '20',
      '--sessions',
      '5',
    )
    expect([status, out]).toEqual([1, ''])
    expect(err).toMatch(
      /^cwmp-workbench: Nothing listens at http:\/\/127\.0\.0\.1:\d+\/ \(connection refused\)\. .*\n$/,
    )
    expect(err.split('\n')).toHaveLength(2)
    const script = await simulate('--acs', `http://127.0.0.1:${port}/`, '--sessions', '1', '--json')
    expect([script.status, JSON.parse(script.out)]).toMatchObject([1, { sessions: 1, failed: 1 }])
  })

  it.each([
    [[], /--acs/],
    [['--acs', 'localhost'], /http or https URL/],
    [['--acs', 'http://127.0.0.1:1/', '--count', '0'], /whole number from 1/],
    [['--acs', 'http://127.0.0.1:1/', '--count', '2', '--serial', 'SAME'], /needs %d/],
    [['--acs', 'http://127.0.0.1:1/', '--username', 'u'], /belong together/],
    [['--acs', 'http://127.0.0.1:1/', '--stun', 'localhost'], /host and port/],
    [['--acs', 'http://127.0.0.1:1/', '--xmpp', 'cpe'], /must be a JID/],
    [['--acs', 'http://127.0.0.1:1/', '--xmpp', 'cpe@localhost'], /--xmpp-password/],
    [['--acs', 'http://127.0.0.1:1/', '--model', '/no/such/file.csv'], /there is no such file/],
    [['--acs', 'http://127.0.0.1:1/', '--model', resolve(repository, 'package.json')], /below Device\./],
    [['--acs', 'http://127.0.0.1:1/', '--loud'], /unknown option/i],
  ])('refuses %j with 2 and one clear line', async (args, message) => {
    const { status, out, err } = await simulate(...args)
    expect([status, out]).toEqual([2, ''])
    expect(err).toMatch(message)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })

  it.skipIf(!existsSync(huawei))(
    'plays the real Huawei dump (in ../shared) with all its parameters',
    async () => {
      acs.requests.push(
        '<w:GetParameterValues><ParameterNames><string>InternetGatewayDevice.</string></ParameterNames></w:GetParameterValues>',
      )
      const { status } = await simulate('--acs', acs.url, '--model', huawei, '--sessions', '1')
      expect(status).toBe(0)
      expect(tag(acs.seen[0]?.body ?? '', 'Manufacturer')).toBe('Huawei Technologies Co., Ltd.')
      expect(acs.seen[2]?.body).toContain('ParameterValueStruct[792]')
    },
  )
})
