/** Entry of the command line: `npx cwmp-workbench COMMAND`. */
import { join } from 'node:path'
import { runProgram } from './cli/program.js'
import { programVersion } from './version.js'

// A reader that goes away (`| head`) ends the program quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await runProgram(process.argv.slice(2), {
  version: programVersion,
  pageFolder: join(import.meta.dirname, '..', 'renderer'),
})
