import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { mutationsOf } from './mutations.js'
import { quickest, slowest } from './quickest.js'
import { readEverything } from './read-everything.js'

/** What a long run found. */
export interface Outcome {
  readonly problems: readonly string[]
  readonly seconds: number
  readonly slowest: { readonly milliseconds: number; readonly seed: number }
  /** Megabytes in use, collected, after each twentieth of the run. */
  readonly megabytes: readonly number[]
}

/** How many problems are enough to end the run. */
const enough = 20

setFlagsFromString('--expose_gc')
const collectGarbage = runInNewContext('gc') as () => void

function megabytesInUse(): number {
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1e6
}

/** Reads so many mutated messages, from this seed on. */
export function torture(root: string, count: number, seed: number, tell: (line: string) => void): Outcome {
  const mutations = mutationsOf(root)
  tell(`${count} messages made of ${mutations.sources}, from seed ${seed} on.`)
  const problems: string[] = []
  const megabytes: number[] = []
  let worst = { milliseconds: 0, seed }
  const started = performance.now()
  const stride = Math.max(1, Math.ceil(count / 20))
  for (let index = 0; index < count && problems.length < enough; index += 1) {
    const at = seed + index
    const { milliseconds, problem } = readOne(mutations.make(at))
    if (milliseconds > worst.milliseconds) worst = { milliseconds, seed: at }
    if (problem !== null) {
      problems.push(`seed ${at}: ${problem}`)
      tell(problems.at(-1) ?? '')
    }
    if ((index + 1) % stride === 0) {
      megabytes.push(megabytesInUse())
      tell(`${index + 1} read, ${megabytes.at(-1)?.toFixed(1) ?? ''} MB in use`)
    }
  }
  // The first samples hold what is made once: compiled code, tables.
  const early = megabytes[Math.floor(megabytes.length / 4)] ?? 0
  const last = megabytes.at(-1) ?? 0
  if (last > early + 10) problems.push(`Memory grew from ${early.toFixed(1)} to ${last.toFixed(1)} MB.`)
  return { problems, seconds: (performance.now() - started) / 1000, slowest: worst, megabytes }
}

function readOne(bytes: Uint8Array): { readonly milliseconds: number; readonly problem: string | null } {
  try {
    const milliseconds = quickest(() => readEverything(bytes))
    const problem = milliseconds > slowest ? `took ${milliseconds.toFixed(0)} ms.` : null
    return { milliseconds, problem }
  } catch (error) {
    return {
      milliseconds: 0,
      problem: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }
  }
}
