import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mutationsOf } from '../../torture/mutations.js'
import { readEverything } from '../../torture/read-everything.js'

const mutations = mutationsOf(join(import.meta.dirname, '../../..'))

/** The short run of `npm run torture -- decode`. */
describe('mutated messages', () => {
  it('are made again by their seed', () => {
    expect(mutations.make(4711)).toEqual(mutations.make(4711))
    expect(mutations.make(4711)).not.toEqual(mutations.make(4712))
  })

  it('20,000 of them are decoded, linted and explained without an exception, each quickly', () => {
    const first = Date.now() % 1_000_000_000
    let slowest = { milliseconds: 0, seed: 0 }
    for (let seed = first; seed < first + 20_000; seed++) {
      const bytes = mutations.make(seed)
      const started = performance.now()
      try {
        readEverything(bytes)
      } catch (error) {
        throw new Error(`seed ${seed} (npm run torture -- decode 1 ${seed})`, { cause: error })
      }
      const milliseconds = performance.now() - started
      if (milliseconds > slowest.milliseconds) slowest = { milliseconds, seed }
    }
    // Generous: the machine may do something else in one of them. The long run looks again, at 100 ms.
    expect(slowest.milliseconds, `seed ${slowest.seed}`).toBeLessThan(500)
  }, 120_000)
})
