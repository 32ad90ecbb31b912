/** Entry of `npm start` on machines without Electron. */
import { join } from 'node:path'
import { runStart } from './cli/start.js'
import { programVersion } from './version.js'

process.exitCode = await runStart(process.argv.slice(2), {
  version: programVersion,
  pageFolder: join(import.meta.dirname, '..', 'renderer'),
})
