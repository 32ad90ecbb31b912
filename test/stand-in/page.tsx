/**
 * The real app on the stand-in client, for looking at it without an engine:
 * `npx vite --config test/stand-in/vite.config.ts`, then `/?empty`, `/?live` (a session every ten seconds), `/?parameters=20000`.
 */
import { mountApp } from '../../src/renderer/app/mount.js'
import { createStandIn } from './client.js'
import { gatewayId } from './sample.js'

const query = new URLSearchParams(location.search)
const root = document.getElementById('root')
if (!root) throw new Error('The page has no #root element.')

const standIn = createStandIn({
  empty: query.has('empty'),
  parameters: Number(query.get('parameters') ?? 20_000),
  sessions: Number(query.get('sessions') ?? 41),
})
Object.assign(window, { standIn })
mountApp(root, standIn.host)

if (query.has('live')) {
  setInterval(() => {
    const session = standIn.beginSession(gatewayId)
    const timer = setInterval(() => {
      if (!session.step()) clearInterval(timer)
    }, 900)
  }, 10_000)
}
