/** Entry of the Electron program. */
import { join } from 'node:path'
import { app } from 'electron'
import { exitStatusOf } from './cli/program.js'
import { engineOptions } from './cli/serve-options.js'
import { readShellArguments } from './cli/start.js'
import { runShell } from './electron/shell.js'
import { createEngine } from './engine/engine.js'
import { programVersion } from './version.js'

const out = join(import.meta.dirname, '..')

const status = await exitStatusOf(async () => {
  // Unpackaged, the first argument is the folder of the program.
  const { args, demo } = readShellArguments(process.argv.slice(app.isPackaged ? 1 : 2))
  runShell({
    workspaceDir: args.workspace,
    pageFolder: join(out, 'renderer'),
    preload: join(out, 'preload', 'index.cjs'),
    devUrl: process.env['ELECTRON_RENDERER_URL'],
    startEngine: (secrets) =>
      createEngine({
        ...engineOptions(args, demo, programVersion),
        ...(secrets === null ? {} : { secrets }),
      }),
  })
}, 'serve --help')
if (status !== 0) app.exit(status)
