export { createDeviceDirectory, type DeviceDirectory } from './directory.js'
