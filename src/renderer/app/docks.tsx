import {
  DockviewReact,
  type DockviewApi,
  type DockviewReadyEvent,
  type DockviewTheme,
  type IDockviewPanelProps,
} from 'dockview-react'
import {
  lazy,
  Suspense,
  useEffect,
  useRef,
  useState,
  type ComponentType,
  type FunctionComponent,
} from 'react'
import { DevicesPanel } from '../features/devices/index.js'
import { ConnectPanel } from '../features/first-run/index.js'
import { OperationsPanel } from '../features/operations/index.js'
import { ParametersPanel } from '../features/parameters/index.js'
import { RpcsPanel } from '../features/rpcs/index.js'
import { SessionsPanel } from '../features/sessions/index.js'
import { TimelinePanel } from '../features/timeline/index.js'
import { isMainView, useSelection, type MainView } from '../state/selection.js'
import { useEngineStatus } from '../state/engine-status.js'
import type { PaneId } from './command-table.js'
import { useCommand } from './commands.js'
import { DockActions, DockTab } from './dock-tab.js'
import { ErrorBoundary } from './error-boundary.js'
import { forgetLayout, recallLayout, rememberLayout } from './layout-memory.js'
import { Pane } from './panes.js'
import styles from './frame.module.css'

// The inspector brings the editor with it, which is larger than everything else together.
const InspectorPanel = lazy(async () => ({
  default: (await import('../features/inspector/index.js')).InspectorPanel,
}))

// It brings the rules with their explanations, as the inspector does.
const FindingsPanel = lazy(async () => ({
  default: (await import('../features/findings/index.js')).FindingsPanel,
}))

const panes: Readonly<Record<PaneId, { readonly title: string; readonly Content: ComponentType }>> = {
  devices: { title: 'Devices', Content: DevicesPanel },
  sessions: { title: 'Sessions', Content: SessionsPanel },
  timeline: { title: 'Timeline', Content: TimelinePanel },
  parameters: { title: 'Parameters', Content: ParametersPanel },
  rpcs: { title: 'RPCs', Content: RpcsPanel },
  operations: { title: 'Operations', Content: OperationsPanel },
  findings: { title: 'Findings', Content: FindingsPanel },
  inspector: { title: 'Inspector', Content: InspectorPanel },
}

function paneComponent(id: PaneId) {
  const { title, Content } = panes[id]
  return function PaneContent() {
    return (
      <Pane id={id}>
        <ErrorBoundary place={title}>
          <Suspense fallback={<p className={styles.loading}>Loading…</p>}>
            <Content />
          </Suspense>
        </ErrorBoundary>
      </Pane>
    )
  }
}

/** The panel that may be closed. */
const CONNECT = 'connect'

const components: Record<string, FunctionComponent<IDockviewPanelProps>> = {
  devices: paneComponent('devices'),
  sessions: paneComponent('sessions'),
  timeline: paneComponent('timeline'),
  parameters: paneComponent('parameters'),
  rpcs: paneComponent('rpcs'),
  operations: paneComponent('operations'),
  findings: paneComponent('findings'),
  inspector: paneComponent('inspector'),
  [CONNECT]: () => (
    <ErrorBoundary place="Connect a CPE">
      <ConnectPanel />
    </ErrorBoundary>
  ),
}

const theme: DockviewTheme = {
  name: 'workbench',
  className: 'dockview-theme-workbench',
  gap: 0,
  dndOverlayMounting: 'absolute',
  dndPanelOverlay: 'group',
  dndTabIndicator: 'line',
}

/** The panels: they can be split, moved, floated; how they stand is remembered in this browser. */
export function Docks() {
  const [api, setApi] = useState<DockviewApi | null>(null)
  return (
    <div className={styles.docks}>
      <DockviewReact
        components={components}
        defaultTabComponent={DockTab}
        rightHeaderActionsComponent={DockActions}
        theme={theme}
        onReady={(event: DockviewReadyEvent) => {
          if (!recallLayout(event.api)) standardLayout(event.api)
          setApi(event.api)
        }}
      />
      {api && <DockBehaviour api={api} />}
    </div>
  )
}

