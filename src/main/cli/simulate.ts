import { readFile } from 'node:fs/promises'
import { InvalidArgumentError, type Command } from 'commander'
import { readModel, type DeviceModel } from '../../core/model/index.js'
import {
  builtInModel,
  createCrowdCount,
  createSimulatedCpe,
  isBuiltInModel,
  localAddressTowards,
  runSessions,
  serialNumberOf,
  type CpeSessionResult,
  type CrowdTotals,
  type SimulatedCpe,
  type SimulatedStun,
  type SimulatedXmppAccount,
} from '../engine/simulator/index.js'
import { ExitStatus, UsageError } from './exit-status.js'

interface SimulateArguments {
  readonly acs: string
  readonly count: number
  readonly model: string
  readonly serial?: string
  readonly periodic: number
  readonly sessions?: number
  readonly username?: string
  readonly password?: string
  readonly stun?: HostAndPort
  readonly stunUsername?: string
  readonly stunPassword?: string
  readonly xmpp?: string
  readonly xmppPassword?: string
  readonly xmppServer?: HostAndPort
  readonly xmppTls: boolean
  readonly seed?: number
  readonly json: boolean
}

export function register(program: Command): void {
  program
    .command('simulate')
    .description('simulated CPEs that call an ACS and answer it')
    .requiredOption('--acs <url>', 'URL of the ACS', acsUrl)
    .option('--count <n>', 'how many CPEs', wholeNumber(1, 100_000), 1)
    .option(
      '--model <file>',
      'device2 or igd (built in), a device dump (CSV, JSON) or a flattened data model (XML)',
      'device2',
    )
    .option('--serial <pattern>', 'serial number; %d is the number of the CPE, %06d has six digits')
    .option(
      '--periodic <seconds>',
      'periodic inform interval; 0: as the model says',
      wholeNumber(0, 4_294_967_295),
      0,
    )
    .option(
      '--sessions <n>',
      'end after so many sessions of each CPE and print totals',
      wholeNumber(1, 1_000_000),
    )
    .option('--username <name>', 'for the ACS')
    .option('--password <password>', 'for the ACS')
    .option(
      '--stun <host:port>',
      'keep a NAT binding at this STUN server, for UDP connection requests',
      hostAndPort,
    )
    .option('--stun-username <name>', 'for the STUN server')
    .option('--stun-password <password>', 'for the STUN server')
    .option(
      '--xmpp <jid>',
      'be an XMPP client, for connection requests over XMPP; %d is the number of the CPE',
      jid,
    )
    .option('--xmpp-password <password>', 'for the XMPP server')
    .option(
      '--xmpp-server <host:port>',
      'XMPP server; without it port 5222 of the domain of the JID',
      hostAndPort,
    )
    .option('--no-xmpp-tls', 'XMPP without TLS')
    .option('--seed <n>', 'repeat a run exactly', wholeNumber(0, 4_294_967_295))
    .option('--json', 'print one JSON document, the totals, at the end', false)
    .action(simulate)
}

async function simulate(options: SimulateArguments): Promise<void> {
  if ((options.username === undefined) !== (options.password === undefined)) {
    throw new UsageError('--username and --password belong together; give both or none.')
  }
  if (options.count > 1 && options.serial !== undefined && !/%(?:0\d+)?d/.test(options.serial)) {
    throw new UsageError(
      '--serial needs %d in it when --count is above 1, or all CPEs would be the same one.',
    )
  }
  if (options.xmpp !== undefined && options.xmppPassword === undefined) {
    throw new UsageError('--xmpp needs --xmpp-password.')
  }
  const model = await loadModel(options.model)
  await (options.sessions === undefined
    ? runUntilStopped(options, model)
    : runCounted(options, model, options.sessions))
}

/** A load: so many sessions each, then the totals. */
async function runCounted(
  options: SimulateArguments,
  model: DeviceModel,
  sessionsEach: number,
): Promise<void> {
  const count = createCrowdCount()
  const startedAt = performance.now()
  const unreachable = await runSessions(
    options.count,
    sessionsEach,
    (number) => createCpe(options, model, number, null),
    (result) => count.add(result),
  )
  if (unreachable !== null) complain(unreachable)
  const totals = count.totals((performance.now() - startedAt) / 1000)
  if (unreachable === null || options.json) print(options, totals)
  if (unreachable !== null || totals.failed > 0) throw new ExitStatus(1)
}

