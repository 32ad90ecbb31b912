import { execFile, spawn, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Whether Debian's XMPP server is on this machine. */
export const hasProsody =
  spawnSync('which', ['prosody']).status === 0 && spawnSync('which', ['openssl']).status === 0

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Prosody on loopback, with the domain `localhost` and two accounts, `acs` and `cpe`, whose password is `secret`. */
export async function startProsody() {
  const folder = await mkdtemp(join(tmpdir(), 'workbench-prosody-'))
  const [port, tlsPort] = [await freePort(), await freePort()]
  const [key, certificate] = [join(folder, 'localhost.key'), join(folder, 'localhost.crt')]
  await run('openssl', [
    'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost',
    '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate,
  ]) // prettier-ignore
  const config = join(folder, 'prosody.cfg.lua')
  await writeFile(
    config,
    `
    pidfile = "${folder}/prosody.pid"
    data_path = "${folder}/data"
    run_as_root = true
    modules_enabled = { "saslauth", "tls", "disco", "ping", "register" }
    modules_disabled = { "s2s", "offline" }
    allow_registration = false
    c2s_require_encryption = false
    c2s_ports = { ${port} }
    c2s_direct_tls_ports = { ${tlsPort} }
    c2s_interfaces = { "127.0.0.1" }
    s2s_ports = { }
    authentication = "internal_hashed"
    storage = "internal"
    log = { debug = "${folder}/prosody.log" }
    ssl = { key = "${key}", certificate = "${certificate}" }
    c2s_direct_tls_ssl = { key = "${key}", certificate = "${certificate}" }
    VirtualHost "localhost"
    `,
  )
  for (const user of ['acs', 'cpe']) {
    await run('prosodyctl', ['--config', config, 'register', user, 'localhost', 'secret'])
  }
  const server = spawn('prosody', ['--config', config, '-F'], { stdio: 'ignore' })
  const exited = once(server, 'exit')
  for (let tries = 0; !(await answers(port)); tries++) {
    if (tries > 100 || server.exitCode !== null) throw new Error('Prosody does not start.')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    port,
    tlsPort,
    /** Ends it at once, as a crash does. */
    async kill() {
      server.kill('SIGKILL')
      await exited
    },
    async stop() {
      if (server.exitCode === null && server.signalCode === null) {
        server.kill('SIGTERM')
        await exited
      }
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
