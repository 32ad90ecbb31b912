#!/usr/bin/env node
/** `npx cwmp-workbench COMMAND`: the command line of the built program. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const built = join(dirname(dirname(fileURLToPath(import.meta.url))), 'out', 'main', 'cli.js')
const major = Number(process.versions.node.split('.')[0])

if (!existsSync(built)) {
  process.stderr.write(
    'cwmp-workbench: the program is not built yet. What to do: run "npm run build" once.\n',
  )
  process.exitCode = 2
} else if (major < 24) {
  process.stderr.write(
    `cwmp-workbench: Node ${process.versions.node} is too old. What to do: call it as "npx cwmp-workbench" in the project (Node 24 comes with its packages on Linux x64), or install Node 24.\n`,
  )
  process.exitCode = 2
} else {
  await import(pathToFileURL(built).href)
}
