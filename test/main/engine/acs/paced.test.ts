import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Paced } from '../../../../src/main/engine/acs/paced.js'

function busy(milliseconds: number): void {
  for (const until = performance.now() + milliseconds; performance.now() < until;);
}

test('what comes alone is begun at once', () => {
  let begun = 0
  new Paced().begin(() => begun++)
  expect(begun).toBe(1)
})

test('a crowd is begun in its order, over several turns, with others in between', async () => {
  const paced = new Paced()
  const begun: number[] = []
  for (let each = 0; each < 40; each += 1) {
    paced.begin(() => {
      begun.push(each)
      busy(1)
    })
  }
  const atOnce = begun.length
  expect(atOnce).toBeGreaterThan(0)
  expect(atOnce).toBeLessThan(20)
  let turns = 0
  for (; begun.length < 40; turns += 1) await turn()
  expect(turns).toBeGreaterThan(1)
  expect(begun).toEqual(Array.from({ length: 40 }, (_, each) => each))
})
