/** Type-checks each layer with only that layer's libraries, then the whole with the tests. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { programNode, root } from './ensure.mjs'

export const layers = ['core', 'contract', 'main', 'electron', 'renderer', 'test']

/** Checks one layer; resolves with the compiler's output, empty when all is well. */
export function checkLayer(layer) {
  return new Promise((resolve) => {
    const args = [
      join(root, 'node_modules/typescript/bin/tsc'),
      '--project',
      join(root, 'tsconfig', `${layer}.json`),
      '--pretty',
      'false',
    ]
    const child = spawn(programNode(), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('close', (status) => resolve(status === 0 ? '' : output || `tsc ended with ${status}`))
  })
}

if (import.meta.url === `file://${process.argv[1]}`) {
  for (const layer of layers) {
    const problems = await checkLayer(layer)
    process.stdout.write(`${problems ? 'FAIL' : 'ok  '} types: ${layer}\n${problems}`)
    if (problems) process.exitCode = 1
  }
}
