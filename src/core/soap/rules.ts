import type { ReadRule } from '../rpc/index.js'
import type { XmlRule } from '../xml/index.js'
import type { Severity } from './message.js'

/** What reading an envelope, its header and its fault can find, beside XML and arguments. */
export type EnvelopeRule =
  | 'several-envelopes'
  | 'text-before-envelope'
  | 'text-after-envelope'
  | 'no-envelope'
  | 'wrong-envelope-namespace'
  | 'missing-body'
  | 'empty-body'
  | 'several-body-elements'
  | 'unknown-rpc'
  | 'wrong-cwmp-namespace'
  | 'non-standard-cwmp-namespace'
  | 'missing-cwmp-id'
  | 'unknown-header'
  | 'wrong-must-understand'
  | 'wrong-header-value'
  | 'deprecated-header'
  | 'incomplete-fault'
  | 'more-defects'

export type MessageRule = EnvelopeRule | ReadRule | Exclude<XmlRule, RenamedXmlRule>

/** XML defects that have a name of their own in an envelope. */
type RenamedXmlRule = 'text-before-root' | 'text-after-root' | 'second-root' | 'no-root'

export interface MessageRuleFacts {
  readonly severity: Severity
  /** A clause, a place in a schema, or `practice` with its evidence. */
  readonly reference: string
}

const notWellFormed = 'TR-069a6 3.7.1.4 (malformed XML fails the session)'
const soapRules = 'TR-069a6 3.5'

/** Severity and reference of every rule that decoding can apply. `error`: a conforming receiver may refuse or misread it. */
export const messageRules: Readonly<Record<MessageRule, MessageRuleFacts>> = {
  'undecodable-bytes': {
    severity: 'error',
    reference: 'practice: CPEs send bytes such as 0xFF inside values',
  },
  'unknown-charset': { severity: 'warning', reference: soapRules },
  'declaration-not-first': {
    severity: 'error',
    reference: 'practice: CPEs send white space before the XML declaration',
  },
  'doctype-refused': { severity: 'error', reference: soapRules },
  'raw-ampersand': { severity: 'error', reference: notWellFormed },
  'unknown-entity': { severity: 'error', reference: notWellFormed },
  'raw-less-than': { severity: 'error', reference: notWellFormed },
  'illegal-character': {
    severity: 'error',
    reference: 'practice: CPEs send control characters such as U+0002 in values',
  },
  'illegal-character-reference': { severity: 'error', reference: notWellFormed },
  'cdata-end-in-text': { severity: 'warning', reference: notWellFormed },
  'mismatched-end-tag': { severity: 'error', reference: notWellFormed },
  'stray-end-tag': { severity: 'error', reference: notWellFormed },
  'missing-end-tag': { severity: 'error', reference: notWellFormed },
  'malformed-end-tag': { severity: 'error', reference: notWellFormed },
  'malformed-name': { severity: 'error', reference: notWellFormed },
  'malformed-attribute': { severity: 'error', reference: notWellFormed },
  'duplicate-attribute': { severity: 'error', reference: notWellFormed },
  'undeclared-prefix': { severity: 'error', reference: notWellFormed },
  'malformed-markup': { severity: 'error', reference: notWellFormed },
  truncated: { severity: 'error', reference: notWellFormed },
  'limit-reached': {
    severity: 'error',
    reference: 'practice: a limit of this program, against hostile input',
  },

  'text-before-envelope': {
    severity: 'warning',
    reference: 'practice: white space and log prefixes stand before envelopes in captures',
  },
  'text-after-envelope': {
    severity: 'warning',
    reference: 'practice: line ends and rests of other messages stand behind envelopes',
  },
  'several-envelopes': {
    severity: 'error',
    reference: 'practice: MaxEnvelopes is 1, so a message holds one envelope',
  },
  'no-envelope': { severity: 'error', reference: soapRules },
  'wrong-envelope-namespace': { severity: 'error', reference: soapRules },
  'missing-body': { severity: 'error', reference: soapRules },
  'empty-body': { severity: 'error', reference: soapRules },
  'several-body-elements': { severity: 'error', reference: soapRules },
  'unknown-rpc': { severity: 'warning', reference: soapRules },
  'wrong-cwmp-namespace': {
    severity: 'error',
    reference: 'cwmp-1-0.xsd, cwmp-1-1.xsd, cwmp-1-2.xsd targetNamespace',
  },
  'non-standard-cwmp-namespace': { severity: 'warning', reference: 'cwmp-1-4.xsd targetNamespace' },
  'missing-cwmp-id': { severity: 'info', reference: 'practice: CPEs send Informs without any SOAP header' },
  'unknown-header': { severity: 'warning', reference: soapRules },
  'wrong-must-understand': { severity: 'warning', reference: 'cwmp-1-2.xsd ID, HoldRequests' },
  'wrong-header-value': { severity: 'warning', reference: 'cwmp-1-4.xsd header elements' },
  'deprecated-header': { severity: 'info', reference: 'practice: NoMoreRequests is in no published schema' },
  'incomplete-fault': { severity: 'warning', reference: 'cwmp-1-2.xsd Fault' },
  'more-defects': { severity: 'info', reference: 'practice: a limit of this program, against hostile input' },

  'array-count-mismatch': {
    severity: 'warning',
    reference: 'practice: CPEs count wrongly, and simulators send a fixed count',
  },
  'padded-array-count': { severity: 'info', reference: 'practice: CPEs send counts such as [0008]' },
  'missing-array-type': { severity: 'warning', reference: 'cwmp-1-2.xsd soapenc:arrayType use="required"' },
  'wrong-array-type': { severity: 'warning', reference: 'cwmp-1-2.xsd list types' },
  'wrong-array-member': { severity: 'error', reference: 'cwmp-1-2.xsd list types' },
  'missing-element': { severity: 'error', reference: 'cwmp-1-2.xsd (minOccurs 1)' },
  'unknown-element': { severity: 'info', reference: soapRules },
  'duplicate-element': { severity: 'error', reference: 'cwmp-1-2.xsd (maxOccurs 1)' },
  'element-order': { severity: 'warning', reference: 'cwmp-1-2.xsd (xs:sequence)' },
  'missing-value-type': {
    severity: 'warning',
    reference: 'cwmp-1-2.xsd ParameterValueStruct (anySimpleType)',
  },
  'missing-struct-type': { severity: 'error', reference: 'cwmp-1-2.xsd OperationStruct (abstract)' },
  'wrong-type-namespace': { severity: 'warning', reference: 'TR-069a6 3.5 (XML Schema of 2001)' },
  'unexpected-children': { severity: 'error', reference: 'cwmp-1-2.xsd' },
  'struct-expected': { severity: 'error', reference: 'cwmp-1-2.xsd' },
  'extra-wrapper': { severity: 'error', reference: 'cwmp-1-2.xsd (repeated elements, no array)' },
  'qualified-argument': { severity: 'warning', reference: 'cwmp-1-2.xsd elementFormDefault="unqualified"' },
}

/** What an XML defect is called in an envelope. Null: said otherwise. */
export function ruleOfXmlDefect(rule: XmlRule): MessageRule | null {
  switch (rule) {
    case 'text-before-root':
      return 'text-before-envelope'
    case 'text-after-root':
      return 'text-after-envelope'
    case 'second-root':
    case 'no-root':
      return null
    default:
      return rule
  }
}
