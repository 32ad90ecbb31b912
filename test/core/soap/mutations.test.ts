import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { explainMessage, summarise } from '../../../src/core/explain/index.js'
import { decodeEnvelope } from '../../../src/core/soap/index.js'

/** Bit flips, cuts and splices of real spellings: nothing may throw, and nothing may take long. */

const folder = join(import.meta.dirname, '../../fixtures/soap')
const sources = readdirSync(folder).map((file) => new Uint8Array(readFileSync(join(folder, file))))

/** A small generator of its own, so that a seed in a failure gives the same bytes again (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below)
  }
}

function mutate(seed: number): Uint8Array {
  const random = randomFrom(seed)
  const pick = (): Uint8Array => sources[random(sources.length)]!
  let bytes = pick()
  for (let change = 0; change <= random(4); change++) {
    const at = random(bytes.length + 1)
    switch (random(4)) {
      case 0: {
        bytes = bytes.slice()
        if (at < bytes.length) bytes[at] = bytes[at]! ^ (1 << random(8))
        break
      }
      case 1:
        bytes = bytes.subarray(0, at)
        break
      case 2: {
        const other = pick()
        const from = random(other.length)
        bytes = Buffer.concat([
          bytes.subarray(0, at),
          other.subarray(from, from + random(300)),
          bytes.subarray(at),
        ])
        break
      }
      default:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + random(40))])
    }
  }
  return bytes
}

describe('mutated messages', () => {
  it('20,000 of them are decoded and explained without an exception, each quickly', () => {
    const base = Date.now() % 1_000_000_000
    let slowest = { ms: 0, seed: 0 }
    for (let seed = base; seed < base + 20_000; seed++) {
      const bytes = mutate(seed)
      const started = performance.now()
      try {
        const envelope = decodeEnvelope(bytes)
        summarise(envelope)
        explainMessage(envelope, envelope.kind)
        for (const { offset, length } of envelope.issues) {
          if (offset === undefined || length === undefined || offset < 0 || length < 0)
            throw new Error('a finding without place')
        }
      } catch (error) {
        throw new Error(`seed ${seed}`, { cause: error })
      }
      const ms = performance.now() - started
      if (ms > slowest.ms) slowest = { ms, seed }
    }
    // Generous: a collection of garbage may fall into one of them.
    expect(slowest.ms, `seed ${slowest.seed}`).toBeLessThan(500)
  }, 120_000)
})
