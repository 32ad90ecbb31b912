import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { openCaptureForReading } from '../../../../src/main/engine/store/index.js'
import { record, useCaptures } from './captures.js'

const { folder, open } = useCaptures()

function entriesOnDisk(): number {
  const database = new DatabaseSync(folder.capture, { readOnly: true })
  const row = database.prepare('SELECT count(*) AS n FROM journal').get()
  database.close()
  return Number(row?.['n'])
}

test('what a crowd hands in at once is committed in portions, and each entry goes on with its own', async () => {
  const { recorder } = await open()
  const before = entriesOnDisk()
  const seen: number[] = []
  const handed = Array.from({ length: 250 }, async (_, session) => {
    await recorder.event({ type: 'session-ended', at: 1, session, outcome: 'completed' })
    seen.push(entriesOnDisk() - before)
  })
  await Promise.all(handed)
  expect(seen).toHaveLength(250)
  expect(seen.slice(0, 100)).toEqual(Array.from({ length: 100 }, () => 100))
  expect(seen.at(-1)).toBe(250)
})

test('a crowd is projected as it would be one by one, and closing waits for all of it', async () => {
  const { recorder, reader } = await open()
  const serials = Array.from({ length: 600 }, (_, serial) => `S${serial}`)
  await record(recorder, (traffic) => {
    for (const serial of serials) traffic.session({ serial })
  })
  // In a backlog a reader does not wait for the rest.
  const early = await reader.sessions({ limit: 1 })
  expect(early.total).toBeLessThanOrEqual(600)
  await recorder.close()
  const again = await open()
  expect(again.problems).toEqual([])
  expect((await again.reader.sessions({ limit: 1 })).total).toBe(600)
  expect(await again.reader.devices()).toHaveLength(600)
  expect((await again.reader.newestSessions()).size).toBe(600)
})

test('the list of devices follows what is recorded, re-indexing, and other programs', async () => {
  const { recorder, reader } = await open()
  await record(recorder, (traffic) => void traffic.session({ serial: 'S1' }))
  expect((await reader.devices()).map(({ serialNumber }) => serialNumber)).toEqual(['S1'])
  const looking = openCaptureForReading(folder.capture)
  expect(await looking.reader.devices()).toHaveLength(1)
  await record(recorder, (traffic) => void traffic.session({ serial: 'S2' }), 50)
  expect((await reader.devices()).map(({ serialNumber }) => serialNumber)).toEqual(['S1', 'S2'])
  expect(await looking.reader.devices()).toHaveLength(2)
  looking.close()
  await recorder.reindex()
  expect(await reader.devices()).toHaveLength(2)
  expect((await reader.device('00A0B1-Box-S2'))?.serialNumber).toBe('S2')
})
