import type { Rule } from '../../rule.js'
import { arrayCountMismatch } from './array-count-mismatch.js'
import { duplicateElement } from './duplicate-element.js'
import { elementOrder } from './element-order.js'
import { extraWrapper } from './extra-wrapper.js'
import { missingArrayType } from './missing-array-type.js'
import { missingElement } from './missing-element.js'
import { missingStructType } from './missing-struct-type.js'
import { missingValueType } from './missing-value-type.js'
import { paddedArrayCount } from './padded-array-count.js'
import { qualifiedArgument } from './qualified-argument.js'
import { structExpected } from './struct-expected.js'
import { unexpectedChildren } from './unexpected-children.js'
import { unknownElement } from './unknown-element.js'
import { wrongArrayMember } from './wrong-array-member.js'
import { wrongArrayType } from './wrong-array-type.js'
import { wrongTypeNamespace } from './wrong-type-namespace.js'

export const schemaRules: readonly Rule[] = [
  arrayCountMismatch,
  duplicateElement,
  elementOrder,
  extraWrapper,
  missingArrayType,
  missingElement,
  missingStructType,
  missingValueType,
  paddedArrayCount,
  qualifiedArgument,
  structExpected,
  unexpectedChildren,
  unknownElement,
  wrongArrayMember,
  wrongArrayType,
  wrongTypeNamespace,
]
