import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  Discovery,
  type Answer,
  type Ask,
  type DiscoveryPlan,
  type Strategy,
} from '../../../src/core/discovery/index.js'

/** A CPE of a few rules: what it has, what it refuses, how much it bears. */
interface Cpe {
  readonly parameters: readonly string[]
  /** Names it faults by themselves, with the fault's code. */
  readonly bad?: ReadonlyMap<string, string>
  /** Names asked for at once at most, and what it does beyond. */
  readonly bears?: number
  readonly beyond?: Answer
  /** Paths it does not tell the names below of at once. */
  readonly refusesWhole?: (path: string) => boolean
}

const cost = { ms: 10, characters: 100 }
const fault = (code: string): Answer => ({ type: 'fault', code, string: `fault ${code}` })
const lost: Answer = { type: 'lost', reason: 'The CPE hung up.' }

function namesBelow(parameters: readonly string[], path: string, nextLevel: boolean): readonly string[] {
  const names = new Set<string>()
  for (const parameter of parameters) {
    if (!parameter.startsWith(path)) continue
    const rest = parameter.slice(path.length).split('.')
    let name = path
    for (const [depth, part] of rest.entries()) {
      const isLast = depth === rest.length - 1
      name += isLast ? part : `${part}.`
      names.add(name)
      if (nextLevel) break
    }
  }
  return [...names]
}

function answerOf(cpe: Cpe, ask: Ask): Answer {
  const { parameters, bad = new Map<string, string>(), bears = Infinity, beyond = fault('9004') } = cpe
  if (ask.kind === 'names') {
    if (bad.has(ask.path)) return fault(bad.get(ask.path) ?? '')
    if (!ask.nextLevel && cpe.refusesWhole?.(ask.path) === true) return fault('9002')
    const names = namesBelow(parameters, ask.path, ask.nextLevel)
    return names.length === 0 ? fault('9005') : { type: 'told', names, ...cost }
  }
  const whole = ask.names.filter((name) => name === '' || name.endsWith('.'))
  const names = whole.length > 0 ? parameters.filter((name) => name.startsWith(whole[0] ?? '')) : ask.names
  if (names.length > bears) return beyond
  const refused = names.find((name) => bad.has(name))
  if (refused !== undefined) return bad.get(refused) === 'lost' ? lost : fault(bad.get(refused) ?? '')
  return { type: 'told', names, ...cost }
}

/** Discovers a CPE and gives what was told of it. */
function discover(cpe: Cpe, plan: Partial<DiscoveryPlan> = {}, most = 100_000) {
  const discovery = new Discovery({
    strategy: 'batches',
    prefix: '',
    root: null,
    attributes: false,
    ...plan,
  })
  const told = { values: new Set<string>(), attributes: new Set<string>(), names: new Set<string>() }
  const asks: Ask[] = []
  for (let ask = discovery.ask; ask !== null; ask = discovery.ask) {
    asks.push(ask)
    if (asks.length > most) throw new Error(`More than ${most} requests.`)
    const answer = answerOf(cpe, ask)
    if (answer.type === 'told') for (const name of answer.names) told[ask.kind].add(name)
    discovery.take(answer)
  }
  return { discovery, told, asks, progress: discovery.progress }
}

const tree = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `Device.T.${index % 7}.O${index % 3}.P${index}`)

const strategies: readonly Strategy[] = ['whole', 'levels', 'batches']

/** Trees, bad names with the fault each gives, and how much is borne. */
const cpes = fc
  .record({
    size: fc.integer({ min: 1, max: 300 }),
    bears: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
    beyond: fc.constantFrom('9004', '9002', '9003', '9001'),
    bad: fc.array(fc.tuple(fc.nat(), fc.constantFrom('9005', '9003', '9002', '9004', '9001')), {
      maxLength: 12,
    }),
    wholeFails: fc.boolean(),
    strategy: fc.constantFrom(...strategies),
  })
  .map(({ size, bears, beyond, bad, wholeFails, strategy }) => {
    const parameters = tree(size)
    const cpe: Cpe = {
      parameters,
      bad: new Map(bad.map(([index, code]) => [parameters[index % size] ?? '', code])),
      ...(bears === undefined ? {} : { bears }),
      beyond: fault(beyond),
      refusesWhole: (path) => wholeFails && path.length < 'Device.T.'.length + 1,
    }
    return { cpe, strategy }
  })

