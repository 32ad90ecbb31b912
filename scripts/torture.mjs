/** `npm run torture [-- KILLS]`: records, kills the recorder with SIGKILL, opens the capture again, many times over. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensurePackages, main, programNode, root, SetupError, toolEnvironment } from './ensure.mjs'

await main(async () => {
  const kills = process.argv[2] ?? '200'
  if (!/^[1-9]\d{0,5}$/.test(kills)) {
    throw new SetupError(`"${kills}" is no number of kills.`, 'give one from 1 on, or none for 200.')
  }
  await ensurePackages()
  return new Promise((resolve) => {
    const child = spawn(
      programNode(),
      [join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'test/main/engine/recorder/kill.test.ts'],
      { cwd: root, stdio: 'inherit', env: toolEnvironment({ TORTURE_KILLS: kills }) },
    )
    child.on('close', (status) => resolve(status ?? 1))
  })
})
