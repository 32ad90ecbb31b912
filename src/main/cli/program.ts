import { Command, CommanderError } from 'commander'
import { ExitStatus, UsageError } from './exit-status.js'

/** What a command has to know of the program it is part of. */
export interface Installation {
  readonly version: string
  /** Where the built page is: `out/renderer`. */
  readonly pageFolder: string
}

interface CommandFile {
  register(program: Command, installation: Installation): void
}

/** One file per command, loaded only when it is called: `serve` must be ready within a second. */
const commands: Readonly<Record<string, () => Promise<CommandFile>>> = {
  serve: () => import('./serve.js'),
  simulate: () => import('./simulate.js'),
  sessions: () => import('./sessions.js'),
  decode: () => import('./decode.js'),
  lint: () => import('./lint.js'),
}

/**
 * Runs the command line.
 *
 * @param args without the program's own name
 * @returns the exit status: 0 done, 1 done but something wrong was found, 2 bad usage or input
 */
export async function runProgram(args: readonly string[], installation: Installation): Promise<number> {
  const program = new Command('cwmp-workbench')
    .description('See, record, replay and edit TR-069 (CWMP) traffic.')
    .version(installation.version)
    .exitOverride()
    // One clear line instead of commander's own lines; see the catch below.
    .configureOutput({ outputError: () => undefined })
    .enablePositionalOptions()
  const called = commands[args[0] ?? '']
  const loading = called ? [called] : Object.values(commands)
  for (const file of await Promise.all(loading.map((load) => load()))) file.register(program, installation)
  for (const command of program.commands)
    command.exitOverride().configureOutput({ outputError: () => undefined })

  return exitStatusOf(
    async () => {
      if (args.length === 0) throw new UsageError('No command given. "cwmp-workbench --help" lists them.')
      await program.parseAsync([...args], { from: 'user' })
    },
    called ? `${args[0]} --help` : '--help',
  )
}

/** Runs a command; what it could not do is said in one line on standard error. */
export async function exitStatusOf(run: () => Promise<void>, help: string): Promise<number> {
  try {
    await run()
    return 0
  } catch (error) {
    if (error instanceof ExitStatus) return error.status
    if (error instanceof CommanderError) {
      return error.exitCode === 0
        ? 0
        : complain(`${oneLine(error.message)} "cwmp-workbench ${help}" lists what there is.`)
    }
    if (isRefusal(error)) return complain(oneLine(error.message))
    throw error
  }
}

/** Errors whose message is made for the user: ours, and those of the engine's parts. */
function isRefusal(error: unknown): error is Error {
  const names = ['UsageError', 'ListenProblem', 'ListenError', 'CaptureError', 'WorkspaceError', 'QueryError']
  return error instanceof Error && names.includes(error.name)
}

function complain(message: string): number {
  process.stderr.write(`cwmp-workbench: ${message}\n`)
  return 2
}

/** `error: unknown option '--x'\n(Did you mean --y?)` as one sentence. */
function oneLine(text: string): string {
  const line = text
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .trim()
  const sentence = line.charAt(0).toUpperCase() + line.slice(1)
  return /[.?!)]$/.test(sentence) ? sentence : `${sentence}.`
}
