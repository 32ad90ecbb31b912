import {
  chooseMethod,
  methodName,
  type ReachFacts,
  type ReachMethod,
} from '../../../core/connection-request/index.js'
import type { Micros } from '../../../core/journal/records.js'
import type { Recorder } from '../recorder/types.js'
import type { StunServer } from '../stun/index.js'
import { createClientTap, createMicrosClock } from '../wire/index.js'
import type { DeviceCredentials } from '../workspace/types.js'
import type { XmppLink } from '../xmpp/index.js'
import type { CallHistory } from './call-history.js'
import { callByHttp } from './http.js'
import { watchSessions, type SessionNews, type SessionWatch } from './session-watch.js'
import { findDestination } from './nat-bindings.js'
import { StepLog, Unreached } from './step-log.js'
import type { CallOutcome, Reach, ReachRequest, ReachResult } from './types.js'
import { callByUdp } from './udp.js'
import { durationText, verdictOf } from './verdict.js'
import { callByXmpp } from './xmpp.js'

export interface ReachOptions {
  readonly recorder: Recorder
  /** What is known of how the CPE can be called, and the address its sessions come from (null: not known). */
  known(deviceId: string): Promise<{ readonly facts: ReachFacts; readonly ip: string | null }>
  credentialsOf(deviceId: string): DeviceCredentials | null | Promise<DeviceCredentials | null>
  hasOpenSession(deviceId: string): boolean
  readonly sessions: SessionNews
  readonly stun: StunServer
  readonly xmpp: XmppLink
  readonly history: CallHistory
  readonly now?: () => Micros
  /** For a connection, and again for each answer, in milliseconds. */
  readonly timeoutMs?: number
  /** Before the one second try after a 503, in milliseconds. */
  readonly retryMs?: number
}

const DEFAULT_TIMEOUT_MS = 10_000
/** A CPE has 30 s to open its session (TR-069a6 3.2.2). */
const SESSION_MS = 30_000

/** Connection requests over HTTP, UDP and XMPP. Each ends as a `connection-request` event in the journal. */
export function createReach(options: ReachOptions): Reach {
  const { recorder, history, now = createMicrosClock(), timeoutMs = DEFAULT_TIMEOUT_MS } = options
  const tap = createClientTap({ recorder, source: 'acs', now })

  async function run(deviceId: string, request: ReachRequest, log: StepLog): Promise<ReachResult> {
    const watch = watchSessions(options.sessions, deviceId, Math.floor(log.startedAt / 1000))
    let method: ReachMethod = request.method ?? 'http'
    let others: readonly ReachMethod[] = []
    let accepted: CallOutcome['accepted'] | 'no' = 'no'
    try {
      const { facts, ip } = await options.known(deviceId)
      const choice = choose(deviceId, facts, ip)
      others = [choice.method, ...choice.others]
      if (request.method === undefined) {
        method = choice.method
        log.done('method', choice.reason)
      }
      others = others.filter((other) => other !== method)
      if (options.hasOpenSession(deviceId)) {
        log.done(
          'session-open',
          'The CPE is in a session with this ACS at this moment: what is queued goes out in it, and it may answer 503.',
        )
      }
      accepted = (await callBy(method, { deviceId, facts, ip }, log, watch)).accepted
    } catch (error) {
      if (!(error instanceof Unreached)) {
        const reason = error instanceof Error ? error.message : String(error)
        log.failed('answer', `The connection request broke off: ${reason}. Try again.`)
      }
    }
    try {
      if (accepted === 'yes') request.onAnswered?.()
      const session = accepted === 'no' ? undefined : await awaitSession(watch, log, request, accepted)
      const seen = session?.seen ?? false
      const ok = accepted === 'yes' || seen
      if (seen && accepted === 'sent') request.onAnswered?.()
      const wanted = request.waitMs !== 0
      if (seen || accepted === 'no' || wanted) history.note(deviceId, method, seen)
      log.verdict(
        seen || (ok && !wanted),
        verdictOf({
          method,
          others,
          steps: log.steps,
          accepted,
          session: seen ? 'seen' : wanted ? 'not-seen' : 'not-awaited',
          totalMs: log.totalMs,
        }),
      )
      return { ok, method, steps: log.steps, ...(session === undefined ? {} : { session }) }
    } finally {
      watch.end()
    }
  }

  function choose(deviceId: string, facts: ReachFacts, ip: string | null) {
    const { stun, xmpp } = options
    return chooseMethod(facts, {
      hasBinding: findDestination(facts, ip, stun.bindings, now() / 1000) !== null,
      hasXmppAccount: xmpp.account !== null,
      hasStunSocket: stun.address !== null,
      ...history.of(deviceId),
    })
  }

  async function callBy(
    method: ReachMethod,
    { deviceId, facts, ip }: { deviceId: string; facts: ReachFacts; ip: string | null },
    log: StepLog,
    watch: SessionWatch,
  ): Promise<CallOutcome> {
    const credentials = await options.credentialsOf(deviceId)
    const { stun, xmpp } = options
    switch (method) {
      case 'http':
        return callByHttp(facts.ConnectionRequestURL ?? null, {
          log,
          tap,
          timeoutMs,
          retryMs: options.retryMs,
          credentials,
          sessionCame: () => watch.called !== null || watch.other !== null,
        })
      case 'udp':
        return callByUdp({ log, deviceId, facts, ip, credentials, stun, recorder, now })
      case 'xmpp':
        return callByXmpp({ log, facts, credentials, xmpp, timeoutMs })
    }
  }

  return {
    async connectionRequest(deviceId, request = {}): Promise<ReachResult> {
      const log = new StepLog(now)
      const result = await run(deviceId, request, log)
      const { ok, method, steps } = result
      await recorder
        .event({ type: 'connection-request', at: now(), deviceId, method, ok, steps })
        // The recorder reports that it cannot write; the CPE was called all the same.
        .catch(() => undefined)
      return result
    },
  }
}

/** Waits for the session that was asked for, and says whether it came. */
async function awaitSession(
  watch: SessionWatch,
  log: StepLog,
  { waitMs = SESSION_MS }: ReachRequest,
  accepted: CallOutcome['accepted'],
): Promise<{ readonly seen: boolean; readonly afterMs: number } | undefined> {
  if (accepted === 'came') return { seen: true, afterMs: 0 }
  if (waitMs === 0) return undefined
  const startedAt = performance.now()
  await watch.wait(waitMs)
  const { called, other } = watch
  if (called !== null) {
    // It may have come before the answer was read to its end.
    const afterMs = Math.max(0, Math.round(Date.parse(called.startedAt) - log.startedAt / 1000))
    log.done(
      'session',
      `Its Inform with 6 CONNECTION REQUEST came ${durationText(afterMs)} after the call began.`,
    )
    return { seen: true, afterMs }
  }
  const afterMs = Math.round(performance.now() - startedAt)
  const meanwhile =
    other === null
      ? ''
      : ` A session with ${other.events.join(', ')} came meanwhile: it delivered what was queued, but it is no proof that the request arrived.`
  log.failed(
    'session',
    `No Inform with 6 CONNECTION REQUEST came within ${durationText(afterMs)}.${meanwhile} ${accepted === 'yes' ? 'The CPE said that it would come: it may report to another ACS, or fail to connect here.' : `A request by ${methodName('udp')} gets no answer: a NAT or firewall dropped it, or the CPE did not take its signature.`}`,
  )
  return { seen: false, afterMs }
}