describe('for any tree, any bad names and any limits', () => {
  it('finds every parameter, reads every value that is to be had, and lists the rest', () => {
    fc.assert(
      fc.property(cpes, fc.boolean(), ({ cpe, strategy }, attributes) => {
        const { told, progress } = discover(cpe, { strategy, attributes })
        const bad = [...(cpe.bad ?? new Map<string, string>()).keys()]
        const good = cpe.parameters.filter((name) => !bad.includes(name))
        expect(progress.failure).toBeNull()
        expect(new Set(cpe.parameters)).toEqual(
          new Set([...told.names].filter((name) => !name.endsWith('.'))),
        )
        expect(told.values).toEqual(new Set(good))
        expect(told.attributes).toEqual(new Set(attributes ? good : []))
        expect(progress).toMatchObject({
          phase: 'ended',
          of: cpe.parameters.length,
          values: good.length,
          attributes: attributes ? good.length : 0,
        })
        expect(new Set(progress.refused.map(({ name }) => name))).toEqual(new Set(bad))
        for (const { name, code } of progress.refused) expect(code).toBe(cpe.bad?.get(name))
      }),
    )
  })

  it('never asks again for a name that was told or refused by itself', () => {
    fc.assert(
      fc.property(cpes, ({ cpe, strategy }) => {
        const settled = new Set<string>()
        const { asks } = discover(cpe, { strategy })
        for (const ask of asks) {
          if (ask.kind !== 'values' || ask.names[0]?.endsWith('.') === true || ask.names[0] === '') continue
          expect(ask.names.filter((name) => settled.has(name))).toEqual([])
          const answer = answerOf(cpe, ask)
          if (answer.type === 'told') for (const name of answer.names) settled.add(name)
          else if (ask.names.length === 1) for (const name of ask.names) settled.add(name)
        }
      }),
    )
  })

  it('needs but a few requests for each bad name beyond those a CPE without them needs', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.integer({ min: 1, max: 1_500 }),
        fc.array(fc.tuple(fc.nat(), fc.constantFrom('9005', '9003', '9002', '9004')), { maxLength: 10 }),
        fc.constantFrom('9004', '9002', '9003'),
        (size, bears, bad, beyond) => {
          const parameters = tree(size)
          const names = new Map(bad.map(([index, code]) => [parameters[index % size] ?? '', code]))
          const healthy = discover({ parameters, bears, beyond: fault(beyond) }).asks.length
          const { asks } = discover({ parameters, bears, beyond: fault(beyond), bad: names })
          const perName = 4 * (Math.log2(Math.min(size, 1_000)) + 1)
          expect(asks.length).toBeLessThanOrEqual(healthy + Math.ceil(names.size * perName))
          // Without bad names: the batches that hold everything, those that were too large, and their growing.
          const least = size / Math.min(bears, 1_000)
          expect(healthy).toBeLessThanOrEqual(2.3 * least + 6 * Math.log2(1_024) + 2)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('the size of batches', () => {
  const sizes = (asks: readonly Ask[]) =>
    asks.flatMap((ask) => (ask.kind === 'names' ? [] : [ask.names.length]))

  it('grows while answers are quick and small, up to the limit', () => {
    const { asks } = discover({ parameters: tree(2_000) }, { limits: { firstNames: 32, mostNames: 500 } })
    expect(sizes(asks)).toEqual([32, 64, 128, 256, 500, 500, 500, 20])
  })

  it.each([
    ['slow', { ms: 20_000, characters: 1 }],
    ['long', { ms: 1, characters: 1_000_000 }],
  ])('halves after an answer that was %s', (_, dear) => {
    const discovery = new Discovery({ strategy: 'batches', prefix: '', root: null, attributes: false })
    const parameters = tree(100)
    discovery.take({ type: 'told', names: parameters, ...cost })
    const first = discovery.ask
    if (first?.kind !== 'values') throw new Error('No values are asked for.')
    expect(first.names).toHaveLength(32)
    discovery.take({ type: 'told', names: first.names, ...dear })
    expect(discovery.progress.batchSize).toBe(16)
  })

  it.each(['9004', '9002'])('halves at once on %s, and stays below it', (code) => {
    const { asks } = discover({ parameters: tree(200), bears: 10, beyond: fault(code) })
    expect(sizes(asks).slice(0, 4)).toEqual([32, 16, 8, 8])
    expect(Math.max(...sizes(asks).slice(2))).toBe(8)
  })

  it('halves when the session breaks', () => {
    const { asks, progress } = discover({ parameters: tree(200), bears: 10, beyond: lost })
    expect(sizes(asks).slice(0, 4)).toEqual([32, 16, 8, 8])
    expect(progress).toMatchObject({ lost: 2, faults: 0, values: 200, failure: null })
  })
})

describe('what cannot be had', () => {
  it('leaves out a name that breaks every session, after a second try', () => {
    const parameters = tree(40)
    const bad = new Map([[parameters[5] ?? '', 'lost']])
    const { told, progress } = discover({ parameters, bad })
    expect(told.values.size).toBe(39)
    expect(progress.refused).toEqual([
      { name: parameters[5], about: 'values', code: 'lost', string: 'The CPE hung up.' },
    ])
  })

  it('gives up where every session breaks', () => {
    const { progress } = discover({ parameters: tree(400), bears: 0, beyond: lost })
    expect(progress.failure).toBe('Given up: the session broke 21 times in a row.')
    expect(progress.phase).toBe('ended')
  })

  it('gives up where every name is refused', () => {
    const parameters = tree(3_000)
    const { progress } = discover({ parameters, bears: 0, beyond: fault('9001') })
    expect(progress.failure).toBe('Given up: the CPE refused 1,000 names in a row.')
  })

  it('says so where the path is not there', () => {
    const { progress, asks } = discover({ parameters: tree(3) }, { prefix: 'Device.Nope.' })
    expect(progress.failure).toBe('The names of Device.Nope. are not to be had: 9005 fault 9005')
    expect(asks).toHaveLength(2)
  })

  it('asks for the root by name where the empty path is refused', () => {
    const cpe = { parameters: tree(20), bad: new Map([['', '9005']]) }
    const { told, asks } = discover(cpe, { root: 'Device.', strategy: 'whole' })
    expect(asks.map((ask) => (ask.kind === 'names' ? ask.path : ask.names))).toEqual([
      '',
      'Device.',
      ['Device.'],
    ])
    expect(told.values.size).toBe(20)
  })

  it('asks for the root by name where the empty path tells nothing', () => {
    const discovery = new Discovery({ strategy: 'batches', prefix: '', root: 'Device.', attributes: false })
    discovery.take({ type: 'told', names: [], ...cost })
    expect(discovery.ask).toEqual({ kind: 'names', path: 'Device.', nextLevel: false })
    discovery.take({ type: 'told', names: [], ...cost })
    expect(discovery.progress).toMatchObject({ phase: 'ended', names: 0, failure: null })
  })

  it('counts values, not the objects that some CPEs list among them', () => {
    const discovery = new Discovery({ strategy: 'whole', prefix: 'Device.', root: null, attributes: false })
    discovery.take({ type: 'told', names: ['Device.', 'Device.O.', 'Device.O.A'], ...cost })
    discovery.take({ type: 'told', names: ['Device.O.', 'Device.O.A', 'Device.O.B'], ...cost })
    expect(discovery.progress).toMatchObject({ phase: 'ended', of: 2, values: 2, objects: 2 })
  })

  it('lists names too long to be asked for', () => {
    const long = `Device.${'x'.repeat(250)}`
    const discovery = new Discovery({ strategy: 'batches', prefix: '', root: null, attributes: false })
    discovery.take({ type: 'told', names: ['Device.', 'Device.A', long], ...cost })
    expect(discovery.ask).toEqual({ kind: 'values', names: ['Device.A'] })
    expect(discovery.progress.refused).toMatchObject([{ name: long, code: 'too-long' }])
  })

  it('walks a tree of which one level is told whatever is asked', () => {
    const parameters = tree(30)
    const discovery = new Discovery({ strategy: 'batches', prefix: 'Device.', root: null, attributes: false })
    for (let ask = discovery.ask; ask?.kind === 'names'; ask = discovery.ask) {
      const names = [ask.path, ...namesBelow(parameters, ask.path, true)]
      discovery.take({ type: 'told', names, ...cost })
    }
    expect(discovery.progress.of).toBe(30)
  })

  it('walks branch by branch where all names at once are too many', () => {
    const parameters = tree(50)
    const { told, asks } = discover({ parameters, refusesWhole: (path) => path.length < 10 })
    expect(told.values.size).toBe(50)
    expect(asks.filter((ask) => ask.kind === 'names' && !ask.nextLevel).length).toBeGreaterThan(5)
  })

  it('lists what the CPE leaves out of its answer', () => {
    const discovery = new Discovery({ strategy: 'batches', prefix: '', root: null, attributes: false })
    discovery.take({ type: 'told', names: ['Device.A', 'Device.B'], ...cost })
    discovery.take({ type: 'told', names: ['Device.A'], ...cost })
    expect(discovery.ask).toBeNull()
    expect(discovery.progress.refused).toMatchObject([{ name: 'Device.B', code: 'left-out' }])
  })

  it('goes without attributes where the CPE does not support the method', () => {
    const discovery = new Discovery({ strategy: 'whole', prefix: 'Device.', root: null, attributes: true })
    discovery.take({ type: 'told', names: ['Device.A'], ...cost })
    discovery.take({ type: 'told', names: ['Device.A'], ...cost })
    expect(discovery.ask).toEqual({ kind: 'attributes', names: ['Device.A'] })
    discovery.take({ type: 'fault', code: '9000', string: 'Method not supported' })
    expect(discovery.progress).toMatchObject({ phase: 'ended', values: 1, attributes: 0, failure: null })
    expect(discovery.progress.refused).toMatchObject([{ name: 'Device.', about: 'attributes', code: '9000' }])
  })
})
