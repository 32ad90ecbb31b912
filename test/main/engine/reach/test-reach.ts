import type { SessionRecord } from '../../../../src/core/sessions/records.js'
import { createCallHistory, createReach, type ReachOptions } from '../../../../src/main/engine/reach/index.js'
import { emptyStun, emptyXmpp } from '../../empty-reach.js'
import { memoryWorkspace } from '../rpcs/memory-workspace.js'
import { createMemoryRecorder } from '../wire/memory-recorder.js'

/** A reach by itself; a test replaces what it is about, and lets sessions come. */
export function createTestReach(options: Partial<ReachOptions> = {}) {
  const listeners = new Set<(session: SessionRecord) => void>()
  const reach = createReach({
    recorder: createMemoryRecorder(),
    known: async () => ({ facts: {}, ip: null }),
    credentialsOf: () => null,
    hasOpenSession: () => false,
    sessions: {
      onSession(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    stun: emptyStun.server,
    xmpp: emptyXmpp.link,
    history: createCallHistory(memoryWorkspace()),
    timeoutMs: 5000,
    retryMs: 10,
    ...options,
  })
  return {
    reach,
    /** How many look out for sessions. */
    watching: () => listeners.size,
    /** A session of the device begins now. */
    session(deviceId: string, events: readonly string[] = ['6 CONNECTION REQUEST'], startedAt = Date.now()) {
      for (const tell of [...listeners]) tell(sessionOf(deviceId, events, startedAt))
    },
  }
}

function sessionOf(deviceId: string, events: readonly string[], startedAt: number): SessionRecord {
  return {
    id: 'c.1',
    deviceId,
    startedAt: new Date(startedAt).toISOString(),
    endedAt: null,
    state: 'open',
    outcome: 'open',
    verdict: '',
    boundBy: 'cookie',
    cwmpVersion: '1.2',
    events,
    messages: 1,
    findings: { error: 0, warning: 0, info: 0 },
    durationMs: 0,
    source: 'acs',
  }
}
