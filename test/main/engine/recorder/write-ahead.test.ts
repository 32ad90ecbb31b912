import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { record, useCaptures } from './captures.js'

const { folder, open } = useCaptures()
const device = '00A0B1-Box-S1'
const count = 6_000
const values = Object.fromEntries(
  Array.from({ length: count }, (_, index) => [`Device.Row.${String(index + 1)}.Name`, String(index)]),
)

/** What another program sees of the projections. */
function onDisk(path: string): { changes: number; messages: number } {
  const database = new DatabaseSync(path, { readOnly: true })
  const rows = (table: string) =>
    Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n'] ?? 0)
  const seen = { changes: rows('parameter_change'), messages: rows('message') }
  database.close()
  return seen
}

test('what a large message teaches is written in slices, and a kill between two of them doubles nothing', async () => {
  const { recorder, reader } = await open()
  await record(recorder, (traffic) => void traffic.session({ values }))
  await reader.devices()
  const before = onDisk(folder.capture)
  expect(before.changes).toBe(count)
  // A boot puts every value in doubt, and the same Inform confirms it: one change for all and one for each.
  await record(
    recorder,
    (traffic) => void traffic.session({ events: ['1 BOOT'], values }),
    before.messages / 2,
  )
  let seen = onDisk(folder.capture)
  while (seen.changes === before.changes) {
    await turn()
    seen = onDisk(folder.capture)
  }
  // The rest waits for the next turns, and so does the message that it belongs to.
  expect(seen.changes).toBeLessThan(2 * count)
  expect(seen.messages).toBe(before.messages)

  const killed = join(folder.path, 'killed.cwmp')
  copyFileSync(folder.capture, killed)
  if (existsSync(`${folder.capture}-wal`)) copyFileSync(`${folder.capture}-wal`, `${killed}-wal`)
  const again = await open(killed)
  expect(onDisk(killed).changes).toBe(2 * count + 1)
  const path = `Device.Row.${String(count)}.Name`
  expect((await again.reader.history(device, path, { limit: 10 }))?.items[0]?.value).toBe(String(count - 1))
})

test('whoever reads while slices are being written gets all of it', async () => {
  const { recorder, reader } = await open()
  await record(recorder, (traffic) => void traffic.session({ values }))
  while (onDisk(folder.capture).changes === 0) await turn()
  const last = `Device.Row.${String(count)}.Name`
  expect((await reader.history(device, last, { limit: 10 }))?.total).toBe(1)
  expect(onDisk(folder.capture).changes).toBe(count)
})
