import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ORPCError } from '@orpc/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine } from '../../src/main/engine/engine.js'
import type { Engine } from '../../src/main/engine/types.js'
import { deviceId, inform, runSession } from './raw-cpe.js'
import { authorization, serve, transports, type Client } from './transports.js'

async function startEngine(folder: string): Promise<Engine> {
  return createEngine({
    acsHost: '127.0.0.1',
    acsPort: 0,
    workspaceDir: folder,
    demo: false,
    version: '0.0.0-test',
  })
}

describe.each(transports)('files over $name', (transport) => {
  let folder: string
  let engine: Engine
  let client: Client
  let disconnect: () => Promise<void>
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workbench-contract-'))
    engine = await startEngine(folder)
    const connected = await transport.connect(engine)
    client = connected.client
    disconnect = connected.close
  })
  afterAll(async () => {
    await disconnect()
    await engine.stop(0)
    await rm(folder, { recursive: true })
  })

  async function codeOf(call: Promise<unknown>): Promise<string> {
    try {
      await call
    } catch (error) {
      if (error instanceof ORPCError) return String(error.code)
      throw error
    }
    throw new Error('The call was not refused.')
  }

  it('are added, described, read and removed', async () => {
    const added = await client.files.add({
      query: { name: 'a.bin', fileType: '2 Web Content' },
      body: new Blob(['hello world']),
    })
    expect(added).toMatchObject({ name: 'a.bin', size: 11, origin: 'user', access: { scheme: 'none' } })
    const { id: fileId } = added
    expect(await client.files.get({ fileId })).toEqual(added)
    const changed = await client.files.update({ fileId, note: 'for the lab', bytesPerSecond: 5_000 })
    expect(changed).toEqual({ ...added, note: 'for the lab', bytesPerSecond: 5_000 })
    expect(await (await client.files.content({ fileId })).text()).toBe('hello world')
    expect(await (await client.files.content({ fileId, offset: 6, length: 3 })).text()).toBe('wor')
    expect((await client.files.list({ filter: 'LAB' })).items).toEqual([changed])
    expect((await client.files.list({ filter: 'nothing' })).total).toBe(0)
    expect(await client.files.remove({ fileId })).toEqual(changed)
    expect(await codeOf(client.files.get({ fileId }))).toBe('NOT_FOUND')
  })

  it('are ordered for a device, and only for one that is known', async () => {
    await runSession(engine.acsUrl, inform())
    const { id: fileId } = await client.files.add({ query: { name: 'b.bin' }, body: new Blob(['x']) })
    expect(await codeOf(client.transfers.download({ deviceId: 'nobody', fileId }))).toBe('NOT_FOUND')
    expect(await codeOf(client.transfers.download({ deviceId, fileId: 'none' }))).toBe('NOT_FOUND')
    expect(await codeOf(client.transfers.download({ deviceId, fileId }))).toBe('UNPROCESSABLE_CONTENT')
    expect(await codeOf(client.transfers.upload({ deviceId, fileType: 'x', secure: true }))).toBe('CONFLICT')
    const ordered = await client.transfers.download({
      deviceId,
      fileId,
      fileType: '2 Web Content',
      commandKey: 'key',
    })
    expect(ordered).toMatchObject({ state: 'ordered', commandKey: 'key', ours: true })
    expect(ordered.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/files\/[0-9a-f]{32}\/b\.bin$/)
    expect(await client.transfers.get({ transferId: ordered.id })).toEqual(ordered)
    expect((await client.transfers.list({ deviceId })).items[0]).toEqual(ordered)
    expect((await client.devices.get({ deviceId })).pending).toBe(1)
  })

  it('are given out as the file server is told', async () => {
    const before = await client.files.server()
    const changed = await client.files.changeServer({ maxUploadBytes: 5, baseUrl: 'http://files.example:99' })
    expect(changed).toEqual({ ...before, maxUploadBytes: 5, baseUrl: 'http://files.example:99' })
    const { url } = await client.files.add({ query: { name: 'c' }, body: new Blob([]) })
    expect(url).toMatch(/^http:\/\/files\.example:99\/files\//)
    expect(await codeOf(client.files.changeServer({ baseUrl: 'ftp://x' }))).toBe('BAD_REQUEST')
    expect(await codeOf(client.files.changeServer({ baseUrl: 'http://x/' }))).toBe('BAD_REQUEST')
    expect(await client.files.changeServer({ maxUploadBytes: before.maxUploadBytes, baseUrl: null })).toEqual(
      before,
    )
  })

  it.runIf(transport.pageCalls)('come in pieces, behind a handle', async () => {
    const { handle } = await client.files.begin({ name: 'pieces.bin' })
    const sizes = await Promise.all(
      ['abc', 'def', 'g'].map((text) => client.files.append({ handle, bytes: new Blob([text]) })),
    )
    expect(sizes.at(-1)).toEqual({ size: 7 })
    const file = await client.files.finish({ handle })
    expect(await (await client.files.content({ fileId: file.id })).text()).toBe('abcdefg')
    expect(await codeOf(client.files.append({ handle, bytes: new Blob(['x']) }))).toBe('NOT_FOUND')
    const other = await client.files.begin({ name: 'other.bin' })
    await client.files.discard(other)
    expect(await codeOf(client.files.finish(other))).toBe('NOT_FOUND')
    const open = await Promise.all(Array.from({ length: 16 }, () => client.files.begin({})))
    expect(await codeOf(client.files.begin({}))).toBe('CONFLICT')
    for (const each of open) await client.files.discard(each)
  })
})

