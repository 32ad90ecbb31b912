/**
 * `npm run bench -- NAME… [--json]`: measures, does not judge. Each figure stands beside its peer or ceiling,
 * measured in the same run. Exit 0 even where a goal is missed.
 */
import { readdirSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  ensureBrowser,
  ensureBuild,
  ensurePackages,
  main,
  programNode,
  root,
  SetupError,
  toolEnvironment,
} from './ensure.mjs'

const folder = join(root, 'test', 'bench')
const known = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts'))
  .map((name) => basename(name, '.bench.ts'))

async function bundle() {
  const { build } = await import('vite')
  const outDir = join(root, 'out', 'bench')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      target: 'node24',
      outDir,
      emptyOutDir: true,
      rollupOptions: {
        input: Object.fromEntries(known.map((name) => [name, join(folder, `${name}.bench.ts`)])),
      },
    },
  })
  return outDir
}

function table(figures) {
  const rows = figures.map((figure) => [
    figure.id,
    `${figure.value} ${figure.unit}`,
    `${figure.beside}: ${figure.besideValue} ${figure.unit}`,
    `ratio ${figure.ratio}`,
    `goal ${figure.goal}`,
    figure.holds ? 'holds' : 'MISSED',
  ])
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ')).join('\n')
}

/** node:sqlite needs Node 24: where this is an older one, the script calls itself with the program's Node. */
function again() {
  return new Promise((resolve) => {
    const child = spawn(programNode(), process.argv.slice(1), { stdio: 'inherit', env: toolEnvironment() })
    child.on('close', (status) => resolve(status ?? 1))
  })
}

await main(async () => {
  process.chdir(root)
  await ensurePackages()
  if (Number(process.versions.node.split('.')[0]) < 24) return again()
  const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
  const unknown = names.find((name) => !known.includes(name))
  if (unknown)
    throw new SetupError(`There is no benchmark "${unknown}".`, `choose from: ${known.join(', ')}.`)
  await ensureBuild()
  process.env.WORKBENCH_BROWSER = await ensureBrowser()
  const outDir = await bundle()
  const figures = []
  for (const name of names.length > 0 ? names : known) {
    const { measure } = await import(pathToFileURL(join(outDir, `${name}.js`)).href)
    figures.push(...(await measure()))
  }
  process.stdout.write(
    process.argv.includes('--json') ? `${JSON.stringify({ figures })}\n` : `${table(figures)}\n`,
  )
})
