import type { IncomingMessage } from 'node:http'
import type { DeviceIdentity } from '../../../core/dialog/index.js'
import type { Micros } from '../../../core/journal/records.js'
import type { Authentication, Refusal } from '../authentication/index.js'
import type { Recorder } from '../recorder/types.js'
import { admit, type AdmissionVerdict, type JudgeCertificate } from './admission.js'
import type { Awaited, AwaitedInforms } from './awaited-informs.js'
import type { Peer } from './peer.js'
import type { Sightings } from './reachability.js'
import type { Redirect, Redirects } from './redirects.js'
import type { Refusals } from './refusals.js'
import type { PostToAnswer, SessionRunner } from './session-runner.js'
import type { AcsSession } from './sessions.js'

export interface GatekeeperOptions {
  readonly authentication: Authentication
  readonly judgeCertificate: JudgeCertificate
  readonly redirects: Redirects
  readonly awaited: AwaitedInforms
  readonly refusals: Refusals
  readonly recorder: Recorder
  readonly runner: SessionRunner
  readonly sightings: Sightings
  readonly now: () => Micros
}

/** Somebody at the door: a POST that would open a session, and the session it would open. */
export interface Caller {
  readonly request: IncomingMessage
  readonly post: PostToAnswer
  readonly peer: Peer
  readonly session: AcsSession
  /** Null: it is no Inform, or the Inform does not say. */
  readonly identity: DeviceIdentity | null
  readonly deviceId: string | null
  /** What the session was waiting for, if the caller was asked before. */
  readonly asked: Pick<Awaited, 'why' | 'asked'> | null
}

/**
 * So often a nonce may turn out to be used up in one session, and the CPE is asked anew: one that reconnects after each
 * 401 would go on for ever.
 */
const mostAsked = 4

/** Stands before the dialog: sends CPEs elsewhere, asks who they are, turns them away. */
export class Gatekeeper {
  readonly #options: GatekeeperOptions
  /** Sessions whose CPE has proved who it is. */
  readonly #proved = new WeakSet<AcsSession>()

  constructor(options: GatekeeperOptions) {
    this.#options = options
    options.awaited.onGone(({ session, why }) => {
      options.runner.journalEnd(session, why === 'unauthorized' ? 'not-authenticated' : 'timeout', null)
    })
  }

  /** Whether the session has proved who it is by more than its cookie or connection. */
  hasProved(session: AcsSession): boolean {
    return this.#proved.has(session)
  }

  /** True: the caller may go on. False: it was answered. */
  lets(caller: Caller): boolean {
    const { redirects } = this.#options
    const redirect = caller.identity === null ? null : redirects.take(caller.deviceId, 'inform')
    if (redirect !== null) {
      this.#send(caller, redirect)
      return false
    }
    const verdict = this.#judge(caller)
    switch (verdict.kind) {
      case 'accepted':
        if (verdict.username !== null) this.#proved.add(caller.session)
        return true
      case 'forbidden':
        this.#refuse(caller, verdict.refusal)
        caller.post.reply.text(403, verdict.refusal.detail)
        this.#options.runner.journalEnd(caller.session, 'not-authenticated', caller.post.reply)
        return false
      case 'challenged':
        this.#challenge(caller, verdict)
        return false
      default:
        return verdict satisfies never
    }
  }

  /** Whether somebody who is tied to the session by its address alone may go on: where the CPE had to prove who it is, so must he. */
  letsStranger(caller: Caller): boolean {
    if (!this.#proved.has(caller.session)) return true
    const verdict = this.#judge(caller)
    if (verdict.kind === 'accepted') return true
    if (verdict.kind === 'forbidden') caller.post.reply.text(403, verdict.refusal.detail)
    else caller.post.reply.challenge(verdict.challenges, 'Nothing but your address ties you to this session.')
    if (verdict.refusal !== null) this.#refuse(caller, verdict.refusal)
    return false
  }

  /** Sends the POST of a session elsewhere, if that is set. */
  sendsAway(deviceId: string | null, { reply }: PostToAnswer): boolean {
    const redirect = this.#options.redirects.take(deviceId, 'session')
    if (redirect === null) return false
    reply.redirect(redirect.status, redirect.url)
    return true
  }

  #judge({ request, post, peer, identity }: Caller): AdmissionVerdict {
    const { authentication, judgeCertificate } = this.#options
    const { authorization } = request.headers
    return admit(
      {
        method: request.method ?? '',
        target: request.url ?? '',
        authorization,
        connection: peer.connection,
        identity,
        tls: post.tapped.tls,
      },
      authentication,
      judgeCertificate,
    )
  }

  #send({ session, peer, deviceId, post, asked }: Caller, { status, url }: Redirect): void {
    const { awaited, sightings } = this.#options
    post.reply.redirect(status, url)
    awaited.add({ session, why: 'redirected', deviceId, asked: asked?.asked ?? 0 }, peer)
    sightings.saw('inform', true, `${deviceId ?? post.tapped.remote} was sent to ${url} (${String(status)}).`)
  }

  #challenge(caller: Caller, verdict: AdmissionVerdict & { readonly kind: 'challenged' }): void {
    const { session, peer, deviceId, post, asked } = caller
    const { awaited, runner } = this.#options
    const { challenges, stale, refusal } = verdict
    const times = (asked?.asked ?? 0) + 1
    if (refusal !== null) this.#refuse(caller, refusal)
    // What is wrong is told here, not to whoever tries names and passwords.
    post.reply.challenge(challenges, 'This ACS wants to know who you are.')
    const wasAsked = asked?.why === 'unauthorized'
    if ((wasAsked && refusal !== null && !stale) || times > mostAsked) {
      runner.journalEnd(session, 'not-authenticated', post.reply)
    } else {
      awaited.add({ session, why: 'unauthorized', deviceId, asked: times }, peer)
    }
  }

  #refuse({ session, deviceId, post: { tapped } }: Caller, { username, reason, detail }: Refusal): void {
    const { recorder, refusals, sightings, now } = this.#options
    const at = now()
    const { exchange, remote, local } = tapped
    const facts = { at, deviceId, username, reason, detail, session: session.number }
    // Where the journal cannot be written the recorder tells.
    recorder.event({ type: 'authentication-refused', exchange, ...facts }).catch(() => undefined)
    refusals.add({ kind: 'authentication', remote, local, ...facts })
    sightings.saw('inform', false, `${deviceId ?? remote} was refused. ${detail}`)
  }
}
