import type { Rule } from '../../rule.js'
import { missingForcedParameter } from './missing-forced-parameter.js'
import { missingModelVersion } from './missing-model-version.js'
import { missingDeviceAddress } from './missing-device-address.js'
import { noInformParameters } from './no-inform-parameters.js'
import { noEvent } from './no-event.js'
import { wrongEventCode } from './wrong-event-code.js'
import { eventNewerThanVersion } from './event-newer-than-version.js'
import { duplicateEvent } from './duplicate-event.js'
import { commandKeyOnSingleEvent } from './command-key-on-single-event.js'
import { eventWithoutMethodEvent } from './event-without-method-event.js'
import { methodEventAlone } from './method-event-alone.js'
import { bootstrapWithOldEvents } from './bootstrap-with-old-events.js'
import { bootstrapRetried } from './bootstrap-retried.js'
import { valueChangeWithoutValues } from './value-change-without-values.js'
import { heartbeatNotAlone } from './heartbeat-not-alone.js'
import { placeholderCommandKey } from './placeholder-command-key.js'
import { maxEnvelopes } from './max-envelopes.js'
import { wrongRetryCount } from './wrong-retry-count.js'
import { paddedRetryCount } from './padded-retry-count.js'
import { largeRetryCount } from './large-retry-count.js'
import { wrongCurrentTime } from './wrong-current-time.js'
import { currentTimeWithoutZone } from './current-time-without-zone.js'
import { currentTimeFraction } from './current-time-fraction.js'
import { clockNotSet } from './clock-not-set.js'
import { wrongOui } from './wrong-oui.js'
import { emptySerialNumber } from './empty-serial-number.js'
import { oddSerialNumber } from './odd-serial-number.js'
import { emptyManufacturer } from './empty-manufacturer.js'
import { emptyConnectionRequestUrl } from './empty-connection-request-url.js'
import { wrongConnectionRequestUrl } from './wrong-connection-request-url.js'
import { httpsConnectionRequestUrl } from './https-connection-request-url.js'
import { unreachableConnectionRequestUrl } from './unreachable-connection-request-url.js'
import { loopbackConnectionRequestUrl } from './loopback-connection-request-url.js'
import { privateConnectionRequestUrl } from './private-connection-request-url.js'

export const informRules: readonly Rule[] = [
  missingForcedParameter,
  missingModelVersion,
  missingDeviceAddress,
  noInformParameters,
  noEvent,
  wrongEventCode,
  eventNewerThanVersion,
  duplicateEvent,
  commandKeyOnSingleEvent,
  eventWithoutMethodEvent,
  methodEventAlone,
  bootstrapWithOldEvents,
  bootstrapRetried,
  valueChangeWithoutValues,
  heartbeatNotAlone,
  placeholderCommandKey,
  maxEnvelopes,
  wrongRetryCount,
  paddedRetryCount,
  largeRetryCount,
  wrongCurrentTime,
  currentTimeWithoutZone,
  currentTimeFraction,
  clockNotSet,
  wrongOui,
  emptySerialNumber,
  oddSerialNumber,
  emptyManufacturer,
  emptyConnectionRequestUrl,
  wrongConnectionRequestUrl,
  httpsConnectionRequestUrl,
  unreachableConnectionRequestUrl,
  loopbackConnectionRequestUrl,
  privateConnectionRequestUrl,
]
