/** `npm run dev`: headless host, built anew and restarted on every change; reload the page to see it. */
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { ensureBuild, ensurePackages, main, programNode, root, say } from './ensure.mjs'

function startHost() {
  const child = spawn(programNode(), [join(root, 'out/main/headless.js'), ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  return {
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

await main(async () => {
  await ensurePackages()
  await ensureBuild()
  let host = startHost()
  let changed = () => undefined
  const watchers = ['src', 'resources'].map((folder) =>
    watch(join(root, folder), { recursive: true }, () => changed()),
  )
  let ending = false
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      ending = true
      changed()
    })
  }
  while (!ending) {
    await new Promise((resolve) => (changed = resolve))
    if (ending) break
    // An editor saves in several steps, and a branch changes many files.
    await new Promise((resolve) => setTimeout(resolve, 200))
    try {
      await ensureBuild()
    } catch (error) {
      say(error.message)
      continue
    }
    await host.stop()
    host = startHost()
  }
  for (const watcher of watchers) watcher.close()
  await host.stop()
})
