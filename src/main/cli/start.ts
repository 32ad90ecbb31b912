import { spawn } from 'node:child_process'
import { Command } from 'commander'
import type { EngineOptions } from '../engine/types.js'
import { exitStatusOf, type Installation } from './program.js'
import { graceMs, startFrom, untilSignal } from './serve.js'
import {
  addEngineOptions,
  addHeadlessOptions,
  type EngineArguments,
  type ServeArguments,
} from './serve-options.js'

type StartArguments<T> = T & { readonly demo: boolean }

/** The options of `npm start`: serve's, but the demo runs on an empty capture unless `--no-demo`. */
function startCommand(): Command {
  return addEngineOptions(new Command('npm start --'))
    .option('--no-demo', 'do not start the demo CPE on an empty capture')
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
}

const demoOf = (args: { readonly demo: boolean }): EngineOptions['demo'] => (args.demo ? 'if-empty' : false)

/**
 * `npm start` where there is no Electron: the headless workbench for a person. Prints where it can be
 * reached, opens a browser if there is a screen, and runs until it is told to end.
 */
export function runStart(args: readonly string[], installation: Installation): Promise<number> {
  return exitStatusOf(async () => {
    const command = addHeadlessOptions(startCommand()).action(
      async (options: StartArguments<ServeArguments>) => {
        const host = await startFrom(options, demoOf(options), installation)
        const uiUrl = host.uiUrl()
        process.stdout.write(
          [
            'CWMP Workbench is running. Ctrl+C ends it.',
            `  ACS URL for CPEs on this machine:  ${host.acsUrl}`,
            ...(host.acsTlsUrl === null ? [] : [`  The same with TLS:                 ${host.acsTlsUrl}`]),
            ...(uiUrl === null ? [] : [`  User interface (opens once):       ${uiUrl}`]),
            `  REST API:                          ${host.apiUrl}   token: ${host.token}`,
            `  Recording into:                    ${host.capturePath}`,
            '',
          ].join('\n'),
        )
        const browserUrl = hasScreen() ? host.uiUrl() : null
        if (browserUrl !== null) openBrowser(browserUrl)
        await untilSignal()
        await host.stop(graceMs)
      },
    )
    await command.parseAsync([...args], { from: 'user' })
  }, 'serve --help')
}

/** Reads the arguments the Electron shell was started with; switches of Chromium among them are passed over. */
export function readShellArguments(args: readonly string[]): {
  args: EngineArguments
  demo: EngineOptions['demo']
} {
  const command = startCommand().allowUnknownOption().allowExcessArguments()
  command.parse([...args], { from: 'user' })
  const options = command.opts<StartArguments<EngineArguments>>()
  return { args: options, demo: demoOf(options) }
}

function hasScreen(): boolean {
  if (process.platform !== 'linux') return process.stdout.isTTY
  return process.stdout.isTTY && Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
}

/** Opens the user's browser if it can be had; the printed address serves otherwise. */
function openBrowser(url: string): void {
  const [command, ...rest] =
    process.platform === 'darwin' ? ['open'] : process.platform === 'win32' ? ['explorer.exe'] : ['xdg-open']
  if (command === undefined) return
  const child = spawn(command, [...rest, url], { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
