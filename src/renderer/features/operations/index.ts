export { OperationsCommands } from './operations-commands.js'
export { OperationsPanel } from './operations-panel.js'
