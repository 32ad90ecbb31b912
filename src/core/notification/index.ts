export {
  lightweightNamespace,
  readLightweight,
  type LightweightNotification,
  type LightweightReading,
} from './lightweight.js'
