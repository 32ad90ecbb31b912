export { DevicesPanel } from './devices-panel.js'
