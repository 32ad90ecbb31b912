import type { Rule } from '../../rule.js'
import { unknownValueType } from './unknown-value-type.js'
import { wrongCaseValueType } from './wrong-case-value-type.js'
import { base64TypeName } from './base64-type-name.js'
import { wrongBoolean } from './wrong-boolean.js'
import { wrongNumber } from './wrong-number.js'
import { numberOutOfRange } from './number-out-of-range.js'
import { emptyTypedValue } from './empty-typed-value.js'
import { wrongDateTime } from './wrong-date-time.js'
import { dateTimeWithoutZone } from './date-time-without-zone.js'
import { dateTimeFraction } from './date-time-fraction.js'
import { wrongBase64 } from './wrong-base64.js'
import { wrongHexBinary } from './wrong-hex-binary.js'
import { valueLineEnds } from './value-line-ends.js'
import { nullText } from './null-text.js'
import { malformedParameterName } from './malformed-parameter-name.js'
import { partialPathWithValue } from './partial-path-with-value.js'
import { wrongInstanceNumber } from './wrong-instance-number.js'
import { nameOutsideRoot } from './name-outside-root.js'
import { gatewayNameUnderDevice } from './gateway-name-under-device.js'
import { mixedRoots } from './mixed-roots.js'
import { repeatedParameter } from './repeated-parameter.js'
import { unknownDiagnosticsState } from './unknown-diagnostics-state.js'
import { diagnosticsStateSet } from './diagnostics-state-set.js'
import { typeDiffersFromModel } from './type-differs-from-model.js'
import { setTypeDiffersFromModel } from './set-type-differs-from-model.js'
import { readOnlySet } from './read-only-set.js'
import { valueOutOfModelRange } from './value-out-of-model-range.js'
import { valueNotInModel } from './value-not-in-model.js'
import { valueLongerThanModel } from './value-longer-than-model.js'
import { wrongValueFormat } from './wrong-value-format.js'

export const valuesRules: readonly Rule[] = [
  unknownValueType,
  wrongCaseValueType,
  base64TypeName,
  wrongBoolean,
  wrongNumber,
  numberOutOfRange,
  emptyTypedValue,
  wrongDateTime,
  dateTimeWithoutZone,
  dateTimeFraction,
  wrongBase64,
  wrongHexBinary,
  valueLineEnds,
  nullText,
  malformedParameterName,
  partialPathWithValue,
  wrongInstanceNumber,
  nameOutsideRoot,
  gatewayNameUnderDevice,
  mixedRoots,
  repeatedParameter,
  unknownDiagnosticsState,
  diagnosticsStateSet,
  typeDiffersFromModel,
  setTypeDiffersFromModel,
  readOnlySet,
  valueOutOfModelRange,
  valueNotInModel,
  valueLongerThanModel,
  wrongValueFormat,
]
