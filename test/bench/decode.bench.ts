import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { decodeEnvelope, type DecodedEnvelope } from '../../src/core/soap/index.js'
import { hostileMessages, parameterValues } from './decode-messages.js'
import { readByFastXmlParser, readBySaxes } from './decode-peers.js'
import { figure, percentile, type Figure } from './figure.js'

const roundCount = 5

setFlagsFromString('--expose_gc')
const collectGarbage = runInNewContext('gc') as () => void

/** What the candidates make, so that no compiler finds their work useless. */
const kept: { last: unknown } = { last: undefined }

/** Milliseconds of processor time this process has used: what else the machine does is not in it. */
function now(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/**
 * Times several candidates in turn: five rounds behind one that warms up, medians of milliseconds for one call. A turn
 * takes at least so many milliseconds, and each begins with the garbage of the others cleared away.
 */
function sideBySide(candidates: readonly (() => unknown)[], turn: number): number[] {
  const times = candidates.map((): number[] => [])
  for (let round = 0; round <= roundCount; round += 1) {
    for (const [index, run] of candidates.entries()) {
      const time = timeOf(run, turn)
      if (round > 0) times[index]?.push(time)
    }
  }
  return times.map((list) => percentile(list, 0.5))
}

function timeOf(run: () => unknown, turn: number): number {
  kept.last = undefined
  collectGarbage()
  // Untimed: the heap gets the size that this candidate needs.
  repeat(run, turn / 3)
  const { calls, milliseconds } = repeat(run, turn)
  return milliseconds / calls
}

function repeat(
  run: () => unknown,
  atLeast: number,
): { readonly calls: number; readonly milliseconds: number } {
  const started = now()
  const spent = { calls: 0, milliseconds: 0 }
  do {
    kept.last = run()
    spent.calls += 1
    spent.milliseconds = now() - started
  } while (spent.milliseconds < atLeast)
  return spent
}

/** Bytes that what `make` gives keeps alive. */
function retainedBytes(make: () => unknown): number {
  const used = (): number => {
    collectGarbage()
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
  kept.last = undefined
  const before = used()
  const result = make()
  const bytes = used() - before
  kept.last = result
  return bytes
}

function checked(envelope: DecodedEnvelope, parameters: number): DecodedEnvelope {
  if (envelope.parameters !== parameters || envelope.issues.length > 0) {
    throw new Error(`Of ${parameters} parameters ${envelope.parameters} were read.`)
  }
  return envelope
}

function beside(id: string, value: number, peer: string, peerValue: number, times: number): Figure {
  return figure({
    id,
    value,
    unit: 'ms',
    beside: peer,
    besideValue: peerValue,
    goal: `<= 1/${times} of it (here 1/${(peerValue / value).toFixed(1)})`,
    holds: value * times <= peerValue,
  })
}

function usualMessage(): Figure[] {
  const text = parameterValues(200, true)
  const bytes = new TextEncoder().encode(text)
  checked(decodeEnvelope(text), 200)
  const [ours = 0, fromBytes = 0, saxes = 0, fastXmlParser = 0] = sideBySide(
    [
      () => decodeEnvelope(text),
      () => decodeEnvelope(bytes),
      () => readBySaxes(text),
      () => readByFastXmlParser(text),
    ],
    300,
  )
  return [
    beside('decode.200-parameters', ours, 'fast-xml-parser', fastXmlParser, 15),
    beside('decode.200-parameters', ours, 'saxes into a tree', saxes, 3),
    beside('decode.200-parameters-from-bytes', fromBytes, 'saxes into a tree, from text', saxes, 3),
  ]
}

function largeMessage(): Figure[] {
  const text = parameterValues(20_000, false)
  checked(decodeEnvelope(text), 20_000)
  const [ours = 0, saxes = 0, fastXmlParser = 0] = sideBySide(
    [() => decodeEnvelope(text), () => readBySaxes(text), () => readByFastXmlParser(text)],
    300,
  )
  const bytes = new TextEncoder().encode(text)
  const retained = retainedBytes(() => decodeEnvelope(bytes))
  return [
    beside('decode.20,000-parameters', ours, 'fast-xml-parser', fastXmlParser, 9),
    beside('decode.20,000-parameters', ours, 'saxes into a tree', saxes, 3),
    figure({
      id: 'decode.20,000-parameters-memory',
      value: retained / 1e6,
      unit: 'MB',
      beside: 'its text',
      besideValue: bytes.length / 1e6,
      goal: '<= 6 times the text',
      holds: retained <= 6 * bytes.length,
    }),
  ]
}

/** A quarter of the size beside the whole: four times the time and a little, or less. */
function hostileMessage({ id, size, make }: (typeof hostileMessages)[number]): Figure {
  const small = make(size / 4)
  const large = make(size)
  const [quarter = 0, whole = 0] = sideBySide([() => decodeEnvelope(small), () => decodeEnvelope(large)], 0)
  const linear = (quarter * large.length) / small.length
  return figure({
    id: `decode.hostile.${id}`,
    value: whole,
    unit: 'ms',
    beside: `a quarter of it, scaled to its ${(large.length / 1e6).toFixed(1)} MB`,
    besideValue: linear,
    goal: 'linear: <= 2 times, or <= 5 ms',
    holds: whole <= 2 * linear || whole <= 5,
  })
}

/** Reading messages, from text to typed values with their places, beside two XML libraries that stop at a tree. */
export async function measure(): Promise<Figure[]> {
  return Promise.resolve([...usualMessage(), ...largeMessage(), ...hostileMessages.map(hostileMessage)])
}
