import type { DecodedEnvelope } from '../soap/index.js'
import type { SessionTrack, Turn, TurnFacts } from '../sessions/track.js'
import { structs, text } from '../tree/rpc-values.js'

/** The request that a turn answers by its place in the session, whatever it carries; null: it answers none. */
export function askedBefore({ direction, kind }: Turn, track: SessionTrack): TurnFacts | null {
  if (kind !== 'response' && kind !== 'fault') return null
  return direction === 'cpe-to-acs' ? track.askedByAcs : track.askedByCpe
}

/** The response to a request of this RPC, with that request; null: the turn is something else, or not whole. */
export function responseTo(
  turn: Turn,
  track: SessionTrack,
  rpcs: readonly string[],
): { readonly asked: TurnFacts; readonly envelope: DecodedEnvelope } | null {
  const { envelope } = turn
  if (envelope === null || !envelope.ok || envelope.kind !== 'response' || envelope.cut === true) return null
  const asked = askedBefore(turn, track)
  if (asked === null || asked.rpc === null || asked.rpc !== envelope.rpc || !rpcs.includes(asked.rpc))
    return null
  // Part of the list is missing because we stopped reading.
  return envelope.issues.some(({ rule }) => rule === 'limit-reached') ? null : { asked, envelope }
}

/** The names in a ParameterList. */
export function namesIn(envelope: DecodedEnvelope): readonly string[] {
  return structs(envelope.decoded['ParameterList']).map((member) => text(member['Name']))
}

/** Whether a name stands for others: a path of instance aliases or wildcards. */
export function isPattern(name: string): boolean {
  return /[[*]/.test(name)
}

/** Names and paths that were asked for. */
export class AskedNames {
  readonly #names: ReadonlySet<string>
  readonly #all: boolean

  constructor(readonly names: readonly string[]) {
    this.#names = new Set(names)
    this.#all = this.#names.has('') || names.some(isPattern)
  }

  /** Whether this name was asked for, by itself or by a path above it. */
  covers(name: string): boolean {
    if (this.#all || this.#names.has(name)) return true
    for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      if (this.#names.has(name.slice(0, dot + 1))) return true
    }
    return false
  }
}

/** The first few of many names, and how many more there are. */
export function fewOf(names: readonly string[], shown: (name: string) => string): string {
  const few = names.slice(0, 3).map(shown).join(', ')
  return names.length > 3 ? `${few} and ${String(names.length - 3)} more` : few
}
