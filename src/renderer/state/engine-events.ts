import type { EngineEvent } from '../../contract/index.js'

type EventOf<T extends EngineEvent['type']> = Extract<EngineEvent, { type: T }>

const listeners = new Map<EngineEvent['type'], Set<(event: never) => void>>()

/** Calls the listener for each engine event of the type. Returns the way out. */
export function onEngineEvent<T extends EngineEvent['type']>(
  type: T,
  listener: (event: EventOf<T>) => void,
): () => void {
  const set = listeners.get(type) ?? new Set()
  listeners.set(type, set)
  set.add(listener)
  return () => set.delete(listener)
}

/** Hands an engine event to those who asked for its type; called by the event pump alone. */
export function publishEngineEvent(event: EngineEvent): void {
  for (const listener of listeners.get(event.type) ?? []) (listener as (event: EngineEvent) => void)(event)
}
