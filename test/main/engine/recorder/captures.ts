import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { openCapture, type OpenedCapture, type Recorder } from '../../../../src/main/engine/recorder/index.js'
import { Traffic } from '../../../core/sessions/traffic.js'
import { hand } from './hand.js'

/** A fresh folder for each test, and captures in it that are closed at its end. */
export function useCaptures() {
  const opened: OpenedCapture[] = []
  const folder = { path: '', capture: '' }
  beforeEach(() => {
    folder.path = mkdtempSync(join(tmpdir(), 'capture-'))
    folder.capture = join(folder.path, 'test.cwmp')
  })
  afterEach(async () => {
    for (const { recorder } of opened.splice(0)) await recorder.close()
    rmSync(folder.path, { recursive: true, force: true })
  })
  return {
    folder,
    async open(path = folder.capture): Promise<OpenedCapture> {
      const capture = await openCapture({ path, now: () => Date.UTC(2026, 10, 22, 12) * 1000 })
      opened.push(capture)
      return capture
    },
  }
}

/** Records traffic and waits until it is committed. `after`: exchanges that are in the capture already. */
export async function record(recorder: Recorder, make: (traffic: Traffic) => void, after = 0): Promise<void> {
  const waiting: Promise<void>[] = []
  make(new Traffic((fact) => void waiting.push(hand(recorder, fact)), after))
  await Promise.all(waiting)
}
