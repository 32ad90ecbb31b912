import { Notifications } from '@mantine/notifications'
import { useEffect, useState } from 'react'
import { AcsSettingsCommands } from '../features/acs-settings/index.js'
import { DeviceCommands } from '../features/devices/index.js'
import { DiscoveryCommands } from '../features/discovery/index.js'
import { OperationsCommands } from '../features/operations/index.js'
import { StatusBar } from '../features/status-bar/index.js'
import type { Host } from '../host/types.js'
import { keepFocus, ThemeProvider } from '../ui/index.js'
import { CommandsContext, createCommandRegistry, useCommand, useCommands } from './commands.js'
import { ConnectionBanner } from './connection-banner.js'
import { Docks } from './docks.js'
import { HostContext } from './host-context.js'
import { bindKeys } from './key-bindings.js'
import { KeyHelp } from './key-help.js'
import { bindNativeMenu } from './native-menu.js'
import { Palette } from './palette.js'
import { focusPane, paneOf } from './panes.js'
import { TopBar } from './top-bar.js'
import { useEngine } from './use-engine.js'
import { useEngineCommands } from './use-engine-commands.js'
import { useEffectiveTheme, useThemeCommands } from './use-theme.js'
import styles from './frame.module.css'

/** The whole page. */
export function App({ host }: { host: Host }) {
  const [commands] = useState(createCommandRegistry)
  const theme = useEffectiveTheme()
  return (
    <HostContext value={host}>
      <CommandsContext value={commands}>
        <ThemeProvider theme={theme}>
          <Notifications position="bottom-right" limit={4} />
          <Frame />
          <Palette />
          <KeyHelp />
          <DeviceCommands />
          <DiscoveryCommands />
          <OperationsCommands />
          <AcsSettingsCommands />
        </ThemeProvider>
      </CommandsContext>
    </HostContext>
  )
}

function Frame() {
  const commands = useCommands()
  useEngine()
  useEngineCommands()
  useThemeCommands()
  useCommand('pane.next', () => focusPane(document, commands.pane, 1))
  useCommand('pane.previous', () => focusPane(document, commands.pane, -1))
  useEffect(() => bindKeys(window, commands), [commands])
  useEffect(() => keepFocus(document, () => focusPane(document, commands.pane, 0)), [commands])
  useEffect(() => bindNativeMenu(window.cwmpWorkbench, commands), [commands])
  return (
    <div
      className={styles.frame}
      onFocus={(event) => {
        const pane = paneOf(event.target)
        if (pane) commands.enter(pane)
      }}
    >
      <TopBar />
      <ConnectionBanner />
      <Docks />
      <StatusBar />
    </div>
  )
}
