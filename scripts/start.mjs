/** `npm start`: sets up what is missing, then starts the workbench in the best shell this machine has. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import {
  ensureBuild,
  ensureElectron,
  ensurePackages,
  hasDisplay,
  main,
  programNode,
  root,
} from './ensure.mjs'

/** Runs the program in the foreground; its signals and its exit status are ours. */
function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: process.cwd(), stdio: 'inherit' })
    const pass = (signal) => child.kill(signal)
    process.on('SIGINT', () => undefined) // the terminal sends it to the child as well
    process.on('SIGTERM', pass)
    process.on('SIGHUP', pass)
    child.on('close', (status, signal) => resolve(status ?? (signal === 'SIGINT' ? 0 : 1)))
  })
}

await main(async () => {
  await ensurePackages()
  await ensureBuild()
  const args = process.argv.slice(2)
  const isCommand = args[0] !== undefined && !args[0].startsWith('-')
  if (isCommand) return run(programNode(), [join(root, 'out/main/cli.js'), ...args])
  const electron = hasDisplay() ? await ensureElectron() : null
  if (electron) return run(electron, [root, ...args])
  return run(programNode(), [join(root, 'out/main/headless.js'), ...args])
})
