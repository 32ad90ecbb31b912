export { deviceIdentityOf, deviceIdOf, type DeviceIdentity } from './device-id.js'
export { acsStep, canTakeRpc, newAcsSession } from './acs.js'
export {
  acsEventOf,
  type AcsCommand,
  type AcsEvent,
  type AcsPostEvent,
  type AcsRpc,
  type AcsSessionFacts,
} from './acs-events.js'
export type { AcsState, AcsStep } from './acs-state.js'
