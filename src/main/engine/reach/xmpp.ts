import type { ReachFacts } from '../../../core/connection-request/index.js'
import type { DeviceCredentials } from '../workspace/types.js'
import { XmppProblem, type IqAnswer, type XmppLink } from '../xmpp/index.js'
import { fail, type StepLog } from './step-log.js'
import type { CallOutcome } from './types.js'

export interface XmppCallOptions {
  readonly log: StepLog
  readonly facts: ReachFacts
  readonly credentials: DeviceCredentials | null
  readonly xmpp: XmppLink
  /** For the answer, in milliseconds. */
  readonly timeoutMs: number
}

/** Calls a CPE by an XMPP iq (TR-069a6 Annex K). */
export async function callByXmpp(options: XmppCallOptions): Promise<CallOutcome> {
  const { log, xmpp, credentials } = options
  const jid = options.facts.ConnReqJabberID?.trim() ?? ''
  if (jid === '') {
    fail(
      log,
      'address',
      'The CPE has told no ConnReqJabberID, so it has no XMPP connection. Enable an instance of XMPP.Connection in it, name that in ManagementServer.ConnReqXMPPConnection, and wait for its next Inform.',
    )
  }
  log.done('address', `The CPE's ConnReqJabberID is ${jid}`)
  const { account } = xmpp
  if (account === null) {
    fail(
      log,
      'account',
      'No XMPP account of the ACS is set. Enter a JID and its password in the settings, on a server that reaches the one of the CPE.',
    )
  }
  if (credentials === null) {
    fail(
      log,
      'authorise',
      'A connection request over XMPP carries the ConnectionRequestPassword, and no credentials are stored for the CPE. Enter its ConnectionRequestUsername and ConnectionRequestPassword, or set both in the CPE in its next session.',
    )
  }
  try {
    const opened = await xmpp.connect((stage, detail) => log.done(stage, detail))
    if (!opened) log.done('connect', `The XMPP stream of ${xmpp.connectedAs ?? account.jid} is open already.`)
  } catch (error) {
    if (error instanceof XmppProblem) {
      fail(log, error.stage === 'stream' ? 'connect' : error.stage, error.message)
    }
    throw error
  }
  log.done(
    'send',
    `Sent the request to ${jid}, with the user name "${credentials.connectionRequestUsername}".`,
  )
  const { connectionRequestUsername: username, connectionRequestPassword: password } = credentials
  const answer = await xmpp.connectionRequest(jid, { username, password }, options.timeoutMs)
  judge(answer, jid, options)
  return { accepted: 'yes' }
}

function judge(answer: IqAnswer, jid: string, { log, xmpp, timeoutMs }: XmppCallOptions): void {
  switch (answer.type) {
    case 'result':
      log.done('answer', 'The CPE accepted the request: it opens a session within 30 seconds.')
      return
    case 'none':
      return xmpp.connectedAs === null
        ? fail(
            log,
            'answer',
            'The XMPP server closed the stream before the CPE answered. Look into its log, then try again.',
          )
        : fail(
            log,
            'answer',
            `Neither ${jid} nor its server answered within ${timeoutMs / 1000} s. The CPE may be hung or its connection half dead: try again when its server has noticed.`,
          )
    case 'error':
      return fail(log, ...refusal(answer, jid))
  }
}

/** What error conditions mean here (RFC 6120 8.3.3, TR-069a6 Annex K). */
function refusal(
  { condition, text }: Extract<IqAnswer, { type: 'error' }>,
  jid: string,
): ['authorise' | 'answer', string] {
  const said = `The answer was the error ${condition}${text === '' ? '' : ` ("${text}")`}`
  switch (condition) {
    case 'not-authorized':
      return [
        'authorise',
        `${said}: the CPE takes another user name or password. They must equal ConnectionRequestUsername and ConnectionRequestPassword in the CPE: set both there in its next session, or correct them here.`,
      ]
    case 'service-unavailable':
      return [
        'answer',
        `${said}: ${jid} is not connected to its server, or the CPE is busy or takes no requests from our JID (ConnReqAllowedJabberIDs). Check XMPP.Connection.{i}.Status in the CPE, or try again in half a minute.`,
      ]
    case 'recipient-unavailable':
      return [
        'answer',
        `${said}: ${jid} is not connected to its server. Check XMPP.Connection.{i}.Status in the CPE.`,
      ]
    case 'item-not-found':
      return [
        'answer',
        `${said}: its server knows no ${jid}. Wait for the CPE's next Inform, which brings its present ConnReqJabberID.`,
      ]
    case 'remote-server-not-found':
    case 'remote-server-timeout':
      return [
        'answer',
        `${said}: our XMPP server does not reach the server of ${jid}. Use an account on the CPE's own server, or let the two servers talk to each other.`,
      ]
    case 'forbidden':
    case 'not-allowed':
      return [
        'answer',
        `${said}: our JID may not send requests to the CPE, or our XMPP server does not talk to the CPE's. Add our JID to ConnReqAllowedJabberIDs in the CPE, or use an account on the CPE's own server.`,
      ]
    default:
      return ['answer', `${said}. Look into the log of the XMPP server, then try again.`]
  }
}
