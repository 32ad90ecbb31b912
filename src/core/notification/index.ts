export { fromHex } from './hex.js'
export { readLightweight, type LightweightNotification, type LightweightReading } from './lightweight.js'
