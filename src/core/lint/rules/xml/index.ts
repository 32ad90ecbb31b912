import type { Rule } from '../../rule.js'
import { byteOrderMark } from './byte-order-mark.js'
import { cdataEndInText } from './cdata-end-in-text.js'
import { commentOrInstruction } from './comment-or-instruction.js'
import { declarationNotFirst } from './declaration-not-first.js'
import { doctypeRefused } from './doctype-refused.js'
import { duplicateAttribute } from './duplicate-attribute.js'
import { illegalCharacter } from './illegal-character.js'
import { illegalCharacterReference } from './illegal-character-reference.js'
import { limitReached } from './limit-reached.js'
import { malformedAttribute } from './malformed-attribute.js'
import { malformedEndTag } from './malformed-end-tag.js'
import { malformedMarkup } from './malformed-markup.js'
import { malformedName } from './malformed-name.js'
import { mismatchedEndTag } from './mismatched-end-tag.js'
import { missingEndTag } from './missing-end-tag.js'
import { missingXmlDeclaration } from './missing-xml-declaration.js'
import { moreDefects } from './more-defects.js'
import { rawAmpersand } from './raw-ampersand.js'
import { rawLessThan } from './raw-less-than.js'
import { strayEndTag } from './stray-end-tag.js'
import { truncated } from './truncated.js'
import { undeclaredPrefix } from './undeclared-prefix.js'
import { undecodableBytes } from './undecodable-bytes.js'
import { unknownCharset } from './unknown-charset.js'
import { unknownEntity } from './unknown-entity.js'
import { unusualXmlDeclaration } from './unusual-xml-declaration.js'

export const xmlRules: readonly Rule[] = [
  byteOrderMark,
  cdataEndInText,
  commentOrInstruction,
  declarationNotFirst,
  doctypeRefused,
  duplicateAttribute,
  illegalCharacter,
  illegalCharacterReference,
  limitReached,
  malformedAttribute,
  malformedEndTag,
  malformedMarkup,
  malformedName,
  mismatchedEndTag,
  missingEndTag,
  missingXmlDeclaration,
  moreDefects,
  rawAmpersand,
  rawLessThan,
  strayEndTag,
  truncated,
  undeclaredPrefix,
  undecodableBytes,
  unknownCharset,
  unknownEntity,
  unusualXmlDeclaration,
]
