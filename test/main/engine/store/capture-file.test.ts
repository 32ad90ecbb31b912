import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { openCaptureForReading } from '../../../../src/main/engine/store/index.js'
import { record, useCaptures } from '../recorder/captures.js'

const { folder, open } = useCaptures()

function database(sql: string): void {
  const file = new DatabaseSync(folder.capture)
  file.exec(sql)
  file.close()
}

async function capture(): Promise<void> {
  const { recorder } = await open()
  await record(recorder, (traffic) => void traffic.session())
  await recorder.close()
}

describe('a file that is no capture we can read', () => {
  test.each([
    ['foreign', 'text', () => writeFileSync(folder.capture, 'GET / HTTP/1.1\r\n\r\n'), /no SQLite file/],
    [
      'foreign',
      'a database of another program',
      () => database('CREATE TABLE notes (text)'),
      /another program/,
    ],
    [
      'newer-format',
      'a capture of the future',
      async () => {
        await capture()
        database("PRAGMA user_version = 99; UPDATE meta SET value = '9.9.9' WHERE key = 'madeBy'")
      },
      /format 99, written by version 9\.9\.9; .*Open it with version 9\.9\.9/,
    ],
    [
      'unreadable',
      'a capture cut in half',
      async () => {
        await capture()
        const whole = readFileSync(folder.capture)
        writeFileSync(folder.capture, whole.subarray(0, 5000))
      },
      /cannot be opened: .*Check that the file is whole/,
    ],
    [
      'unreadable',
      'a capture with its middle overwritten',
      async () => {
        await capture()
        const bytes = readFileSync(folder.capture)
        bytes.fill(0x55, 100, 4096)
        writeFileSync(folder.capture, bytes)
      },
      /cannot be opened: /,
    ],
  ] as const)('%s: %s is refused with what to do, and left as it is', async (code, _, make, message) => {
    await make()
    const before = readFileSync(folder.capture)
    await expect(open()).rejects.toMatchObject({
      name: 'CaptureError',
      code,
      message: expect.stringMatching(message),
    })
    expect(() => openCaptureForReading(folder.capture)).toThrow(message)
    expect(readFileSync(folder.capture).equals(before)).toBe(true)
    expect(existsSync(`${folder.capture}-lock`)).toBe(false)
  })

  test('a folder is refused', async () => {
    mkdirSync(folder.capture)
    await expect(open()).rejects.toMatchObject({ code: 'unreadable' })
  })

  test('a path through a file is refused', async () => {
    writeFileSync(folder.capture, '')
    await expect(open(join(folder.capture, 'inside.cwmp'))).rejects.toMatchObject({ code: 'unreadable' })
  })
})

describe('a capture opened for reading', () => {
  test('must exist, and none is made', () => {
    expect(() => openCaptureForReading(folder.capture)).toThrow(/no capture at/)
    expect(existsSync(folder.capture)).toBe(false)
  })

  test('may be recorded into meanwhile', async () => {
    const { recorder, reader } = await open()
    await record(recorder, (traffic) => void traffic.session())
    expect((await reader.sessions({ limit: 1 })).total).toBe(1)
    const view = openCaptureForReading(folder.capture)
    expect((await view.reader.sessions({ limit: 1 })).items).toEqual(
      (await reader.sessions({ limit: 1 })).items,
    )
    await record(recorder, (traffic) => void traffic.session({ serial: 'S2' }), 2)
    await reader.figures()
    expect((await view.reader.sessions({ limit: 1 })).total).toBe(2)
    view.close()
  })

  test('is not changed if it was closed cleanly', async () => {
    await capture()
    const before = readFileSync(folder.capture)
    const view = openCaptureForReading(folder.capture)
    expect((await view.reader.sessions({ limit: 1 })).items).toMatchObject([{ outcome: 'completed' }])
    view.close()
    expect(readFileSync(folder.capture).equals(before)).toBe(true)
  })
})

test('a new capture is readable by its owner alone: credentials cross the wire', async () => {
  const { recorder } = await open()
  await record(recorder, (traffic) => void traffic.session())
  for (const file of [folder.capture, `${folder.capture}-wal`]) {
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600')
  }
})
