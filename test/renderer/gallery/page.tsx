/**
 * Timeline or parameters beside the inspector, without the rest of the program:
 * `npx vite --config test/renderer/gallery/vite.config.ts`, then `/?theme=light&view=parameters&parameters=20000`.
 */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@mantine/core/styles.css'
import '../../../src/renderer/ui/base.css'
import { HostContext } from '../../../src/renderer/app/host-context.js'
import { InspectorPanel } from '../../../src/renderer/features/inspector/index.js'
import { ParametersPanel } from '../../../src/renderer/features/parameters/index.js'
import { TimelinePanel } from '../../../src/renderer/features/timeline/index.js'
import { decodeEnvelope } from '../../../src/core/soap/index.js'
import type { Client, Host } from '../../../src/renderer/host/types.js'
import { startEventPump } from '../../../src/renderer/host/event-pump.js'
import { publishEngineEvent } from '../../../src/renderer/state/engine-events.js'
import { useSelection } from '../../../src/renderer/state/selection.js'
import { ThemeProvider, type ThemeName } from '../../../src/renderer/ui/index.js'
import { createStandIn } from '../../stand-in/client.js'

/** The stand-in's messages, decoded and explained by the real core. */
function reallyDecoding(client: Client): Client {
  const get: Client['messages']['get'] = async (...call) => {
    const detail = await client.messages.get(...call)
    const { text } = await client.messages.text({ messageId: detail.id })
    if (text === '') return detail
    const { decoded } = decodeEnvelope(text)
    return { ...detail, decoded: JSON.parse(JSON.stringify(decoded)) as NonNullable<typeof detail.decoded> }
  }
  const messages = new Proxy(client.messages, {
    get: (target, name, self) => (name === 'get' ? get : (Reflect.get(target, name, self) as unknown)),
  })
  return new Proxy(client, {
    get: (target, name, self) =>
      name === 'messages' ? messages : (Reflect.get(target, name, self) as unknown),
  })
}

const query = new URLSearchParams(location.search)
const root = document.getElementById('root')
if (!root) throw new Error('The page has no #root element.')
const theme: ThemeName = query.get('theme') === 'light' ? 'light' : 'dark'
const standIn = createStandIn({ parameters: Number(query.get('parameters') ?? 2000) })
const host: Host = { ...standIn.host, client: reallyDecoding(standIn.client) }
startEventPump(host, publishEngineEvent)
const selection = useSelection.getState()
selection.selectDevice(standIn.devices[0]?.id ?? null)
const faulty = standIn.sessions.find((session) => session.outcome === 'fault') ?? standIn.sessions[0]
selection.selectSession(query.has('nothing') ? null : (faulty?.id ?? null))
Object.assign(window, { standIn, selection: useSelection })

createRoot(root).render(
  <StrictMode>
    <HostContext value={host}>
      <ThemeProvider theme={theme}>
        <main style={{ display: 'grid', gridTemplateColumns: '760px 1fr', height: '100vh' }}>
          <div style={{ minHeight: 0, borderRight: '1px solid var(--line)' }}>
            {query.get('view') === 'parameters' ? <ParametersPanel /> : <TimelinePanel />}
          </div>
          <div style={{ minHeight: 0, minWidth: 0 }}>
            <InspectorPanel />
          </div>
        </main>
      </ThemeProvider>
    </HostContext>
  </StrictMode>,
)
