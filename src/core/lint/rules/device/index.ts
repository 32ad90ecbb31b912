import type { Rule } from '../../rule.js'
import { bootWithoutMethodEvent } from './boot-without-method-event.js'
import { bootstrapAgain } from './bootstrap-again.js'
import { commandEventUnasked } from './command-event-unasked.js'
import { deviceIdChanges } from './device-id-changes.js'
import { instanceNumberReused } from './instance-number-reused.js'
import { instanceNumberTaken } from './instance-number-taken.js'
import { parameterKeyNotKept } from './parameter-key-not-kept.js'
import { periodicOffInterval } from './periodic-off-interval.js'
import { rebootNotFollowed } from './reboot-not-followed.js'
import { retryCountGrows } from './retry-count-grows.js'
import { retryCountNotReset } from './retry-count-not-reset.js'
import { retryOutsideWindow } from './retry-outside-window.js'
import { scheduledInformMissing } from './scheduled-inform-missing.js'
import { sessionBesideSession } from './session-beside-session.js'
import { setThoughNotWritable } from './set-though-not-writable.js'
import { transferCompleteEarly } from './transfer-complete-early.js'
import { transferCompleteMissing } from './transfer-complete-missing.js'
import { transferCompleteNotDue } from './transfer-complete-not-due.js'
import { transferCompleteUnasked } from './transfer-complete-unasked.js'
import { transferEventRepeated } from './transfer-event-repeated.js'
import { unitResultsDiffer } from './unit-results-differ.js'

export const deviceRules: readonly Rule[] = [
  bootWithoutMethodEvent,
  bootstrapAgain,
  commandEventUnasked,
  deviceIdChanges,
  instanceNumberReused,
  instanceNumberTaken,
  parameterKeyNotKept,
  periodicOffInterval,
  rebootNotFollowed,
  retryCountGrows,
  retryCountNotReset,
  retryOutsideWindow,
  scheduledInformMissing,
  sessionBesideSession,
  setThoughNotWritable,
  transferCompleteEarly,
  transferCompleteMissing,
  transferCompleteNotDue,
  transferCompleteUnasked,
  transferEventRepeated,
  unitResultsDiffer,
]
