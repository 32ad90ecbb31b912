/**
 * `npm test`: the whole check. Each static check counts as one test. The last line is
 * `N passed, N failed, N skipped`.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  ensureBrowser,
  ensureBuild,
  ensurePackages,
  findElectron,
  main,
  programNode,
  root,
  say,
  toolEnvironment,
} from './ensure.mjs'
import { checkLayer, layers } from './typecheck.mjs'

const totals = { passed: 0, failed: 0, skipped: 0 }
const failures = []
const skips = []

function count(name, ok, detail = '') {
  totals[ok ? 'passed' : 'failed'] += 1
  process.stdout.write(`${ok ? 'ok  ' : 'FAIL'} ${name}\n`)
  if (ok) return
  failures.push(name)
  process.stdout.write(`${detail.trimEnd()}\n`)
}

function run(script, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(programNode(), [join(root, 'node_modules', script), ...args], {
      cwd: root,
      env: toolEnvironment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('close', (status) => resolve({ ok: status === 0, output }))
  })
}

async function check(name, script, args) {
  const { ok, output } = await run(script, args)
  count(name, ok, output)
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

async function unitTests(folder) {
  say('unit and contract tests …')
  const report = join(folder, 'unit.json')
  const { output } = await run('vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  const result = readReport(report)
  if (!result) return count('unit and contract tests', false, output)
  totals.passed += result.numPassedTests
  totals.failed += result.numFailedTests
  totals.skipped += result.numPendingTests + result.numTodoTests
  for (const file of result.testResults) {
    for (const test of file.assertionResults) {
      if (test.status === 'failed') failures.push(test.fullName)
      if (test.status === 'pending' || test.status === 'skipped') skips.push(test.fullName)
    }
    // A file that fails before its first test has no assertion to count.
    if (file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')) {
      count(`loading ${file.name}`, false, file.message)
    }
  }
  if (!result.success) process.stdout.write(output)
  process.stdout.write(
    `${result.success ? 'ok  ' : 'FAIL'} unit and contract tests: ${result.numPassedTests} passed, ${result.numFailedTests} failed, ${result.numPendingTests} skipped\n`,
  )
}

/** Playwright's report is a tree of suites; every spec in it has one outcome. */
function countSpecs(suite, path) {
  for (const spec of suite.specs ?? []) {
    for (const test of spec.tests) {
      const name = [...path, spec.title].join(' › ')
      if (test.status === 'skipped') {
        totals.skipped += 1
        skips.push(name)
      } else if (test.status === 'expected') totals.passed += 1
      else {
        totals.failed += 1
        failures.push(name)
      }
    }
  }
  for (const inner of suite.suites ?? []) countSpecs(inner, [...path, inner.title])
}

async function browserTests(title, folder, args, env) {
  say(`${title} …`)
  const report = join(folder, `${title.replaceAll(' ', '-')}.json`)
  const { ok, output } = await run('@playwright/test/cli.js', ['test', '--reporter=list,json', ...args], {
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  })
  const result = readReport(report)
  if (!result) return count(title, false, output)
  for (const suite of result.suites) countSpecs(suite, [suite.title])
  for (const error of result.errors ?? []) count(title, false, error.message ?? '')
  if (!ok) process.stdout.write(output)
  process.stdout.write(`${ok ? 'ok  ' : 'FAIL'} ${title}\n`)
}

await main(async () => {
  const started = Date.now()
  await ensurePackages()
  const browser = await ensureBrowser()
  const folder = mkdtempSync(join(tmpdir(), 'workbench-test-'))
  try {
    // Two at a time: the machine this must pass on has two cores.
    await Promise.all([
      check('format', 'prettier/bin/prettier.cjs', ['--check', '.']),
      check('layer rules', 'dependency-cruiser/bin/dependency-cruiser.mjs', [
        '--config',
        '.dependency-cruiser.cjs',
        'src',
      ]),
    ])
    await Promise.all([
      check('lint', 'eslint/bin/eslint.js', ['.']),
      (async () => {
        for (const layer of layers) {
          const problems = await checkLayer(layer)
          count(`types: ${layer}`, problems === '', problems)
        }
      })(),
    ])
    await check('nothing unused', 'knip/bin/knip.js', [])
    await ensureBuild()
    count('build', true)
    await unitTests(folder)
    await browserTests('end-to-end tests', folder, [], { WORKBENCH_BROWSER: browser })
    if (findElectron())
      await browserTests('electron tests', folder, ['--config', 'test/electron/playwright.config.ts'], {})
    else {
      totals.skipped += 1
      skips.push(
        'electron tests (launch, window, one session end to end): no Electron runtime on this machine',
      )
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  for (const name of skips) process.stdout.write(`skipped: ${name}\n`)
  for (const name of failures) process.stdout.write(`failed: ${name}\n`)
  say(`the whole check took ${Math.round((Date.now() - started) / 1000)} s`)
  process.stdout.write(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`)
  return totals.failed === 0 ? 0 : 1
})
