/**
 * `npm run torture -- capture [KILLS]`: records, kills the recorder with SIGKILL, opens the capture again, many times
 * over. `npm run torture -- decode [COUNT] [SEED]`: decodes, lints and explains mutated messages. Without a name both,
 * with a number alone so many kills. Exit 1 if anything was found.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensurePackages, main, programNode, root, SetupError, toolEnvironment } from './ensure.mjs'

const [first, ...rest] = process.argv.slice(2)

/** A number the user gave, or the usual one. */
function number(given, usual, what) {
  if (given === undefined) return usual
  if (/^[1-9]\d{0,9}$/.test(given)) return Number(given)
  throw new SetupError(`"${given}" is no ${what}.`, `give one from 1 on, or none for ${usual}.`)
}

function run(args, environment) {
  return new Promise((resolve) => {
    const child = spawn(programNode(), args, {
      cwd: root,
      stdio: 'inherit',
      env: toolEnvironment(environment),
    })
    child.on('close', (status) => resolve(status ?? 1))
  })
}

async function capture(kills) {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  return run([vitest, 'run', 'test/main/engine/recorder/kill.test.ts'], { TORTURE_KILLS: String(kills) })
}

async function decode(count, seed) {
  if (Number(process.versions.node.split('.')[0]) < 24) {
    return run([join(root, 'scripts/torture.mjs'), 'decode', String(count), String(seed)], {})
  }
  const { build } = await import('vite')
  const outDir = join(root, 'out', 'torture')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      target: 'node24',
      outDir,
      emptyOutDir: true,
      rollupOptions: { input: { decode: join(root, 'test/torture/decode.ts') } },
    },
  })
  const { torture } = await import(pathToFileURL(join(outDir, 'decode.js')).href)
  const { problems, seconds, slowest, megabytes } = torture(root, count, seed, (line) =>
    process.stderr.write(`${line}\n`),
  )
  process.stdout.write(
    [
      `${count} mutated messages from seed ${seed} on in ${seconds.toFixed(0)} s.`,
      `Slowest ${slowest.milliseconds.toFixed(1)} ms (seed ${slowest.seed}).`,
      `In use after each twentieth: ${megabytes.map((size) => size.toFixed(1)).join(' ')} MB.`,
      problems.length === 0 ? 'Nothing found.' : `Found:\n${problems.join('\n')}`,
      '',
    ].join('\n'),
  )
  return problems.length === 0 ? 0 : 1
}

const usualKills = 200
const usualCount = 1_000_000

await main(async () => {
  const seed = () => number(first === 'decode' ? rest[1] : undefined, Date.now() % 1_000_000_000, 'seed')
  const count = () => number(first === 'decode' ? rest[0] : undefined, usualCount, 'number of messages')
  const kills = () => number(first === 'capture' ? rest[0] : first, usualKills, 'number of kills')
  switch (first) {
    case undefined: {
      await ensurePackages()
      const captured = await capture(usualKills)
      const decoded = await decode(usualCount, seed())
      return Math.max(captured, decoded)
    }
    case 'decode': {
      const [messages, from] = [count(), seed()]
      await ensurePackages()
      return decode(messages, from)
    }
    default: {
      if (first !== 'capture' && !/^\d/.test(first)) {
        throw new SetupError(`There is no torture "${first}".`, 'choose from: capture, decode.')
      }
      const times = kills()
      await ensurePackages()
      return capture(times)
    }
  }
})
