export { PendingCount } from './pending-count.js'
export { RpcsPanel } from './rpcs-panel.js'
