export { ConnectPanel } from './connect-panel.js'
export { useDemo } from './use-demo.js'
