export { SessionsPanel } from './sessions-panel.js'
