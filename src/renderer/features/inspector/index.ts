export { InspectorPanel } from './inspector-panel.js'