/** CPEs that live until the program is told to end: periodic informs, connection requests, retries. */
async function runUntilStopped(options: SimulateArguments, model: DeviceModel): Promise<void> {
  const count = createCrowdCount()
  const startedAt = performance.now()
  const host = await localAddressTowards(options.acs)
  const cpes = Array.from({ length: options.count }, (_unused, index) =>
    createCpe(options, model, index + 1, { host, port: 0 }),
  )
  let complained = false
  for (const cpe of cpes) {
    cpe.onSession((result) => {
      count.add(result)
      if (result.unreachable && !complained) {
        complained = true
        complain(result)
      }
      if (!options.json && !result.unreachable) process.stdout.write(sessionLine(cpe, result))
    })
  }
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
  for (const cpe of cpes) void cpe.start()
  await stopped
  await Promise.all(cpes.map((cpe) => cpe.stop()))
  print(options, count.totals((performance.now() - startedAt) / 1000))
}

function createCpe(
  options: SimulateArguments,
  model: DeviceModel,
  number: number,
  connectionRequest: { readonly host: string; readonly port: number } | null,
): SimulatedCpe {
  const { acs, username, password, seed, count } = options
  const serialNumber = options.serial ?? (count > 1 ? 'SIM%06d' : undefined)
  return createSimulatedCpe({
    acsUrl: acs,
    model: { parsed: model },
    number,
    periodicSeconds: options.periodic,
    connectionRequest,
    ...(serialNumber === undefined ? {} : { serialNumber }),
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(seed === undefined ? {} : { seed: seed + number }),
    ...(options.stun === undefined ? {} : { stun: stunOf(options.stun, options) }),
    ...(options.xmpp === undefined ? {} : { xmpp: xmppOf(options.xmpp, options, number) }),
  })
}

function stunOf(server: HostAndPort, { stunUsername, stunPassword }: SimulateArguments): SimulatedStun {
  return {
    ...server,
    ...(stunUsername === undefined ? {} : { username: stunUsername }),
    ...(stunPassword === undefined ? {} : { password: stunPassword }),
  }
}

function xmppOf(pattern: string, options: SimulateArguments, number: number): SimulatedXmppAccount {
  const jid = serialNumberOf(pattern, number)
  const domain = jid.replace(/^[^@]*@/, '').replace(/\/.*$/, '')
  const { host, port } = options.xmppServer ?? { host: domain, port: 5222 }
  return { jid, password: options.xmppPassword ?? '', host, port, tls: options.xmppTls }
}

async function loadModel(name: string): Promise<DeviceModel> {
  if (isBuiltInModel(name)) return builtInModel(name)
  const text = await readFile(name, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? 'there is no such file' : (error.code ?? error.message)
    throw new UsageError(
      `--model ${name}: ${reason}. Give a model file, or one of the built-in models device2 and igd.`,
    )
  })
  const reading = readModel(text, name)
  if (!reading.ok) throw new UsageError(reading.message)
  return reading.model
}

function complain(result: CpeSessionResult): void {
  const sentence = result.reason.charAt(0).toUpperCase() + result.reason.slice(1)
  process.stderr.write(
    `cwmp-workbench: ${sentence}. Start the ACS there ("cwmp-workbench serve"), or give its URL with --acs.\n`,
  )
}

function sessionLine(cpe: SimulatedCpe, result: CpeSessionResult): string {
  const at = new Date(result.startedAt / 1000).toISOString()
  const how = result.ok ? 'done' : `failed: ${result.reason}`
  return `${at}  ${cpe.deviceId}  ${result.events.join(', ')}  ${result.durationMs} ms  ${how}\n`
}

function print(options: SimulateArguments, totals: CrowdTotals): void {
  const { sessions, failed, seconds, sessionsPerSecond, latencyMs } = totals
  process.stdout.write(
    options.json
      ? `${JSON.stringify(totals)}\n`
      : `${sessions} sessions, ${failed} failed, ${seconds} s, ${sessionsPerSecond} sessions/s; ` +
          `HTTP exchange p50 ${latencyMs.p50} ms, p95 ${latencyMs.p95} ms, p99 ${latencyMs.p99} ms\n`,
  )
}

function acsUrl(text: string): string {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new InvalidArgumentError('It must be an http or https URL, such as http://127.0.0.1:7547/.')
  }
  return url.href
}

function jid(text: string): string {
  if (!/^[^@/\s]+@[^@/\s]+(?:\/.+)?$/.test(text)) {
    throw new InvalidArgumentError('It must be a JID, such as cpe@example.org.')
  }
  return text
}

interface HostAndPort {
  readonly host: string
  readonly port: number
}

function hostAndPort(text: string): HostAndPort {
  const parts = /^(?:\[([^\]]+)\]|([^:[\]\s]+)):(\d{1,5})$/.exec(text)
  const port = Number(parts?.[3])
  if (parts === null || port < 1 || port > 65_535) {
    throw new InvalidArgumentError('It must be host and port, such as 127.0.0.1:3478 or [::1]:3478.')
  }
  return { host: parts[1] ?? parts[2] ?? '', port }
}

function wholeNumber(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < low || value > high) {
      throw new InvalidArgumentError(`It must be a whole number from ${low} to ${high}.`)
    }
    return value
  }
}
