import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open } from 'node:fs/promises'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { displayName, urlName } from '../../../../src/main/engine/transfers/file-names.js'
import { createFileShelf } from '../../../../src/main/engine/transfers/file-shelf.js'
import type { StoredFile } from '../../../../src/main/engine/workspace/types.js'

let folder: string
const records = new Map<string, StoredFile>()
const store = {
  files: () => [...records.values()],
  saveFile: (file: StoredFile) => void records.set(file.id, file),
  removeFile: (id: string) => void records.delete(id),
}
const shelf = () => createFileShelf({ store, folder: join(folder, 'files'), now: () => 0 })
const facts = {
  name: '../../etc/passwd',
  fileType: '',
  version: '',
  note: '',
  origin: 'cpe',
  transferId: null,
  deviceId: null,
} as const

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbench-shelf-'))
  records.clear()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true })
})

it('keeps bytes by id, readable by their owner only, whatever the file is called', async () => {
  const arrival = await shelf().receive(facts, null)
  await arrival.write(Buffer.from('abc'))
  const file = await arrival.finish()
  expect(file).toMatchObject({ name: 'passwd', size: 3 })
  expect(await readdir(join(folder, 'files'))).toEqual([file.id])
  expect((await stat(join(folder, 'files', file.id))).mode & 0o777).toBe(0o600)
})

it('sweeps what never came whole, and nothing that is not its own', async () => {
  const before = shelf()
  await (await before.receive(facts, null)).write(Buffer.from('half'))
  const whole = await (await before.receive(facts, null)).finish()
  await writeFile(join(folder, 'files', 'thesis.doc'), 'precious')
  expect(await readdir(join(folder, 'files'))).toHaveLength(3)
  shelf()
  expect((await readdir(join(folder, 'files'))).sort()).toEqual([whole.id, 'thesis.doc'].sort())
})

it('says so when the disk is full, and leaves nothing', async () => {
  const arrival = await shelf().receive(facts, null)
  const probe = await open(join(folder, 'probe'), 'w')
  vi.spyOn(Object.getPrototypeOf(probe), 'write').mockRejectedValueOnce(
    Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }),
  )
  await expect(arrival.write(Buffer.from('abc'))).rejects.toThrow(
    /^The disk is full: the file could not be kept in .*files\. Make room there and have it sent again\.$/,
  )
  await probe.close()
  expect(await readdir(join(folder, 'files'))).toEqual([])
  await expect(arrival.write(Buffer.from('abc'))).rejects.toThrow(/abandoned/)
  await expect(arrival.finish()).rejects.toThrow(/abandoned/)
})

it('says so when the bytes of a file have gone from the disk, or are others', async () => {
  const kept = shelf()
  const file = await (await kept.receive(facts, null)).finish()
  await writeFile(kept.pathOf(file), 'longer')
  await expect(kept.open(file)).rejects.toThrow(
    /it has 6 bytes on disk instead of 0\. Remove it and add it again\.$/,
  )
  await rm(kept.pathOf(file))
  await expect(kept.open(file)).rejects.toThrow(/cannot be read: ENOENT/)
})

it.each([
  ['firmware.bin', 'firmware.bin', 'firmware.bin'],
  ['C:\\temp\\a b.bin', 'a b.bin', 'a_b.bin'],
  ['..', 'file', 'file'],
  ['', 'file', 'file'],
  ['a\u0000\u202Enib.exe', 'anib.exe', 'anib.exe'],
  ['.htaccess', '.htaccess', 'htaccess'],
  ['Größe.bin', 'Größe.bin', 'Gro_e.bin'],
  [`${'x'.repeat(300)}.tar`, 'x'.repeat(200), 'x'.repeat(60)],
  [`${'x'.repeat(100)}.tar`, `${'x'.repeat(100)}.tar`, `${'x'.repeat(56)}.tar`],
])('calls %j %j, and %j in a URL', (given, shown, inUrl) => {
  expect(displayName(given)).toBe(shown)
  expect(urlName(given)).toBe(inUrl)
})
