import type { FilterFacts, MessageFacts, SessionFacts } from '../../../src/core/filter/index.js'

/** A message without anything remarkable, but for what is given. */
export function message(facts: Partial<MessageFacts> = {}): MessageFacts {
  return {
    rpc: null,
    direction: 'cpe-to-acs',
    kind: 'http',
    events: [],
    faultCodes: [],
    faultTexts: [],
    status: null,
    paths: [],
    values: [],
    commandKeys: [],
    rules: [],
    findings: { error: 0, warning: 0, info: 0 },
    marks: [],
    notes: [],
    bytes: 100,
    durationMs: null,
    at: Date.UTC(2026, 10, 22, 10, 0, 0),
    connection: 1,
    ...facts,
  }
}

export function session(facts: Partial<SessionFacts> = {}): SessionFacts {
  return {
    id: 'c0ffee.12',
    deviceId: '00259E-HG8245-48575443',
    state: 'done',
    outcome: 'completed',
    source: 'acs',
    addresses: ['192.168.1.20:49152'],
    durationMs: 1500,
    startedAt: Date.UTC(2026, 10, 22, 10, 0, 0),
    rules: [],
    findings: { error: 0, warning: 0, info: 0 },
    marks: [],
    notes: [],
    ...facts,
  }
}

export function sessionRow(
  messages: readonly MessageFacts[],
  facts: Partial<SessionFacts> = {},
): FilterFacts {
  return { row: 'session', session: session(facts), messages }
}

export function messageRow(facts: Partial<MessageFacts>, of: SessionFacts | null = session()): FilterFacts {
  return { row: 'message', session: of, message: message(facts) }
}
