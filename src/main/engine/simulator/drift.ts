import { parameterAt, segmentsOf, walk, withNode, type ModelTree } from '../../../core/model/index.js'
import type { Random } from './random.js'

/** What can move in a tree by itself. */
export interface DriftPlan {
  /** Traffic counters that count. */
  readonly counters: readonly string[]
  /** Parameters somebody has subscribed to (active notification): hosts that come and go, radio channels. */
  readonly watched: readonly string[]
}

const counterName = /(?:Bytes|Packets)(?:Sent|Received)$/
const hostActive = /\.Hosts\.Host\.\d+\.Active$/
const radioChannel = /\.(?:Radio|WLANConfiguration)\.\d+\.Channel$/

/** Finds what drifts in a tree, and subscribes to the watched part as an operator would have. */
export function planDrift(tree: ModelTree): { readonly plan: DriftPlan; readonly tree: ModelTree } {
  const counters: string[] = []
  const watched: string[] = []
  walk(tree, '', (path, node) => {
    if (node.kind !== 'parameter') return
    if (counterName.test(path) && Number(node.value) > 0) counters.push(path)
    if (hostActive.test(path) || radioChannel.test(path)) watched.push(path)
  })
  const subscribed = watched.reduce((next, path) => {
    const parameter = parameterAt(next, path)
    return parameter === null ? next : withNode(next, segmentsOf(path), { ...parameter, notification: 2 })
  }, tree)
  return { plan: { counters, watched }, tree: subscribed }
}

/** New values after some seconds: every counter counts on, one watched parameter changes. */
export function drift(
  tree: ModelTree,
  plan: DriftPlan,
  seconds: number,
  random: Random,
): readonly (readonly [path: string, value: string])[] {
  const changes: (readonly [string, string])[] = []
  for (const path of plan.counters) {
    const parameter = parameterAt(tree, path)
    if (parameter === null) continue
    const perSecond = path.includes('Bytes') ? random.integer(500, 40_000) : random.integer(2, 60)
    const count = BigInt(parameter.value) + BigInt(Math.round(perSecond * seconds))
    const limit = parameter.type === 'unsignedInt' ? 2n ** 32n : 2n ** 64n
    changes.push([path, String(count % limit)])
  }
  const moving = random.pick(plan.watched.filter((path) => parameterAt(tree, path) !== null))
  const value = moving === undefined ? '' : (parameterAt(tree, moving)?.value ?? '')
  if (moving !== undefined)
    changes.push([moving, radioChannel.test(moving) ? otherChannel(value, random) : toggled(value)])
  return changes
}

const toggled = (value: string): string =>
  ({ '0': '1', '1': '0', true: 'false', false: 'true' })[value] ?? value

function otherChannel(value: string, random: Random): string {
  const channels = Number(value) > 14 ? ['36', '40', '44', '48'] : ['1', '6', '11']
  return random.pick(channels.filter((channel) => channel !== value)) ?? value
}
