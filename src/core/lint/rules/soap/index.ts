import type { Rule } from '../../rule.js'
import { deprecatedHeader } from './deprecated-header.js'
import { detailInFaultstring } from './detail-in-faultstring.js'
import { duplicateHeader } from './duplicate-header.js'
import { emptyBody } from './empty-body.js'
import { emptyCwmpId } from './empty-cwmp-id.js'
import { encodingNamespaceWithoutSlash } from './encoding-namespace-without-slash.js'
import { faultWithoutDetail } from './fault-without-detail.js'
import { faultcodeMismatch } from './faultcode-mismatch.js'
import { headerInWrongDirection } from './header-in-wrong-direction.js'
import { headerInWrongMessage } from './header-in-wrong-message.js'
import { headerNotInCwmpNamespace } from './header-not-in-cwmp-namespace.js'
import { incompleteFault } from './incomplete-fault.js'
import { innerNamespaceDeclaration } from './inner-namespace-declaration.js'
import { longCwmpId } from './long-cwmp-id.js'
import { misleadingPrefix } from './misleading-prefix.js'
import { missingBody } from './missing-body.js'
import { missingCwmpId } from './missing-cwmp-id.js'
import { noEnvelope } from './no-envelope.js'
import { nonStandardCwmpNamespace } from './non-standard-cwmp-namespace.js'
import { oldSchemaNamespace } from './old-schema-namespace.js'
import { severalBodyElements } from './several-body-elements.js'
import { severalEnvelopes } from './several-envelopes.js'
import { shortSessionTimeout } from './short-session-timeout.js'
import { textAfterEnvelope } from './text-after-envelope.js'
import { textBeforeEnvelope } from './text-before-envelope.js'
import { unknownCwmpVersion } from './unknown-cwmp-version.js'
import { unknownHeader } from './unknown-header.js'
import { unknownRpc } from './unknown-rpc.js'
import { unusualFaultcode } from './unusual-faultcode.js'
import { unusualFaultstring } from './unusual-faultstring.js'
import { wrongCwmpNamespace } from './wrong-cwmp-namespace.js'
import { wrongEnvelopeNamespace } from './wrong-envelope-namespace.js'
import { wrongHeaderValue } from './wrong-header-value.js'
import { wrongMustUnderstand } from './wrong-must-understand.js'

export const soapRules: readonly Rule[] = [
  deprecatedHeader,
  detailInFaultstring,
  duplicateHeader,
  emptyBody,
  emptyCwmpId,
  encodingNamespaceWithoutSlash,
  faultWithoutDetail,
  faultcodeMismatch,
  headerInWrongDirection,
  headerInWrongMessage,
  headerNotInCwmpNamespace,
  incompleteFault,
  innerNamespaceDeclaration,
  longCwmpId,
  misleadingPrefix,
  missingBody,
  missingCwmpId,
  noEnvelope,
  nonStandardCwmpNamespace,
  oldSchemaNamespace,
  severalBodyElements,
  severalEnvelopes,
  shortSessionTimeout,
  textAfterEnvelope,
  textBeforeEnvelope,
  unknownCwmpVersion,
  unknownHeader,
  unknownRpc,
  unusualFaultcode,
  unusualFaultstring,
  wrongCwmpNamespace,
  wrongEnvelopeNamespace,
  wrongHeaderValue,
  wrongMustUnderstand,
]
