import type { Command } from 'commander'
import type { EngineOptions } from '../engine/types.js'
import type { HeadlessHost } from '../headless/host.js'
import type { Installation } from './program.js'
import { addEngineOptions, addHeadlessOptions, engineOptions, type ServeArguments } from './serve-options.js'

/** How long sessions in progress get to end after SIGTERM or SIGINT, in milliseconds. */
export const graceMs = 2_000

export function register(program: Command, installation: Installation): void {
  const command = program
    .command('serve')
    .description('run without a window: ACS, recorder, REST API and user interface in the browser')
  addHeadlessOptions(addEngineOptions(command))
    .option('--demo', 'start the demo CPE', false)
    .action(async (args: ServeArguments & { demo: boolean }) => {
      const host = await startFrom(args, args.demo, installation)
      process.stdout.write(`${JSON.stringify(readyLine(host))}\n`)
      await untilSignal()
      await host.stop(graceMs)
    })
}

/** Starts the headless workbench as the options say. */
export async function startFrom(
  args: ServeArguments,
  demo: EngineOptions['demo'],
  { version, pageFolder }: Installation,
): Promise<HeadlessHost> {
  const { startHeadless } = await import('../headless/host.js')
  return startHeadless({
    engine: engineOptions(args, demo, version),
    host: args.uiHost,
    port: args.uiPort,
    token: args.token,
    pageFolder: args.ui ? pageFolder : null,
  })
}

/** What a program that started us waits for: one line of JSON. */
function readyLine(host: HeadlessHost) {
  return {
    ready: true,
    acsUrl: host.acsUrl,
    acsTlsUrl: host.acsTlsUrl,
    fileUrl: host.fileUrl,
    stunAddress: host.stunAddress,
    uiUrl: host.uiUrl(),
    apiUrl: host.apiUrl,
    token: host.token,
    capture: host.capturePath,
    pid: process.pid,
  }
}

/** Resolves at the first SIGTERM or SIGINT; a second one ends the program at once, as it would without us. */
export function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    const heard = () => {
      process.off('SIGTERM', heard)
      process.off('SIGINT', heard)
      resolve()
    }
    process.on('SIGTERM', heard)
    process.on('SIGINT', heard)
  })
}
