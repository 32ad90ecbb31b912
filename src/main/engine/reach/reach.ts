import { header, type HttpHead } from '../../../core/http/index.js'
import type { Micros } from '../../../core/journal/records.js'
import type { Recorder } from '../recorder/types.js'
import { createClientTap, createMicrosClock, type ClientTap } from '../wire/index.js'
import type { DeviceCredentials } from '../workspace/types.js'
import { authorize, chooseChallenge, describeChallenge } from './authorise.js'
import { connectToDevice, resolveHost, type Answer, type DeviceConnection } from './device-connection.js'
import { StepLog, Unreached } from './step-log.js'
import { readTarget, type Target } from './target.js'
import type { Reach, ReachResult } from './types.js'

export interface ReachOptions {
  readonly recorder: Recorder
  /** ConnectionRequestURL as the CPE last reported it; null: not known. */
  urlOf(deviceId: string): string | null | Promise<string | null>
  credentialsOf(deviceId: string): DeviceCredentials | null | Promise<DeviceCredentials | null>
  readonly now?: () => Micros
  /** For the connection, and again for each answer. */
  readonly timeoutMs?: number
}

const DEFAULT_TIMEOUT_MS = 10_000

/** Connection requests over HTTP. Each is recorded byte for byte and ends as a `connection-request` event in the journal. */
export function createReach(options: ReachOptions): Reach {
  const { recorder, now = createMicrosClock(), timeoutMs = DEFAULT_TIMEOUT_MS } = options
  const tap = createClientTap({ recorder, source: 'acs', now })
  return {
    async connectionRequest(deviceId): Promise<ReachResult> {
      const log = new StepLog(now)
      let ok = false
      try {
        const url = await options.urlOf(deviceId)
        const credentials = await options.credentialsOf(deviceId)
        ok = await new Attempt(log, tap, timeoutMs, credentials).run(url)
      } catch (error) {
        if (!(error instanceof Unreached)) {
          const reason = error instanceof Error ? error.message : String(error)
          log.failed('answer', `The connection request broke off: ${reason}. Try again.`)
        }
      }
      const { steps } = log
      await recorder
        .event({ type: 'connection-request', at: now(), deviceId, method: 'http', ok, steps })
        // The recorder reports that it cannot write; the CPE was called all the same.
        .catch(() => undefined)
      return { ok, method: 'http', steps }
    },
  }
}

/** One connection request, from the URL to the CPE's last word. */
class Attempt {
  readonly #log: StepLog
  readonly #tap: ClientTap
  readonly #timeoutMs: number
  readonly #credentials: DeviceCredentials | null
  #connection: DeviceConnection | null = null
  #connections = 0

  constructor(log: StepLog, tap: ClientTap, timeoutMs: number, credentials: DeviceCredentials | null) {
    this.#log = log
    this.#tap = tap
    this.#timeoutMs = timeoutMs
    this.#credentials = credentials
  }

  async run(url: string | null): Promise<boolean> {
    if (url === null || url.trim() === '') {
      this.#fail(
        'url',
        'The CPE has not told its ConnectionRequestURL. Wait for its next Inform, or fetch ManagementServer.ConnectionRequestURL in a session.',
      )
    }
    const target = readTarget(url)
    if (typeof target === 'string') this.#fail('url', target)
    this.#log.done('url', `The CPE's ConnectionRequestURL is ${url.trim()}`)
    const address = await resolveHost(target, this.#log)
    try {
      return await this.#call(target, address)
    } finally {
      await this.#connection?.close()
    }
  }

  async #call(target: Target, address: string): Promise<boolean> {
    let answer = await this.#get(target, address, null)
    if (answer.head.status !== 401) {
      if (isSuccess(answer.head)) {
        this.#log.done(
          'challenge',
          'The CPE asked for no credentials: anybody who knows the URL can call it.',
        )
      }
      return this.#judge(answer.head)
    }
    // A nonce can be bound to the connection it was given on, or be stale: then a second one counts.
    for (let attempt = 1; ; attempt++) {
      const challenge = chooseChallenge(answer.head)
      if (challenge.scheme === 'none') {
        this.#fail('challenge', `${challenge.problem} Check the CPE's connection request settings.`)
      }
      this.#log.done('challenge', describeChallenge(challenge))
      const { username, password } = this.#login()
      const connections = this.#connections
      answer = await this.#get(target, address, authorize(challenge, { username, password }, target.path))
      if (answer.head.status !== 401) {
        this.#log.done(
          'authorise',
          `Sent the user name "${username}" with proof of its password; the CPE had no objection.`,
        )
        return this.#judge(answer.head)
      }
      const again = chooseChallenge(answer.head)
      const stale = again.scheme === 'digest' && again.digest.stale
      if (attempt === 2 || again.scheme !== 'digest' || (connections === this.#connections && !stale)) {
        this.#fail(
          'authorise',
          `The CPE refused the user name "${username}" with its password (401). They must equal ConnectionRequestUsername and ConnectionRequestPassword in the CPE: set both there in its next session, or correct them here.`,
        )
      }
    }
  }

  /** Sends the GET, over the present connection where the CPE left it open (some close it after a 401). */
  async #get(target: Target, address: string, authorization: string | null): Promise<Answer> {
    let connection = this.#connection
    let answer = (await connection?.get(authorization)) ?? null
    while (connection === null || answer === null) {
      await connection?.close()
      connection = await connectToDevice(target, address, this.#timeoutMs, this.#tap, this.#log)
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
    if (!this.#credentials) {
      this.#fail(
        'authorise',
        'The CPE asks for credentials, and none are stored for it. Enter its ConnectionRequestUsername and ConnectionRequestPassword, or set both in the CPE in its next session.',
      )
    }
    const { connectionRequestUsername: username, connectionRequestPassword: password } = this.#credentials
    return { username, password }
  }

  #judge(head: HttpHead): boolean {
    const { status = 0 } = head
    const said = `The CPE answered ${head.startLine.replace(/^\S+\s+/, '')}`
    if (isSuccess(head)) {
      this.#log.done('answer', `${said}: it opens a session within 30 seconds.`)
      return true
    }
    if (status === 503) {
      this.#fail(
        'answer',
        `${said}: it is in a session already, or limits how often it can be called. Try again in half a minute.`,
      )
    }
    if (status >= 300 && status < 400) {
      const location = header(head, 'location')
      this.#fail(
        'answer',
        `${said}${location === undefined ? '' : ` to ${location}`}, and connection requests do not follow redirects. Check that its ConnectionRequestURL is right.`,
      )
    }
    if (status === 404 || status === 410) {
      this.#fail(
        'answer',
        `${said}: its ConnectionRequestURL has changed. Wait for its next Inform, which brings the present one.`,
      )
    }
    if (status === 403) {
      this.#fail('answer', `${said}: it lets only certain addresses call. Check the access list in the CPE.`)
    }
    this.#fail(
      'answer',
      `${said}, where 200 or 204 was due. Check that its ConnectionRequestURL is right, then try again.`,
    )
  }

  #fail(...step: Parameters<StepLog['failed']>): never {
    this.#log.failed(...step)
    throw new Unreached()
  }
}

function isSuccess({ status = 0 }: HttpHead): boolean {
  return status >= 200 && status < 300
}
