import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAcs, type Acs } from '../../../../src/main/engine/acs/index.js'
import { openCapture, type OpenedCapture } from '../../../../src/main/engine/recorder/index.js'
import { createRpcQueue, type RpcQueue } from '../../../../src/main/engine/rpcs/index.js'
import { openWorkspace, type Workspace } from '../../../../src/main/engine/workspace/index.js'
import { idOf, message, RawConnection } from './raw-cpe.js'

const deviceId = '02AB10-Home%20Box%2D2-SN1'
const now = (): number => Date.now() * 1000
const secrets = { encrypted: false, seal: (plain: string) => plain, open: (sealed: string) => sealed }

let dir: string
let capture: OpenedCapture
let workspace: Workspace
let queue: RpcQueue
let acs: Acs
let cpe: RawConnection
const problems: Error[] = []

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'cwmpwb-acs-'))
  capture = await openCapture({ path: join(dir, 'test.cwmpcap'), now })
  workspace = openWorkspace({ dir, secrets })
  queue = createRpcQueue({ workspace, now })
  acs = createAcs({
    recorder: capture.recorder,
    queue,
    now,
    maxBodyBytes: 1_000_000,
    trustProxy: false,
    onProblem: (problem) => problems.push(problem),
  })
  const { port } = await acs.listen('127.0.0.1', 0)
  cpe = await RawConnection.open(port)
})
afterEach(async () => {
  cpe.close()
  await acs.close(0)
  await capture.recorder.close()
  workspace.close()
  rmSync(dir, { recursive: true })
  expect(problems.splice(0)).toEqual([])
})

const page = { limit: 100 }

describe('a session over the real recorder', () => {
  it('is in the capture with its messages paired, its device and the value the CPE told', async () => {
    const rpc = queue.create({
      deviceId,
      method: 'GetParameterValues',
      arguments: { ParameterNames: ['InternetGatewayDevice.DeviceInfo.UpTime'] },
    })
    const done = queue.wait(rpc.id, 10_000)
    await cpe.post(message('inform-1-0', { SERIAL: 'SN1' }))
    await cpe.post(message('transfer-complete'))
    const asked = await cpe.post()
    await cpe.post(message('get-parameter-values-response', { 'MESSAGE-ID': idOf(asked) ?? '' }))
    const ended = await done
    await acs.close(2_000)

    const sessions = await capture.reader.sessions(page)
    expect(sessions.items).toMatchObject([
      {
        deviceId,
        state: 'done',
        outcome: 'completed',
        boundBy: 'connection',
        messages: 8,
        cwmpVersion: '1.0',
      },
    ])
    const messages = await capture.reader.sessionMessages(sessions.items[0]?.id ?? '', page)
    expect(messages.items.map(({ kind, rpc: name, httpStatus }) => [kind, name, httpStatus])).toEqual([
      ['request', 'Inform', undefined],
      ['response', 'Inform', 200],
      ['request', 'TransferComplete', undefined],
      ['response', 'TransferComplete', 200],
      ['empty', null, undefined],
      ['request', 'GetParameterValues', 200],
      ['response', 'GetParameterValues', undefined],
      ['empty', null, 204],
    ])
    expect(ended).toMatchObject({ state: 'done' })
    const [request, response] = await Promise.all(
      (ended?.messageIds ?? []).map((id) => capture.reader.message(id)),
    )
    expect(request).toMatchObject({ rpc: 'GetParameterValues', kind: 'request', pairedWith: response?.id })
    expect(response).toMatchObject({ rpc: 'GetParameterValues', kind: 'response', pairedWith: request?.id })

    const parameters = await capture.reader.parameters(deviceId, { ...page, search: 'UpTime' })
    expect(parameters?.items).toContainEqual(expect.objectContaining({ value: '4711', source: 'get' }))
  })

  it('keeps what we send free of findings', async () => {
    queue.create({ deviceId, method: 'Reboot', arguments: { CommandKey: 'k' } })
    await cpe.post(message('inform-1-0', { SERIAL: 'SN1' }))
    await cpe.post(message('unknown-rpc'))
    await cpe.post()
    await acs.close(0)
    const { items } = await capture.reader.sessions(page)
    const messages = await capture.reader.sessionMessages(items[0]?.id ?? '', page)
    const ours = messages.items.filter(({ direction }) => direction === 'acs-to-cpe')
    expect(ours.map(({ kind, rpc }) => [kind, rpc])).toEqual([
      ['response', 'Inform'],
      ['fault', 'X_02AB10_Greet'],
      ['request', 'Reboot'],
    ])
    expect(ours.map(({ findings }) => findings)).toEqual([0, 0, 0])
    expect(items[0]).toMatchObject({ state: 'failed', outcome: 'interrupted' })
  })

  it('shows an Inform that cannot be read as a session that failed, and a GET as no session', async () => {
    expect((await cpe.post('<soap:Envelope><soap:Body>')).status).toBe(400)
    cpe.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    expect((await cpe.answer()).status).toBe(200)
    await acs.close(2_000)
    const { items } = await capture.reader.sessions(page)
    expect(items).toMatchObject([{ deviceId: null, state: 'failed', outcome: 'protocol-error' }])
    expect((await capture.reader.figures()).exchanges).toBe(2)
  })
})
