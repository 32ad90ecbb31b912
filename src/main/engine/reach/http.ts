import { header, type HttpHead } from '../../../core/http/index.js'
import type { ClientTap } from '../wire/index.js'
import type { DeviceCredentials } from '../workspace/types.js'
import { authorize, chooseChallenge, describeChallenge } from './authorise.js'
import { connectToDevice, resolveHost, type Answer, type DeviceConnection } from './device-connection.js'
import { fail, type StepLog } from './step-log.js'
import { readTarget, type Target } from './target.js'
import type { CallOutcome } from './types.js'

/** How long to wait before the one second try after a 503, in milliseconds: about what a session takes to end. */
const RETRY_MS = 1_000

export interface HttpCallOptions {
  readonly log: StepLog
  readonly tap: ClientTap
  /** For the connection, and again for each answer, in milliseconds. */
  readonly timeoutMs: number
  readonly retryMs?: number | undefined
  readonly credentials: DeviceCredentials | null
  /** Whether the CPE has opened a session since the call began. */
  sessionCame(): boolean
}

/** Calls a CPE by GET on its ConnectionRequestURL, with digest or basic as challenged (TR-069a6 3.2.2). */
export async function callByHttp(url: string | null, options: HttpCallOptions): Promise<CallOutcome> {
  const { log } = options
  if (url === null || url.trim() === '') {
    fail(
      log,
      'url',
      'The CPE has not told its ConnectionRequestURL. Wait for its next Inform, or fetch ManagementServer.ConnectionRequestURL in a session.',
    )
  }
  const target = readTarget(url)
  if (typeof target === 'string') fail(log, 'url', target)
  log.done('url', `The CPE's ConnectionRequestURL is ${url.trim()}`)
  const address = await resolveHost(target.host, 'ConnectionRequestURL', log)
  const attempt = new HttpAttempt(target, address, options)
  try {
    let head = await attempt.call()
    if (head.status === 503 && !options.sessionCame()) {
      const { retryMs = RETRY_MS } = options
      await new Promise((resolve) => setTimeout(resolve, retryMs))
      if (!options.sessionCame()) {
        log.done(
          'retry',
          `The CPE answered 503: it is in a session, or limits how often it can be called. Both may be over in a moment, so it is called once more after ${retryMs / 1000} s, and not a third time.`,
        )
        head = await attempt.call()
      }
    }
    return { accepted: judge(head, options) }
  } finally {
    await attempt.close()
  }
}

/** The requests of one call, over one connection or over several where the CPE closes them. */
class HttpAttempt {
  readonly #target: Target
  readonly #address: string
  readonly #options: HttpCallOptions
  #connection: DeviceConnection | null = null
  #connections = 0

  constructor(target: Target, address: string, options: HttpCallOptions) {
    this.#target = target
    this.#address = address
    this.#options = options
  }

  async close(): Promise<void> {
    await this.#connection?.close()
  }

  /** One GET, with the credentials the CPE asks for. */
  async call(): Promise<HttpHead> {
    const { log } = this.#options
    let answer = await this.#get(null)
    if (answer.head.status !== 401) {
      if (isSuccess(answer.head)) {
        log.done('challenge', 'The CPE asked for no credentials: anybody who knows the URL can call it.')
      }
      return answer.head
    }
    // A nonce can be bound to the connection it was given on, or be stale: then a second one counts.
    for (let attempt = 1; ; attempt++) {
      const challenge = chooseChallenge(answer.head)
      if (challenge.scheme === 'none') {
        fail(log, 'challenge', `${challenge.problem} Check the CPE's connection request settings.`)
      }
      log.done('challenge', describeChallenge(challenge))
      const { username, password } = this.#login()
      const connections = this.#connections
      const { value, inputs } = authorize(challenge, { username, password }, this.#target.path)
      if (inputs !== null) log.done('digest', inputs)
      answer = await this.#get(value)
      if (answer.head.status !== 401) {
        log.done(
          'authorise',
          `Sent the user name "${username}" with proof of its password; the CPE had no objection.`,
        )
        return answer.head
      }
      const again = chooseChallenge(answer.head)
      const stale = again.scheme === 'digest' && again.digest.stale
      if (attempt === 2 || again.scheme !== 'digest' || (connections === this.#connections && !stale)) {
        fail(
          log,
          'authorise',
          `The CPE refused the user name "${username}" with its password (401). They must equal ConnectionRequestUsername and ConnectionRequestPassword in the CPE: set both there in its next session, or correct them here.`,
        )
      }
    }
  }

  /** Sends the GET, over the present connection where the CPE left it open (some close it after a 401). */
  async #get(authorization: string | null): Promise<Answer> {
    const { timeoutMs, tap, log } = this.#options
    let connection = this.#connection
    let answer = (await connection?.get(authorization)) ?? null
    while (connection === null || answer === null) {
      await connection?.close()
      connection = await connectToDevice(this.#target, this.#address, timeoutMs, tap, log)
      this.#connection = connection
      this.#connections++
      answer = await connection.get(authorization)
    }
    if (!answer.reusable) {
      await connection.close()
      this.#connection = null
    }
    return answer
  }

  #login(): { username: string; password: string } {
    const { credentials, log } = this.#options
    if (!credentials) {
      fail(
        log,
        'authorise',
        'The CPE asks for credentials, and none are stored for it. Enter its ConnectionRequestUsername and ConnectionRequestPassword, or set both in the CPE in its next session.',
      )
    }
    return {
      username: credentials.connectionRequestUsername,
      password: credentials.connectionRequestPassword,
    }
  }
}

function judge(head: HttpHead, { log, sessionCame }: HttpCallOptions): CallOutcome['accepted'] {
  const { status = 0 } = head
  const said = `The CPE answered ${head.startLine.replace(/^\S+\s+/, '')}`
  if (isSuccess(head)) {
    log.done('answer', `${said}: it opens a session within 30 seconds.`)
    return 'yes'
  }
  if (status === 503) {
    if (sessionCame()) {
      log.done('answer', `${said}: it has just opened a session, and what is queued goes out in that.`)
      return 'came'
    }
    fail(
      log,
      'answer',
      `${said}: it is in a session already, or limits how often it can be called. Try again in half a minute.`,
    )
  }
  if (status >= 300 && status < 400) {
    const location = header(head, 'location')
    fail(
      log,
      'answer',
      `${said}${location === undefined ? '' : ` to ${location}`}, and connection requests do not follow redirects. Check that its ConnectionRequestURL is right.`,
    )
  }
  if (status === 404 || status === 410) {
    fail(
      log,
      'answer',
      `${said}: its ConnectionRequestURL has changed. Wait for its next Inform, which brings the present one.`,
    )
  }
  if (status === 403) {
    fail(log, 'answer', `${said}: it lets only certain addresses call. Check the access list in the CPE.`)
  }
  fail(
    log,
    'answer',
    `${said}, where 200 or 204 was due. Check that its ConnectionRequestURL is right, then try again.`,
  )
}

function isSuccess({ status = 0 }: HttpHead): boolean {
  return status >= 200 && status < 300
}
