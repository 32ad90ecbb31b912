import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import 'dockview-react/dist/styles/dockview.css'
import '../ui/base.css'
import './docks.css'
import { startEventPump } from '../host/event-pump.js'
import type { Host } from '../host/types.js'
import { publishEngineEvent } from '../state/engine-events.js'
import { App } from './app.js'

/** Renders the workbench on a host. */
export function mountApp(element: HTMLElement, host: Host): void {
  startEventPump(host, publishEngineEvent)
  createRoot(element).render(
    <StrictMode>
      <App host={host} />
    </StrictMode>,
  )
}
