import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

/** A checkout with nothing installed, and a PATH on which only what a test puts there is found. */
let clone = ''
let programs = ''

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'workbench-setup-'))
  programs = join(clone, 'programs')
  mkdirSync(programs)
  cpSync(join(root, 'scripts'), join(clone, 'scripts'), { recursive: true })
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(root, file), join(clone, file))
})

afterEach(() => rmSync(clone, { recursive: true, force: true }))

function program(name: string, script: string): void {
  const path = join(programs, name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
}

function run(script: string): { status: number | null; said: string } {
  const { status, stderr } = spawnSync(process.execPath, [join(clone, 'scripts', script)], {
    cwd: clone,
    env: { PATH: programs, HOME: clone },
    encoding: 'utf8',
  })
  return { status, said: stderr }
}

describe.each(['start.mjs', 'test.mjs'])('%s on a bare checkout', (script) => {
  test('without a network says so and what to do', () => {
    program('npm', 'echo "npm error code ENOTFOUND" >&2; exit 1')
    const { status, said } = run(script)
    expect(status).toBe(2)
    expect(said).toContain('Installing packages (npm ci)')
    expect(said).toContain('The packages could not be installed')
    expect(said).toContain('What to do: check the network connection')
  })

  test('without npm says so and what to do', () => {
    const { status, said } = run(script)
    expect(status).toBe(2)
    expect(said).toContain('What to do: install npm')
  })

  test('with another failure of npm shows its last lines', () => {
    program('npm', 'echo "npm error ENOSPC: no space left on device" >&2; exit 1')
    const { status, said } = run(script)
    expect(status).toBe(2)
    expect(said).toContain('no space left on device')
    expect(said).toContain('free disk space')
  })
})

test('a missing test browser is explained with the next step', () => {
  program('npm', 'exit 0')
  mkdirSync(join(clone, 'node_modules'))
  for (const name of ['apt-get', 'node']) program(name, 'echo "cannot" >&2; exit 1')
  const { status, said } = run('test.mjs')
  expect(status).toBe(2)
  expect(said).toContain('No browser for the end-to-end tests')
  expect(said).toContain('WORKBENCH_BROWSER=/path/to/chrome')
})

test('an old Node is refused with the version that is needed, per system', () => {
  const attempt = (version: string, linuxX64: boolean): string =>
    spawnSync(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import { checkNode } from '${join(root, 'scripts', 'ensure.mjs')}'
         try { checkNode('${version}', ${String(linuxX64)}); console.log('fine') } catch (error) { console.log(error.message) }`,
      ],
      { encoding: 'utf8' },
    ).stdout.trim()
  expect(attempt('20.19.0', true)).toBe('fine')
  expect(attempt('20.18.3', true)).toMatch(/Node 20\.18\.3 is too old[^]*install Node 20\.19 or newer/)
  expect(attempt('22.12.0', false)).toMatch(/Node 22\.12\.0 is too old[^]*install Node 24 or newer/)
  expect(attempt('24.0.0', false)).toBe('fine')
})
