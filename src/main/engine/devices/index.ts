export { createDeviceDirectory, type DeviceDirectory } from './directory.js'
export { learnCredentials } from './learn-credentials.js'