/** What ties the panels to the rest: the view in force, commands, memory, the first-run panel. */
function DockBehaviour({ api }: { api: DockviewApi }) {
  const view = useSelection((selection) => selection.view)
  const show = useSelection((selection) => selection.show)
  const devices = useEngineStatus((engine) => engine.status?.devices)

  useEffect(() => {
    const changes = api.onDidLayoutChange(() => rememberLayout(api))
    const active = api.onDidActivePanelChange(({ panel }) => {
      if (panel && isMainView(panel.id)) show(panel.id)
    })
    return () => {
      changes.dispose()
      active.dispose()
    }
  }, [api, show])

  useEffect(() => {
    const panel = api.getPanel(view)
    if (panel && !panel.api.isVisible) panel.api.setActive()
  }, [api, view])

  // A first run begins with how to connect a CPE, and goes over to the timeline with the first one.
  const opened = useRef(false)
  const isFirstRun = devices === 0
  useEffect(() => {
    if (devices === undefined) return
    if (isFirstRun && !opened.current) {
      openConnect(api)
      opened.current = true
    } else if (!isFirstRun && opened.current) {
      // Closed from the front, its neighbour would take its place, whichever that is.
      api.getPanel(useSelection.getState().view)?.api.setActive()
      api.getPanel(CONNECT)?.api.close()
      opened.current = false
    }
  }, [api, devices, isFirstRun])

  useCommand('acs.connect', () => openConnect(api))
  useCommand('view.timeline', () => activate(api, 'timeline', show))
  useCommand('view.parameters', () => activate(api, 'parameters', show))
  useCommand('view.rpcs', () => activate(api, 'rpcs', show))
  useCommand('view.operations', () => activate(api, 'operations', show))
  useCommand('view.findings', () => activate(api, 'findings', show))
  useCommand('layout.reset', () => {
    forgetLayout()
    api.clear()
    standardLayout(api)
  })
  useCommand('layout.float', () => {
    const panel = api.activePanel
    if (!panel || panel.api.location.type !== 'grid') return
    api.addFloatingGroup(panel, { width: 640, height: 480, position: { top: 80, left: 240 } })
  })
  return null
}

function activate(api: DockviewApi, id: MainView, show: (view: MainView) => void): void {
  api.getPanel(id)?.api.setActive()
  show(id)
}

function openConnect(api: DockviewApi): void {
  const there = api.getPanel(CONNECT)
  if (there) there.api.setActive()
  else {
    api.addPanel({
      id: CONNECT,
      component: CONNECT,
      title: 'Connect a CPE',
      ...(api.getPanel('timeline') ? { position: { referencePanel: 'timeline', direction: 'within' } } : {}),
    })
  }
}

/** Left the CPEs over their sessions, in the middle the main views, right the inspector. */
function standardLayout(api: DockviewApi): void {
  const wide = api.width >= 1600
  // These two views keep their scroll position while the other one is in front.
  api.addPanel({ id: 'timeline', component: 'timeline', title: panes.timeline.title, renderer: 'always' })
  api.addPanel({
    id: 'parameters',
    component: 'parameters',
    title: panes.parameters.title,
    renderer: 'always',
    inactive: true,
    position: { referencePanel: 'timeline', direction: 'within' },
  })
  api.addPanel({
    id: 'rpcs',
    component: 'rpcs',
    title: panes.rpcs.title,
    inactive: true,
    position: { referencePanel: 'timeline', direction: 'within' },
  })
  api.addPanel({
    id: 'operations',
    component: 'operations',
    title: panes.operations.title,
    inactive: true,
    position: { referencePanel: 'timeline', direction: 'within' },
  })
  api.addPanel({
    id: 'findings',
    component: 'findings',
    title: panes.findings.title,
    inactive: true,
    position: { referencePanel: 'timeline', direction: 'within' },
  })
  api.addPanel({
    id: 'inspector',
    component: 'inspector',
    title: panes.inspector.title,
    minimumWidth: 260,
    position: { referencePanel: 'timeline', direction: 'right' },
  })
  api.addPanel({
    id: 'devices',
    component: 'devices',
    title: panes.devices.title,
    minimumWidth: 200,
    position: { referencePanel: 'timeline', direction: 'left' },
  })
  api.addPanel({
    id: 'sessions',
    component: 'sessions',
    title: panes.sessions.title,
    position: { referencePanel: 'devices', direction: 'below' },
  })
  // Sizes hold only once all have their place.
  api.getPanel('devices')?.api.setSize({ width: wide ? 330 : 290 })
  api.getPanel('inspector')?.api.setSize({ width: Math.round(api.width * (wide ? 0.36 : 0.33)) })
  api.getPanel('devices')?.api.setSize({ height: Math.round(Math.min(260, api.height * 0.35)) })
  api.getPanel('timeline')?.api.setActive()
}
