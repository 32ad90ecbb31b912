import type { Rule } from '../../rule.js'
import { deprecatedHeader } from './deprecated-header.js'
import { emptyBody } from './empty-body.js'
import { incompleteFault } from './incomplete-fault.js'
import { missingBody } from './missing-body.js'
import { missingCwmpId } from './missing-cwmp-id.js'
import { noEnvelope } from './no-envelope.js'
import { nonStandardCwmpNamespace } from './non-standard-cwmp-namespace.js'
import { severalBodyElements } from './several-body-elements.js'
import { severalEnvelopes } from './several-envelopes.js'
import { textAfterEnvelope } from './text-after-envelope.js'
import { textBeforeEnvelope } from './text-before-envelope.js'
import { unknownHeader } from './unknown-header.js'
import { unknownRpc } from './unknown-rpc.js'
import { wrongCwmpNamespace } from './wrong-cwmp-namespace.js'
import { wrongEnvelopeNamespace } from './wrong-envelope-namespace.js'
import { wrongHeaderValue } from './wrong-header-value.js'
import { wrongMustUnderstand } from './wrong-must-understand.js'

export const soapRules: readonly Rule[] = [
  deprecatedHeader,
  emptyBody,
  incompleteFault,
  missingBody,
  missingCwmpId,
  noEnvelope,
  nonStandardCwmpNamespace,
  severalBodyElements,
  severalEnvelopes,
  textAfterEnvelope,
  textBeforeEnvelope,
  unknownHeader,
  unknownRpc,
  wrongCwmpNamespace,
  wrongEnvelopeNamespace,
  wrongHeaderValue,
  wrongMustUnderstand,
]
