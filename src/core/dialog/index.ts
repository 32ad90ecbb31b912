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
export {
  cpeStep,
  idleCpe,
  type AcsMessage,
  type CpeAnswer,
  type CpeCommand,
  type CpeDialogState,
  type CpeEvent,
  type CpeRequest,
  type CpeStep,
} from './cpe.js'
export { addEvent, afterAnswer, afterFailure, afterReboot, type PendingEvent } from './cpe-pending-events.js'
export { retryWait, type RetryWait } from './cpe-retry.js'
