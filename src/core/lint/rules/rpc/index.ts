import type { Rule } from '../../rule.js'
import { addObjectOnInstance } from './add-object-on-instance.js'
import { appliedLater } from './applied-later.js'
import { askedNameMissing } from './asked-name-missing.js'
import { batchFaultUnnamed } from './batch-fault-unnamed.js'
import { booleanLiteralRefused } from './boolean-literal-refused.js'
import { completeBeforeStart } from './complete-before-start.js'
import { dateTimeFractionRefused } from './date-time-fraction-refused.js'
import { deleteObjectOnTable } from './delete-object-on-table.js'
import { deprecatedRpc } from './deprecated-rpc.js'
import { detailsForAnotherRpc } from './details-for-another-rpc.js'
import { detailsWithout9003 } from './details-without-9003.js'
import { duFaultCode } from './du-fault-code.js'
import { duplicateParameter } from './duplicate-parameter.js'
import { emptyParameterPath } from './empty-parameter-path.js'
import { emptyPathRefused } from './empty-path-refused.js'
import { faultCodeOutOfRange } from './fault-code-out-of-range.js'
import { faultForUnsetParameter } from './fault-for-unset-parameter.js'
import { installWithoutUuid } from './install-without-uuid.js'
import { lightweightNotificationEarly } from './lightweight-notification-early.js'
import { longTransferDelay } from './long-transfer-delay.js'
import { methodNotListed } from './method-not-listed.js'
import { nextLevelIgnored } from './next-level-ignored.js'
import { nextLevelOfParameter } from './next-level-of-parameter.js'
import { objectWithoutDot } from './object-without-dot.js'
import { parameterFaultCode } from './parameter-fault-code.js'
import { requiredMethodNotListed } from './required-method-not-listed.js'
import { requiredMethodRefused } from './required-method-refused.js'
import { rpcInWrongDirection } from './rpc-in-wrong-direction.js'
import { rpcNewerThanSession } from './rpc-newer-than-session.js'
import { scheduleInformNow } from './schedule-inform-now.js'
import { setFaultWithoutDetails } from './set-fault-without-details.js'
import { timeWindowOrder } from './time-window-order.js'
import { timeWindowsOverlap } from './time-windows-overlap.js'
import { transferFaultCode } from './transfer-fault-code.js'
import { transferResponseTimes } from './transfer-response-times.js'
import { unaskedName } from './unasked-name.js'
import { unknownFileType } from './unknown-file-type.js'
import { unusualFaultCode } from './unusual-fault-code.js'
import { updateOfEverything } from './update-of-everything.js'

export const rpcRules: readonly Rule[] = [
  addObjectOnInstance,
  appliedLater,
  askedNameMissing,
  batchFaultUnnamed,
  booleanLiteralRefused,
  completeBeforeStart,
  dateTimeFractionRefused,
  deleteObjectOnTable,
  deprecatedRpc,
  detailsForAnotherRpc,
  detailsWithout9003,
  duFaultCode,
  duplicateParameter,
  emptyParameterPath,
  emptyPathRefused,
  faultCodeOutOfRange,
  faultForUnsetParameter,
  installWithoutUuid,
  lightweightNotificationEarly,
  longTransferDelay,
  methodNotListed,
  nextLevelIgnored,
  nextLevelOfParameter,
  objectWithoutDot,
  parameterFaultCode,
  requiredMethodNotListed,
  requiredMethodRefused,
  rpcInWrongDirection,
  rpcNewerThanSession,
  scheduleInformNow,
  setFaultWithoutDetails,
  timeWindowOrder,
  timeWindowsOverlap,
  transferFaultCode,
  transferResponseTimes,
  unaskedName,
  unknownFileType,
  unusualFaultCode,
  updateOfEverything,
]
