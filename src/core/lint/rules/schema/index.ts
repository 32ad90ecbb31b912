import type { Rule } from '../../rule.js'
import { argumentEnumeration } from './argument-enumeration.js'
import { argumentPattern } from './argument-pattern.js'
import { argumentRange } from './argument-range.js'
import { argumentTooLong } from './argument-too-long.js'
import { argumentType } from './argument-type.js'
import { arrayCountMismatch } from './array-count-mismatch.js'
import { arraySize } from './array-size.js'
import { duplicateElement } from './duplicate-element.js'
import { elementOrder } from './element-order.js'
import { emptyArgument } from './empty-argument.js'
import { extraWrapper } from './extra-wrapper.js'
import { missingArrayType } from './missing-array-type.js'
import { missingElement } from './missing-element.js'
import { missingStructType } from './missing-struct-type.js'
import { missingValue } from './missing-value.js'
import { missingValueType } from './missing-value-type.js'
import { paddedArrayCount } from './padded-array-count.js'
import { qualifiedArgument } from './qualified-argument.js'
import { structExpected } from './struct-expected.js'
import { unexpectedChildren } from './unexpected-children.js'
import { unknownElement } from './unknown-element.js'
import { unknownStructType } from './unknown-struct-type.js'
import { whiteSpaceInName } from './white-space-in-name.js'
import { wrongArrayMember } from './wrong-array-member.js'
import { wrongArrayType } from './wrong-array-type.js'
import { wrongTypeNamespace } from './wrong-type-namespace.js'

export const schemaRules: readonly Rule[] = [
  argumentEnumeration,
  argumentPattern,
  argumentRange,
  argumentTooLong,
  argumentType,
  arrayCountMismatch,
  arraySize,
  duplicateElement,
  elementOrder,
  emptyArgument,
  extraWrapper,
  missingArrayType,
  missingElement,
  missingStructType,
  missingValue,
  missingValueType,
  paddedArrayCount,
  qualifiedArgument,
  structExpected,
  unexpectedChildren,
  unknownElement,
  unknownStructType,
  whiteSpaceInName,
  wrongArrayMember,
  wrongArrayType,
  wrongTypeNamespace,
]
