export { builtInModel, isBuiltInModel } from './built-in-models.js'
export { createSimulatedCpe } from './cpe.js'
export { createCrowdCount, runSessions, type CrowdTotals } from './crowd.js'
export { localAddressTowards } from './local-address.js'
export { serialNumberOf } from './serial-number.js'
export type {
  CpeSessionResult,
  SimulatedCpe,
  SimulatedCpeOptions,
  SimulatedStun,
  SimulatedXmppAccount,
} from './types.js'
