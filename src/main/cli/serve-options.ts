import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import { InvalidArgumentError, Option, type Command } from 'commander'
import type { EngineOptions } from '../engine/types.js'

/** Options of `serve` that concern the engine; the Electron shell takes the same. */
export interface EngineArguments {
  readonly acsHost: string
  readonly acsPort: number
  readonly acsTlsPort?: number
  readonly filePort?: number
  readonly stunPort?: number
  readonly workspace: string
  readonly capture?: string
  readonly trustProxy: boolean
  readonly durable: boolean
}

export interface ServeArguments extends EngineArguments {
  readonly uiHost: string
  readonly uiPort: number
  /** False: `--no-ui`. */
  readonly ui: boolean
  readonly token?: string
}

/**
 * Where the workbench keeps its things unless told otherwise (XDG Base Directory: a relative
 * XDG_DATA_HOME is to be ignored).
 */
function dataFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const home = environment['XDG_DATA_HOME']
  return join(home && isAbsolute(home) ? home : join(homedir(), '.local', 'share'), 'cwmp-workbench')
}

function port(text: string): number {
  const value = Number(text)
  if (!/^\d{1,5}$/.test(text) || value > 65_535) {
    throw new InvalidArgumentError('A port is a number from 0 (any free one) to 65535.')
  }
  return value
}

function token(text: string): string {
  if (!/^[\x21-\x7e]{1,256}$/.test(text)) {
    throw new InvalidArgumentError('A token has 1 to 256 printable ASCII characters and no spaces.')
  }
  return text
}

export function addEngineOptions(command: Command): Command {
  return command
    .option('--acs-host <host>', 'address the ACS listens on', '127.0.0.1')
    .addOption(
      new Option('--acs-port <port>', 'port of the ACS; 0: any free one').default(7547).argParser(port),
    )
    .addOption(
      new Option(
        '--acs-tls-port <port>',
        'port of the ACS for TLS, off without it; 0: any free one',
      ).argParser(port),
    )
    .addOption(
      new Option('--file-port <port>', 'port CPEs fetch files from; 0: any free one').argParser(port),
    )
    .addOption(
      new Option(
        '--stun-port <port>',
        'UDP port of the STUN server, off without it; 0: any free one',
      ).argParser(port),
    )
    .addOption(
      new Option('--workspace <dir>', 'folder of settings, credentials, queue and captures')
        .default(dataFolder(), 'the data folder of the user')
        .argParser((dir: string) => resolve(dir)),
    )
    .addOption(
      new Option('--capture <file>', 'record into this file; made if it is not there').argParser(
        (file: string) => resolve(file),
      ),
    )
    .option('--trust-proxy', 'believe X-Forwarded-For: the ACS stands behind a reverse proxy', false)
    .option('--durable', 'lose nothing even when the power fails; recording is slower', false)
}

export function addHeadlessOptions(command: Command): Command {
  return command
    .option('--ui-host <host>', 'address of the user interface and the REST API', '127.0.0.1')
    .addOption(new Option('--ui-port <port>', 'their port; 0: any free one').default(7580).argParser(port))
    .option('--no-ui', 'REST API only')
    .addOption(new Option('--token <token>', 'API token; without it one is made up').argParser(token))
}

/** The engine's options as the arguments say. */
export function engineOptions(
  args: EngineArguments,
  demo: EngineOptions['demo'],
  version: string,
): EngineOptions {
  return {
    acsHost: args.acsHost,
    acsPort: args.acsPort,
    acsTlsPort: args.acsTlsPort,
    filePort: args.filePort,
    stunPort: args.stunPort,
    workspaceDir: args.workspace,
    ...(args.capture === undefined ? {} : { capturePath: args.capture }),
    trustProxy: args.trustProxy,
    durable: args.durable,
    demo,
    version,
  }
}
