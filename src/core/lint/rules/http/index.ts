import type { Rule } from '../../rule.js'
import { ambiguousLength } from './ambiguous-length.js'
import { bareLineFeed } from './bare-line-feed.js'
import { bodyIn204 } from './body-in-204.js'
import { challengeClosesConnection } from './challenge-closes-connection.js'
import { challengeMissing } from './challenge-missing.js'
import { charsetNotUtf8 } from './charset-not-utf-8.js'
import { chunkedRequest } from './chunked-request.js'
import { compressedBody } from './compressed-body.js'
import { compressionRefused } from './compression-refused.js'
import { conflictingCharsets } from './conflicting-charsets.js'
import { connectionCloseInSession } from './connection-close-in-session.js'
import { connectionRequestBasicOnly } from './connection-request-basic-only.js'
import { connectionRequestNotChallenged } from './connection-request-not-challenged.js'
import { contentTypeMissing } from './content-type-missing.js'
import { contentTypeNotXml } from './content-type-not-xml.js'
import { cookieNotReturnable } from './cookie-not-returnable.js'
import { emptyAnswerNot204 } from './empty-answer-not-204.js'
import { emptyPostWithContentHeaders } from './empty-post-with-content-headers.js'
import { envelopeNotIn200 } from './envelope-not-in-200.js'
import { expectContinue } from './expect-continue.js'
import { faultAnsweredWithError } from './fault-answered-with-error.js'
import { foldedHeader } from './folded-header.js'
import { hostMissing } from './host-missing.js'
import { http10 } from './http-1-0.js'
import { httpBodyUnreadable } from './http-body-unreadable.js'
import { httpErrorAnswer } from './http-error-answer.js'
import { httpIncomplete } from './http-incomplete.js'
import { oldCookieStyle } from './old-cookie-style.js'
import { redirectWithoutLocation } from './redirect-without-location.js'
import { retryAfterOnConnectionRequest } from './retry-after-on-connection-request.js'
import { severalCookiesSet } from './several-cookies-set.js'
import { soapActionMissing } from './soap-action-missing.js'
import { soapActionNotEmpty } from './soap-action-not-empty.js'
import { uncountedBytes } from './uncounted-bytes.js'
import { unusualRedirect } from './unusual-redirect.js'

export const httpRules: readonly Rule[] = [
  httpIncomplete,
  httpBodyUnreadable,
  bareLineFeed,
  foldedHeader,
  uncountedBytes,
  ambiguousLength,
  hostMissing,
  http10,
  contentTypeMissing,
  contentTypeNotXml,
  charsetNotUtf8,
  conflictingCharsets,
  soapActionMissing,
  soapActionNotEmpty,
  emptyPostWithContentHeaders,
  expectContinue,
  chunkedRequest,
  compressedBody,
  compressionRefused,
  connectionCloseInSession,
  oldCookieStyle,
  cookieNotReturnable,
  severalCookiesSet,
  emptyAnswerNot204,
  bodyIn204,
  envelopeNotIn200,
  httpErrorAnswer,
  faultAnsweredWithError,
  redirectWithoutLocation,
  unusualRedirect,
  connectionRequestNotChallenged,
  challengeMissing,
  connectionRequestBasicOnly,
  challengeClosesConnection,
  retryAfterOnConnectionRequest,
]
