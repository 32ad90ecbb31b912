import { spawnSync, execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { readBindingAnswer, writeBindingRequest } from '../../../../src/core/stun/index.js'
import { createStunControl, hmacSha1 } from '../../../../src/main/engine/stun/index.js'
import type { Workspace } from '../../../../src/main/engine/workspace/types.js'
import { memoryWorkspace } from '../rpcs/memory-workspace.js'
import { createMemoryRecorder } from '../wire/memory-recorder.js'
import { udpClient } from './udp-client.js'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

function start(workspace: Workspace = workspaceWithSecrets()) {
  const recorder = createMemoryRecorder()
  const problems: (string | null)[] = []
  const control = createStunControl({
    recorder,
    now: () => Date.now() * 1000,
    workspace,
    onChange: () => undefined,
    onProblem: (message) => problems.push(message),
  })
  ends.push(() => control.server.close())
  return { control, recorder, problems, workspace }
}

function workspaceWithSecrets(): Workspace {
  const secrets = new Map<string, string>()
  const workspace = memoryWorkspace()
  return {
    ...workspace,
    secrets: {
      ...workspace.secrets,
      secret: (name) => secrets.get(name) ?? null,
      setSecret(name, plain) {
        if (plain === null) secrets.delete(name)
        else secrets.set(name, plain)
      },
    },
  }
}

async function client() {
  const made = await udpClient()
  ends.push(made.close)
  return made
}

let ids = 0
function bindingRequest(given: Partial<Parameters<typeof writeBindingRequest>[0]> = {}) {
  const transactionId = new Uint8Array(16).fill(++ids)
  return writeBindingRequest(
    { transactionId, forConnectionRequests: true, changed: false, credentials: null, ...given },
    hmacSha1,
  )
}

describe('the STUN server', () => {
  it('tells clients their address, learns it, and journals both datagrams', async () => {
    const { control, recorder } = start()
    const { port } = await control.server.open('127.0.0.1', 0)
    const cpe = await client()
    const request = bindingRequest({ changed: true })
    await cpe.send(request, port)
    await cpe.until(1)
    const source = { host: '127.0.0.1', port: cpe.port }
    expect(readBindingAnswer(cpe.received[0]?.bytes ?? new Uint8Array())).toMatchObject({ address: source })
    expect(control.server.bindings).toEqual([
      expect.objectContaining({ source, forConnectionRequests: true, changed: true, username: null }),
    ])
    const facts = { type: 'stun', remote: `127.0.0.1:${cpe.port}`, local: `127.0.0.1:${port}` }
    expect(recorder.entries).toMatchObject([
      { event: { ...facts, direction: 'received', bytes: Buffer.from(request).toString('hex') } },
      { event: { ...facts, direction: 'sent' } },
    ])
  })

  it('answers from an address of this machine also when it listens on all', async () => {
    const { control, recorder } = start()
    const { port } = await control.server.open('0.0.0.0', 0)
    const cpe = await client()
    await cpe.send(bindingRequest(), port)
    await cpe.until(1)
    const sent = Buffer.from(cpe.received[0]?.bytes ?? []).toString('hex')
    // SOURCE-ADDRESS names 127.0.0.1 and the port.
    expect(sent).toContain(`000400080001${port.toString(16).padStart(4, '0')}7f000001`)
    expect(recorder.entries).toHaveLength(2)
  })

  it('serves IPv4 clients of an IPv6 socket, and sends to them', async () => {
    const { control } = start()
    const { port } = await control.server.open('::', 0)
    const cpe = await client()
    await cpe.send(bindingRequest(), port)
    await cpe.until(1)
    expect(control.server.bindings[0]?.source).toEqual({ host: '127.0.0.1', port: cpe.port })
    await control.server.send(new Uint8Array([1]), { host: '127.0.0.1', port: cpe.port })
    await cpe.until(2)
    expect(cpe.received[1]?.from).toBe(`127.0.0.1:${port}`)
  })

  it('sends from the port it listens on', async () => {
    const { control } = start()
    const { port } = await control.server.open('127.0.0.1', 0)
    const cpe = await client()
    await control.server.send(Buffer.from('x'), { host: '127.0.0.1', port: cpe.port })
    await cpe.until(1)
    expect(cpe.received[0]?.from).toBe(`127.0.0.1:${port}`)
  })

  it('asks for credentials once they are set, learns from those alone that have them, and keeps them', async () => {
    const { control, workspace } = start()
    const { port } = await control.server.open('127.0.0.1', 0)
    const credentials = { username: 'cpe', password: 'secret' }
    control.setCredentials(credentials)
    const cpe = await client()
    await cpe.send(bindingRequest(), port)
    await cpe.until(1)
    expect(readBindingAnswer(cpe.received[0]?.bytes ?? new Uint8Array())).toMatchObject({ code: 401 })
    expect(control.server.bindings).toEqual([])
    await cpe.send(bindingRequest({ credentials }), port)
    await cpe.until(2)
    expect(control.server.bindings).toMatchObject([{ username: 'cpe' }])
    expect(start(workspace).control.credentials).toEqual(credentials)
    control.setCredentials(null)
    expect(start(workspace).control.credentials).toBeNull()
  })

  it('is not troubled by garbage, and journals only so much of it', async () => {
    const { control, recorder } = start()
    const { port } = await control.server.open('127.0.0.1', 0)
    const cpe = await client()
    for (let count = 0; count < 300; count++) await cpe.send(Buffer.from(`garbage ${count}`), port)
    await cpe.send(Buffer.alloc(0), port)
    const request = bindingRequest()
    // The system drops datagrams in a flood; a client asks again.
    await expect
      .poll(async () => {
        await cpe.send(request, port)
        return cpe.received.length
      })
      .toBeGreaterThan(0)
    const garbage = recorder.entries.filter(
      (entry) => entry.type === 'event' && entry.event.type === 'stun' && entry.event.bytes.startsWith('67'),
    )
    expect(garbage.length).toBeGreaterThan(0)
    expect(garbage.length).toBeLessThanOrEqual(2 * 20)
  })

  it('goes on when the journal cannot be written', async () => {
    const { control, recorder } = start()
    recorder.event = () => Promise.reject(new Error('disk full'))
    const { port } = await control.server.open('127.0.0.1', 0)
    const cpe = await client()
    await cpe.send(bindingRequest(), port)
    await cpe.until(1)
    expect(control.server.bindings).toHaveLength(1)
  })

  it('runs again where it ran, says why if it cannot, and stays off when it was switched off', async () => {
    const first = start()
    await first.control.listen({ host: '127.0.0.1', port: 0 })
    const address = first.control.server.address
    const { control, problems } = start(first.workspace)
    await control.start('127.0.0.1', undefined)
    expect(control.server.address).toBeNull()
    expect(problems.at(-1)).toContain(`UDP port ${address?.port ?? 0} of 127.0.0.1: another program has it`)
    await first.control.server.close()
    await control.start('127.0.0.1', undefined)
    expect(control.server.address).toEqual(address)
    await control.listen(null)
    expect(control.server.address).toBeNull()
    const last = start(first.workspace)
    await last.control.start('127.0.0.1', undefined)
    expect(last.control.server.address).toBeNull()
  })

  it('moves to another address of the same port, and stays where it is when that fails', async () => {
    const { control } = start()
    const { port } = await control.server.open('0.0.0.0', 0)
    await control.server.open('127.0.0.1', port)
    expect(control.server.address).toEqual({ host: '127.0.0.1', port })
    await expect(control.server.open('192.0.2.1', port)).rejects.toThrow('no address of this machine')
    expect(control.server.address).toEqual({ host: '127.0.0.1', port })
    const cpe = await client()
    await cpe.send(bindingRequest(), port)
    await cpe.until(1)
  })
})

const has = (program: string) => spawnSync('which', [program]).status === 0
const run = promisify(execFile)

describe('foreign STUN clients', () => {
  it.skipIf(!has('stun'))('stun (Debian stun-client, RFC 3489) learns its address', async () => {
    const { control } = start()
    const { port } = await control.server.open('127.0.0.1', 0)
    const { stdout, stderr } = await run('stun', [`127.0.0.1:${port}`, '1', '-v'])
    const [binding] = control.server.bindings
    expect(`${stdout}${stderr}`).toContain(`mappedAddr=127.0.0.1:${binding?.source.port ?? 0}`)
  })

  it.skipIf(!has('turnutils_stunclient'))(
    'turnutils_stunclient (coturn, RFC 5389) learns its address',
    async () => {
      const { control } = start()
      const { port } = await control.server.open('127.0.0.1', 0)
      const { stdout } = await run('turnutils_stunclient', ['-p', String(port), '127.0.0.1'])
      const [binding] = control.server.bindings
      expect(stdout).toContain(`reflexive addr: 127.0.0.1:${binding?.source.port ?? 0}`)
    },
  )
})
