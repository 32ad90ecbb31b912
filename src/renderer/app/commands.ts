import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from 'react'
import { commandIds, type CommandId, type PaneId } from './command-table.js'

interface CommandHandler {
  run(): void
  /** Only meant while this pane has the focus (or had it last). */
  readonly pane?: PaneId
  /** Also meant where the focused pane has nothing of its own to do for the command. */
  readonly otherwise?: boolean
}

/** Who can do what, now. */
export interface CommandRegistry {
  /** The pane that has the focus, or had it last; decides between handlers of the same command. */
  readonly pane: PaneId | null
  /** The focus went into a pane. */
  enter(pane: PaneId): void
  add(id: CommandId, handler: CommandHandler): () => void
  handlerOf(id: CommandId): CommandHandler | null
  /** Does the command; false if nobody can do it now. */
  run(id: CommandId): boolean
  /** Commands that can be done from some pane, in the order of the table. */
  available(): readonly CommandId[]
  subscribe(listener: () => void): () => void
}

export function createCommandRegistry(): CommandRegistry {
  const handlers = new Map<CommandId, Set<CommandHandler>>()
  const listeners = new Set<() => void>()
  let available: readonly CommandId[] | null = null
  let focused: PaneId | null = null
  const changed = () => {
    available = null
    for (const listener of listeners) listener()
  }
  const registry: CommandRegistry = {
    get pane() {
      return focused
    },
    enter(pane) {
      focused = pane
    },
    add(id, handler) {
      const set = handlers.get(id) ?? new Set()
      handlers.set(id, set)
      set.add(handler)
      changed()
      return () => {
        set.delete(handler)
        changed()
      }
    },
    handlerOf(id) {
      // The newest comes first: what has just appeared is what the user looks at.
      const all = [...(handlers.get(id) ?? [])].reverse()
      return (
        all.find((handler) => handler.pane !== undefined && handler.pane === registry.pane) ??
        all.find((handler) => handler.pane === undefined) ??
        all.find((handler) => handler.otherwise) ??
        null
      )
    },
    run(id) {
      const handler = registry.handlerOf(id)
      handler?.run()
      return handler !== null
    },
    available() {
      available ??= commandIds.filter((id) => (handlers.get(id)?.size ?? 0) > 0)
      return available
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return registry
}

export const CommandsContext = createContext<CommandRegistry>(createCommandRegistry())

export function useCommands(): CommandRegistry {
  return useContext(CommandsContext)
}

export function useAvailableCommands(): readonly CommandId[] {
  const registry = useCommands()
  return useSyncExternalStore(registry.subscribe, registry.available)
}

export interface CommandOptions {
  readonly pane?: PaneId
  readonly otherwise?: boolean
  /** False: cannot be done now, so it is not offered. */
  readonly enabled?: boolean
}

/**
 * Says that a component can do a command while it is mounted.
 * @example useCommand('message.pair', () => goTo(message.pairedWith), { pane: 'timeline', otherwise: true })
 */
export function useCommand(id: CommandId, run: () => void, options: CommandOptions = {}): void {
  const registry = useCommands()
  const { pane, otherwise = false, enabled = true } = options
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    if (!enabled) return
    return registry.add(id, { run: () => latest.current(), otherwise, ...(pane ? { pane } : {}) })
  }, [registry, id, pane, otherwise, enabled])
}
