import type { AcsEvent } from '../../../core/dialog/index.js'
import { acsStep } from '../../../core/dialog/index.js'
import type { AcsCommand } from '../../../core/dialog/index.js'
import type { Micros, SessionOutcome } from '../../../core/journal/records.js'
import { messageFor, type QuirkProfile } from '../../../core/quirks/index.js'
import { encodeEnvelope, encodeRaw } from '../../../core/soap/index.js'
import type { Recorder } from '../recorder/types.js'
import { cwmpIdOf, type RpcQueue } from '../rpcs/index.js'
import { sessionCookie } from './peer.js'
import type { Sightings } from './reachability.js'
import type { Reply } from './reply.js'
import type { AcsSession, AcsSessions } from './sessions.js'
import type { TappedExchange } from '../wire/types.js'

export interface SessionRunnerOptions {
  readonly sessions: AcsSessions
  readonly queue: RpcQueue
  readonly recorder: Recorder
  readonly sightings: Sightings
  /** How a device is spoken to, at this moment. */
  readonly quirksOf: (deviceId: string | null) => QuirkProfile
  readonly now: () => Micros
  /** Something went wrong on our side; the session goes on as well as it can. */
  readonly onProblem: (problem: Error) => void
}

/** A POST that waits for its answer. */
export interface PostToAnswer {
  readonly tapped: TappedExchange
  readonly reply: Reply
}

/** Feeds a session's dialog and does what it says. */
export class SessionRunner {
  readonly #options: SessionRunnerOptions
  /** Set when the ACS closes: sessions are let go, not given more to do. */
  handsOutRpcs = true
  /** What is still to be written to the journal. */
  readonly #writing = new Set<Promise<void>>()

  constructor(options: SessionRunnerOptions) {
    this.#options = options
  }

  /** Lets an event happen to a session. `post`: the POST it stands for, null for what is no POST. */
  run(session: AcsSession, event: AcsEvent, post: PostToAnswer | null): void {
    const step = acsStep(session.state, event)
    session.state = step.state
    for (const command of step.commands) this.#do(session, command, post)
  }

  /** Journals the end of a session, after its last answer if there is one. */
  journalEnd(session: AcsSession, outcome: Exclude<SessionOutcome, 'open'>, reply: Reply | null): void {
    const { recorder, now, sightings } = this.#options
    const ending = (async () => {
      await reply?.sent
      await recorder.event({ type: 'session-ended', at: now(), session: session.number, outcome })
    })()
    // Where the journal cannot be written the recorder tells.
    const writing = ending
      .catch(() => undefined)
      .then(() => {
        this.#writing.delete(writing)
      })
    this.#writing.add(writing)
    const who = session.facts?.deviceId ?? session.peer.address
    const notes = session.notes.length === 0 ? '' : ` ${session.notes.join(' ')}`
    sightings.saw('session', outcome === 'completed', `Session with ${who} ended: ${outcome}.${notes}`)
  }

  /** Resolves when everything handed in so far is in the journal. */
  async written(): Promise<void> {
    await Promise.all(this.#writing)
  }

  #do(session: AcsSession, command: AcsCommand, post: PostToAnswer | null): void {
    const { queue, recorder, sessions } = this.#options
    switch (command.type) {
      case 'answer': {
        if (post === null) return
        const quirks = this.#quirksOf(session)
        const { carries, message, raw } = command
        const xml =
          raw === undefined
            ? encodeEnvelope(messageFor(message, quirks, session.cpe.root), quirks)
            : encodeRaw(raw, message.header.id ?? '', message.version, quirks)
        if (carries !== undefined) {
          this.#attempt(() => {
            queue.carriedBy(carries, `${recorder.captureId}.${String(post.tapped.exchange)}.r`)
          })
        }
        const hasCookie = session.facts === null || session.peer.tokens.includes(session.token)
        post.reply.envelope(
          xml,
          hasCookie ? null : sessionCookie(post.tapped, session.token, quirks.cookiePath),
          quirks.chunkedAnswers,
        )
        return
      }
      case 'answer-empty':
        post?.reply.empty(this.#quirksOf(session).emptyAnswer)
        return
      case 'answer-refusal':
        post?.reply.text(command.status, command.text, command.status === 413 ? { Connection: 'close' } : {})
        return
      case 'ask-queue':
        this.run(session, this.#nextRpc(session), post)
        return
      case 'rpc-finished':
        this.#attempt(() => {
          if (post !== null) {
            queue.carriedBy(command.rpcId, `${recorder.captureId}.${String(post.tapped.exchange)}.q`)
          }
          queue.finish(command.rpcId, command.outcome)
        })
        return
      case 'rpc-interrupted':
        this.#attempt(() => {
          queue.interrupted(command.rpcId, command.reason)
        })
        return
      case 'session-accepted': {
        const before = sessions.openOf(command.facts.deviceId)
        if (before !== null) this.run(before, { type: 'superseded' }, null)
        sessions.accepted(session, command.facts)
        return
      }
      case 'session-ended': {
        sessions.ended(session)
        const gaveUp = command.outcome === 'timeout' || command.outcome === 'connection-closed'
        this.journalEnd(
          session,
          gaveUp && session.cookieLost ? 'cookie-lost' : command.outcome,
          post?.reply ?? null,
        )
        return
      }
      case 'note':
        session.notes.push(command.text)
        return
      default:
        command satisfies never
    }
  }

  /** Asked for each message, so that a choice by hand holds from the next one on. */
  #quirksOf(session: AcsSession): QuirkProfile {
    return this.#options.quirksOf(session.cpe.deviceId)
  }

  #nextRpc(session: AcsSession): AcsEvent<'queue-gave' | 'queue-empty'> {
    const deviceId = session.facts?.deviceId
    if (!this.handsOutRpcs || deviceId === undefined) return { type: 'queue-empty' }
    const rpc = this.#attempt(() => this.#options.queue.take(deviceId)) ?? null
    if (rpc === null) return { type: 'queue-empty' }
    return { type: 'queue-gave', rpc, cwmpId: cwmpIdOf(rpc) }
  }

  /** The queue is on disk, and disks fail: that must not take the session with it. */
  #attempt<T>(work: () => T): T | undefined {
    try {
      return work()
    } catch (error) {
      this.#options.onProblem(error instanceof Error ? error : new Error(String(error)))
      return undefined
    }
  }
}
