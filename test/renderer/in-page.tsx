import { cleanup, configure, render, type RenderResult } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, vi } from 'vitest'
import {
  CommandsContext,
  createCommandRegistry,
  type CommandRegistry,
} from '../../src/renderer/app/commands.js'
import { HostContext } from '../../src/renderer/app/host-context.js'
import { startEventPump } from '../../src/renderer/host/event-pump.js'
import { publishEngineEvent } from '../../src/renderer/state/engine-events.js'
import { useEngineStatus } from '../../src/renderer/state/engine-status.js'
import { usePreferences } from '../../src/renderer/state/preferences.js'
import { useSelection } from '../../src/renderer/state/selection.js'
import { useSessionList } from '../../src/renderer/state/session-list.js'
import { ThemeProvider } from '../../src/renderer/ui/index.js'
import type { StandIn } from '../stand-in/client.js'

// A machine that does other things as well is slow, not wrong.
configure({ asyncUtilTimeout: 5000 })

const stops: (() => void)[] = []
const resets = [
  () => useSelection.setState(useSelection.getInitialState(), true),
  () => useSessionList.setState(useSessionList.getInitialState(), true),
  () => useEngineStatus.setState(useEngineStatus.getInitialState(), true),
  () => usePreferences.setState(usePreferences.getInitialState(), true),
]

/** For test files that render: gives elements a size (the test page lays nothing out) and forgets everything after each test. */
export function preparePage(): void {
  beforeEach(() => {
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300)
  })
  afterEach(() => {
    cleanup()
    for (const stop of stops.splice(0)) stop()
    for (const reset of resets) reset()
    localStorage.clear()
    vi.restoreAllMocks()
  })
}

/** Renders a piece of the page on a stand-in engine, with its events. */
export function renderOn(
  standIn: StandIn,
  children: ReactNode,
): RenderResult & { commands: CommandRegistry } {
  const commands = createCommandRegistry()
  stops.push(startEventPump(standIn.host, publishEngineEvent))
  const result = render(
    <HostContext value={standIn.host}>
      <CommandsContext value={commands}>
        <ThemeProvider theme="dark">{children}</ThemeProvider>
      </CommandsContext>
    </HostContext>,
  )
  return { ...result, commands }
}
