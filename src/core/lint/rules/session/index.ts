import type { Rule } from '../../rule.js'
import { acsAnswersSlowly } from './acs-answers-slowly.js'
import { acsRequestPassedOver } from './acs-request-passed-over.js'
import { answerInAnotherNamespace } from './answer-in-another-namespace.js'
import { answerOfAnotherRpc } from './answer-of-another-rpc.js'
import { answerWithoutRequest } from './answer-without-request.js'
import { cookieChanged } from './cookie-changed.js'
import { cookieNotReturned } from './cookie-not-returned.js'
import { cpeAnswersSlowly } from './cpe-answers-slowly.js'
import { cpeRequestNotAnswered } from './cpe-request-not-answered.js'
import { credentialsRefused } from './credentials-refused.js'
import { cwmpIdNotEchoed } from './cwmp-id-not-echoed.js'
import { cwmpIdReused } from './cwmp-id-reused.js'
import { cwmpIdUnasked } from './cwmp-id-unasked.js'
import { cwmpVersionNotChosen } from './cwmp-version-not-chosen.js'
import { cwmpVersionNotOffered } from './cwmp-version-not-offered.js'
import { faultWithoutRequest } from './fault-without-request.js'
import { informInSession } from './inform-in-session.js'
import { informRefused } from './inform-refused.js'
import { informResponseNotAlone } from './inform-response-not-alone.js'
import { lostCookieRefused } from './lost-cookie-refused.js'
import { namespaceRefused } from './namespace-refused.js'
import { neverProceeds } from './never-proceeds.js'
import { newConnection } from './new-connection.js'
import { noSessionCookie } from './no-session-cookie.js'
import { notInformFirst } from './not-inform-first.js'
import { pipelinedRequest } from './pipelined-request.js'
import { postWithoutAnswer } from './post-without-answer.js'
import { postsAfterEnd } from './posts-after-end.js'
import { requestAfterEmptyPost } from './request-after-empty-post.js'
import { requestForAnswer } from './request-for-answer.js'
import { requestInAnotherNamespace } from './request-in-another-namespace.js'
import { requestLeftUnanswered } from './request-left-unanswered.js'
import { requestWhileHeld } from './request-while-held.js'
import { requestsHeld } from './requests-held.js'
import { resentAfterError } from './resent-after-error.js'
import { retryNotIdentical } from './retry-not-identical.js'
import { sessionTimedOut } from './session-timed-out.js'
import { tiedByAddress } from './tied-by-address.js'
import { tooManyRedirects } from './too-many-redirects.js'
import { unreadableTakenForEmpty } from './unreadable-taken-for-empty.js'

export const sessionRules: readonly Rule[] = [
  acsAnswersSlowly,
  acsRequestPassedOver,
  answerInAnotherNamespace,
  answerOfAnotherRpc,
  answerWithoutRequest,
  cookieChanged,
  cookieNotReturned,
  cpeAnswersSlowly,
  cpeRequestNotAnswered,
  credentialsRefused,
  cwmpIdNotEchoed,
  cwmpIdReused,
  cwmpIdUnasked,
  cwmpVersionNotChosen,
  cwmpVersionNotOffered,
  faultWithoutRequest,
  informInSession,
  informRefused,
  informResponseNotAlone,
  lostCookieRefused,
  namespaceRefused,
  neverProceeds,
  newConnection,
  noSessionCookie,
  notInformFirst,
  pipelinedRequest,
  postWithoutAnswer,
  postsAfterEnd,
  requestAfterEmptyPost,
  requestForAnswer,
  requestInAnotherNamespace,
  requestLeftUnanswered,
  requestWhileHeld,
  requestsHeld,
  resentAfterError,
  retryNotIdentical,
  sessionTimedOut,
  tiedByAddress,
  tooManyRedirects,
  unreadableTakenForEmpty,
]
