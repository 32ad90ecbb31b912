/** `npm run dev`: builds on every change and restarts the headless host; reload the page to see it. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuild, ensurePackages, main, programNode, root, toolEnvironment } from './ensure.mjs'

await main(async () => {
  await ensurePackages()
  await ensureBuild()
  const env = toolEnvironment()
  const children = [
    spawn(
      programNode(),
      [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '--watch'],
      { cwd: root, env, stdio: 'inherit' },
    ),
    spawn(
      programNode(),
      ['--watch-path', join(root, 'out/main'), join(root, 'out/main/headless.js'), ...process.argv.slice(2)],
      {
        cwd: root,
        env,
        stdio: 'inherit',
      },
    ),
  ]
  const stop = () => {
    for (const child of children) child.kill('SIGTERM')
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  await Promise.race(children.map((child) => new Promise((resolve) => child.once('exit', resolve))))
  stop()
})
