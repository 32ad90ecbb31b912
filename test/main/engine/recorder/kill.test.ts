import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCapture } from '../../../../src/main/engine/recorder/index.js'

/** Rounds of recording and killing; the long run is `npm run torture`. */
const KILLS = Number(process.env['TORTURE_KILLS'] ?? 6)

let folder: string
let program: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kill-'))
  await build({
    configFile: false,
    logLevel: 'silent',
    // It runs in a folder of its own, where there are no packages.
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'kill-child.ts'),
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: 'kill-child.mjs' } },
    },
  })
  program = join(folder, 'kill-child.mjs')
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Lets a child record until it has committed so much, kills it, and gives what it said was committed. */
async function recordAndKill(path: string, lines: number): Promise<string[]> {
  const child = spawn(process.execPath, [program, path], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const said: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line)
    if (said.length >= lines) child.kill('SIGKILL')
  }
  expect((await exited)[1]).toBe('SIGKILL')
  return said.filter((line) => !line.startsWith('ready'))
}

test(
  `${KILLS} kills at any moment lose nothing that was committed, and the capture opens each time`,
  async () => {
    const path = join(folder, 'killed.cwmp')
    let interrupted = 0
    for (let round = 0; round < KILLS; round += 1) {
      // Never the same moment of a session or of a write.
      const said = await recordAndKill(path, 3 + Math.floor(Math.random() * 400))
      const { recorder, reader } = await openCapture({ path, now: () => Date.now() * 1000 })
      for (const line of said) {
        const [side = '', exchange = '', length = ''] = line.split(' ')
        const id = `${recorder.captureId}.${exchange}.${side}`
        expect((await reader.bytes(id))?.body.length, id).toBe(Number(length))
        expect(await reader.message(id), id).not.toBeNull()
      }
      const open = await reader.sessions({ limit: 1, filter: 'state:open' })
      expect(open.total).toBe(0)
      interrupted = (await reader.sessions({ limit: 1000 })).items.filter(
        ({ outcome }) => outcome === 'interrupted',
      ).length
      await recorder.close()
    }
    expect(interrupted).toBeLessThanOrEqual(KILLS)
    // What was brought up again after kills is what the journal says.
    const live = projections(path)
    const { recorder } = await openCapture({ path, now: () => Date.now() * 1000 })
    await recorder.reindex()
    await recorder.close()
    expect(projections(path)).toEqual(live)
    expect(existsSync(`${path}-lock`)).toBe(false)
  },
  60_000 + KILLS * 5_000,
)

function projections(path: string): Record<string, unknown[]> {
  const copy = join(folder, 'copy.cwmp')
  copyFileSync(path, copy)
  const database = new DatabaseSync(copy)
  const rows = (table: string) => database.prepare(`SELECT * FROM ${table}`).all()
  const all = {
    session: rows('session'),
    message: rows('message'),
    change: rows('parameter_change'),
    device: rows('device'),
  }
  database.close()
  return all
}
