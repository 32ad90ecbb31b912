export { fromHex } from './hex.js'
export {
  lightweightNamespace,
  readLightweight,
  type LightweightNotification,
  type LightweightReading,
} from './lightweight.js'
