import type { Message, Session } from '../../src/contract/index.js'
import { bodies, envelope } from './envelopes.js'

/** One message of a scripted session: what was said, and when. */
interface Line {
  /** Milliseconds since the session began. */
  readonly after: number
  readonly from: 'cpe' | 'acs'
  readonly kind: Message['kind']
  readonly rpc: string | null
  readonly summary: string
  readonly body: string | null
  readonly bytes: number
  /** Which line it answers. */
  readonly answers?: number
  readonly status?: number
  readonly fault?: { readonly code: string; readonly string: string }
  /** It answers with another cwmp:ID than it was asked with. */
  readonly notEchoed?: boolean
}

function opening(events: readonly string[]): Line[] {
  const inform = {
    from: 'cpe',
    kind: 'request',
    rpc: 'Inform',
    body: bodies.inform(events),
    bytes: 2150,
  } as const
  return [
    { after: 0, ...inform, summary: events.join(', ') },
    line(3, 'acs', 'response', 'Inform', '', bodies.informResponse, 610, 0),
    {
      after: 44,
      from: 'cpe',
      kind: 'empty',
      rpc: null,
      summary: 'the CPE hands over',
      body: null,
      bytes: 180,
    },
  ]
}

function line(
  after: number,
  from: 'cpe' | 'acs',
  kind: Message['kind'],
  rpc: string | null,
  summary: string,
  body: string | null,
  bytes: number,
  answers?: number,
): Line {
  const status = from === 'acs' ? { status: body === null ? 204 : 200 } : {}
  return {
    after,
    from,
    kind,
    rpc,
    summary,
    body,
    bytes,
    ...status,
    ...(answers === undefined ? {} : { answers }),
  }
}

const WLAN = 'LANDevice.1.WLANConfiguration.'

/** What was said in a session that ended with a refused SetParameterValues. */
export function faultyConversation(events: readonly string[]): Line[] {
  return [
    ...opening(events),
    line(46, 'acs', 'request', 'GetParameterValues', WLAN, bodies.getValues, 720),
    line(
      1256,
      'cpe',
      'response',
      'GetParameterValues',
      '148 parameters',
      bodies.getValuesResponse,
      31_744,
      3,
    ),
    line(1260, 'acs', 'request', 'SetParameterValues', 'SSID, KeyPassphrase', bodies.setValues, 940),
    {
      ...line(
        1640,
        'cpe',
        'fault',
        'SetParameterValues',
        'Invalid arguments · KeyPassphrase 9007',
        bodies.fault,
        1130,
        5,
      ),
      fault: { code: '9003', string: 'Invalid arguments' },
      notEchoed: true,
    },
    line(1641, 'acs', 'request', 'SetParameterValues', 'SSID', bodies.setValues, 830),
    line(
      1853,
      'cpe',
      'response',
      'SetParameterValues',
      'Status 0, applied',
      bodies.setValuesResponse,
      510,
      7,
    ),
    line(1854, 'acs', 'empty', null, 'session over', null, 120),
  ]
}

/** What was said in a session in which all went well. */
export function plainConversation(events: readonly string[]): Line[] {
  return [
    ...opening(events),
    line(46, 'acs', 'request', 'GetParameterValues', WLAN, bodies.getValues, 720),
    line(412, 'cpe', 'response', 'GetParameterValues', '148 parameters', bodies.getValuesResponse, 31_744, 3),
    line(413, 'acs', 'empty', null, 'session over', null, 120),
  ]
}

/** The first messages of a session, as lists show them; `count` cuts a session that is still going on. */
export function messagesOf(session: Session, lines: readonly Line[], count = lines.length): Message[] {
  const ids = lines.map((_, index) => messageId(session, index))
  return lines.slice(0, count).map((each, index) => {
    const answer = lines.findIndex((other, place) => place < count && other.answers === index)
    const pair = each.answers ?? (answer < 0 ? undefined : answer)
    const asked = each.answers === undefined ? undefined : lines[each.answers]
    return {
      id: ids[index] ?? '',
      sessionId: session.id,
      index,
      at: new Date(Date.parse(session.startedAt) + each.after).toISOString(),
      direction: each.from === 'cpe' ? 'cpe-to-acs' : 'acs-to-cpe',
      kind: each.kind,
      rpc: each.rpc,
      cwmpId: each.body ? cwmpId(each, index) : null,
      pairedWith: pair === undefined ? null : (ids[pair] ?? null),
      ...(each.status === undefined ? {} : { httpStatus: each.status }),
      bytes: each.bytes,
      ...(asked ? { durationMs: each.after - asked.after } : {}),
      ...(each.fault ? { fault: each.fault } : {}),
      findings: each.notEchoed ? 1 : 0,
      summary: each.summary,
    }
  })
}

/** The body of a message as text; empty for an empty one. */
export function textOf(lines: readonly Line[], index: number): string {
  const each = lines[index]
  return each?.body ? envelope(cwmpId(each, index), each.body) : ''
}

function cwmpId(each: Line, index: number): string {
  return String(1800 + (each.answers ?? index))
}

function messageId(session: Session, index: number): string {
  const [capture = 'cap', exchange = '1'] = session.id.split('.')
  return `${capture}.${Number(exchange) + Math.floor(index / 2)}.${index % 2 === 0 ? 'q' : 'r'}`
}

export type Conversation = readonly Line[]
