export { createSimulatedCpe } from './cpe.js'
export { createCrowdCount, runSessions, type CrowdCount, type CrowdTotals } from './crowd.js'
export { localAddressTowards } from './local-address.js'
export type { CpeSessionResult, SimulatedCpe, SimulatedCpeOptions } from './types.js'