describe('a file that a script sends', () => {
  let folder: string
  let engine: Engine
  let server: Awaited<ReturnType<typeof serve>>
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workbench-contract-'))
    engine = await startEngine(folder)
    server = await serve(engine)
  })
  afterAll(async () => {
    await server.close()
    await engine.stop(0)
    await rm(folder, { recursive: true })
  })

  const send = (query: string, init: RequestInit) =>
    fetch(`${server.apiUrl}/files${query}`, {
      ...init,
      method: 'POST',
      headers: { authorization, ...init.headers },
    })

  it('may be longer than any other call', async () => {
    const answer = await send('?name=big.bin&fileType=1%20Firmware%20Upgrade%20Image&version=2', {
      body: new Uint8Array(20 * 1024 * 1024),
      headers: { 'content-type': 'application/octet-stream' },
    })
    expect(answer.status).toBe(201)
    expect(await answer.json()).toMatchObject({
      name: 'big.bin',
      size: 20 * 1024 * 1024,
      fileType: '1 Firmware Upgrade Image',
      version: '2',
    })
  })

  it('may come in a form, and has its name from there unless the call gives one', async () => {
    const form = () => {
      const body = new FormData()
      body.append('note', 'x')
      body.append('file', new Blob(['content']), 'form.bin')
      return body
    }
    expect(await (await send('', { body: form() })).json()).toMatchObject({ name: 'form.bin', size: 7 })
    expect(await (await send('?name=mine.bin', { body: form() })).json()).toMatchObject({ name: 'mine.bin' })
  })

  it('is refused like any other call', async () => {
    const long = await send(`?fileType=${'x'.repeat(65)}`, { body: 'x' })
    expect([long.status, await long.json()]).toEqual([
      400,
      { code: 'BAD_REQUEST', message: expect.stringMatching(/^fileType: Too big/) },
    ])
    const broken = await send('', {
      body: 'x',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    })
    expect([broken.status, await broken.json()]).toEqual([
      422,
      { code: 'UNPROCESSABLE_CONTENT', message: 'The form breaks off before its end.' },
    ])
    const stranger = await fetch(`${server.apiUrl}/files`, { method: 'POST', body: 'x' })
    expect(stranger.status).toBe(401)
  })
})
