import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mutationsOf } from '../../torture/mutations.js'
import { quickest, slowest } from '../../torture/quickest.js'
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
    for (let seed = first; seed < first + 20_000; seed++) {
      const bytes = mutations.make(seed)
      const again = `seed ${seed} (npm run torture -- decode 1 ${seed})`
      try {
        const milliseconds = quickest(() => readEverything(bytes))
        if (milliseconds > slowest) throw new Error(`It took ${milliseconds} ms.`)
      } catch (error) {
        throw new Error(again, { cause: error })
      }
    }
  }, 120_000)
})
