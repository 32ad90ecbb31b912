export { DeviceCommands } from './device-commands.js'
export { DeviceMenuButton } from './device-menu.js'
export { DevicesPanel } from './devices-panel.js'
