import type { SessionOutcome, Source } from '../journal/records.js'
import type { FindingCounts, MessageKind, SessionRecord } from '../sessions/records.js'
import type { Severity } from '../lint/index.js'
import type { MessageFacts, SessionFacts } from './facts.js'

/**
 * How a field compares: `text` contains, `code` is exact, `number` is an exact code that also compares;
 * sizes, durations and times compare, and a bare one covers all that shows like it.
 */
export type FieldKind = 'text' | 'code' | 'number' | 'size' | 'duration' | 'time'

export interface FieldDefinition {
  readonly kind: FieldKind
  /** How a sentence calls it. */
  readonly phrase: string
  /** One line for completions and documentation. */
  readonly about: string
  /** The only values it can have. */
  readonly choices?: readonly string[]
  ofMessage?(message: MessageFacts): readonly (string | number)[]
  ofSession?(session: SessionFacts): readonly (string | number)[]
  /** In a session list the session's own value counts alone; otherwise also those of its messages. */
  readonly sessionOnly?: true
}

const KINDS: readonly MessageKind[] = ['request', 'response', 'fault', 'empty', 'http']
const STATES: readonly SessionRecord['state'][] = ['open', 'done', 'failed']
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info']
const SOURCES: readonly Source[] = ['acs', 'proxy', 'simulator', 'import']
const OUTCOMES: readonly SessionOutcome[] = [
  'open',
  'completed',
  'timeout',
  'connection-closed',
  'cookie-lost',
  'inform-refused',
  'not-authenticated',
  'protocol-error',
  'superseded',
  'interrupted',
]

const table = {
  rpc: {
    kind: 'code',
    phrase: 'the RPC',
    about: 'RPC method, without Response: rpc:Inform',
    ofMessage: ({ rpc }) => present(rpc),
  },
  device: {
    kind: 'text',
    phrase: 'the device id',
    about: 'Part of the device id: device:00259E',
    ofSession: ({ deviceId }) => present(deviceId),
  },
  event: {
    kind: 'code',
    phrase: 'an event',
    about: 'Event code by number or name: event:1, event:"VALUE CHANGE", event:"M Reboot"',
    ofMessage: ({ events }) => events.flatMap(eventNames),
  },
  direction: {
    kind: 'code',
    phrase: 'the sender',
    about: 'Who sent it: cpe or acs',
    choices: ['cpe', 'acs'],
    ofMessage: ({ direction }) => [direction === 'cpe-to-acs' ? 'cpe' : 'acs'],
  },
  kind: {
    kind: 'code',
    phrase: 'the kind of message',
    about: 'request, response, fault, empty or http',
    choices: KINDS,
    ofMessage: ({ kind }) => [kind],
  },
  fault: {
    kind: 'number',
    phrase: 'a fault code',
    about: 'Fault code: fault:9005, fault:>=9800',
    ofMessage: ({ faultCodes }) => faultCodes,
  },
  status: {
    kind: 'number',
    phrase: 'the HTTP status',
    about: 'HTTP status: status:401, status:>=400',
    ofMessage: ({ status }) => present(status),
  },
  state: {
    kind: 'code',
    phrase: 'the state of the session',
    about: 'State of the session: open, done or failed',
    choices: STATES,
    ofSession: ({ state }) => [state],
  },
  outcome: {
    kind: 'code',
    phrase: 'the outcome of the session',
    about: 'How the session ended: completed, timeout, cookie-lost, …',
    choices: OUTCOMES,
    ofSession: ({ outcome }) => [outcome],
  },
  path: {
    kind: 'text',
    phrase: 'a parameter name',
    about: 'Part of a parameter name: path:SSID, path:Device.WiFi.*.Enable',
    ofMessage: ({ paths }) => paths,
  },
  value: {
    kind: 'text',
    phrase: 'a parameter value',
    about: 'Part of a parameter value',
    ofMessage: ({ values }) => values,
  },
  key: {
    kind: 'text',
    phrase: 'a CommandKey',
    about: 'Part of a CommandKey',
    ofMessage: ({ commandKeys }) => commandKeys,
  },
  rule: {
    kind: 'code',
    phrase: 'the rule of a finding',
    about: 'Rule that found something: rule:array-count-mismatch',
    ofMessage: ({ rules }) => rules,
    ofSession: ({ rules }) => rules,
  },
  severity: {
    kind: 'code',
    phrase: 'the severity of a finding',
    about: 'Severity of a finding: error, warning or info',
    choices: SEVERITIES,
    ofMessage: ({ findings }) => severitiesIn(findings),
    ofSession: ({ findings }) => severitiesIn(findings),
  },
  source: {
    kind: 'code',
    phrase: 'the source',
    about: 'Where it was recorded: acs, proxy, simulator or import',
    choices: SOURCES,
    ofSession: ({ source }) => [source],
  },
  session: {
    kind: 'code',
    phrase: 'the session',
    about: 'Session id, or its last part: session:12',
    ofSession: ({ id }) => [id, id.slice(id.lastIndexOf('.') + 1)],
  },
  connection: {
    kind: 'number',
    phrase: 'the number of the connection',
    about: 'Number of the TCP connection: connection:3',
    ofMessage: ({ connection }) => present(connection),
  },
  address: {
    kind: 'text',
    phrase: 'the address',
    about: 'Part of the remote address: address:192.168.1.',
    ofSession: ({ addresses }) => addresses,
  },
  mark: {
    kind: 'text',
    phrase: 'a mark',
    about: 'Part of a mark on the message or session',
    ofMessage: ({ marks }) => marks,
    ofSession: ({ marks }) => marks,
  },
  note: {
    kind: 'text',
    phrase: 'a note',
    about: 'Part of a note on the message or session',
    ofMessage: ({ notes }) => notes,
    ofSession: ({ notes }) => notes,
  },
  size: {
    kind: 'size',
    phrase: 'the size',
    about: 'Bytes of a message on the wire: size:>=64KB (KB = 1024)',
    ofMessage: ({ bytes }) => [bytes],
  },
  duration: {
    kind: 'duration',
    phrase: 'the duration',
    about: 'Time a session or an answer took: duration:>2s',
    ofMessage: ({ durationMs }) => present(durationMs),
    ofSession: ({ durationMs }) => [durationMs],
    sessionOnly: true,
  },
  time: {
    kind: 'time',
    phrase: 'the time',
    about: 'When it was, local unless a zone is given: time:>2026-11-22T10:00, time:2026-11-22',
    ofMessage: ({ at }) => [at],
    ofSession: ({ startedAt }) => [startedAt],
    sessionOnly: true,
  },
} as const satisfies Record<string, FieldDefinition>

export type FieldName = keyof typeof table

/** Every field of the language: parser, matcher, completions and documentation follow this table. */
export const filterFields: Readonly<Record<FieldName, FieldDefinition>> = table

export const fieldNames = Object.keys(table).filter(isFieldName)

export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(table, name)
}

function severitiesIn(findings: FindingCounts): readonly Severity[] {
  return SEVERITIES.filter((severity) => findings[severity] > 0)
}

/** `1 BOOT` is asked for as `1 BOOT`, `1` or `BOOT`. */
function eventNames(event: string): readonly string[] {
  const space = event.indexOf(' ')
  return space < 0 ? [event] : [event, event.slice(0, space), event.slice(space + 1)]
}

function present<T>(value: T | null): readonly T[] {
  return value === null ? [] : [value]
}
