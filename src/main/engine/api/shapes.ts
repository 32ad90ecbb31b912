import type {
  Finding,
  HistoryItem,
  Message,
  MessageDetail,
  Parameter,
  Rpc,
  RpcValueInput,
  Session,
  TreeRow,
} from '../../../contract/index.js'
import type { MessageRecord, SessionRecord } from '../../../core/sessions/records.js'
import type { Finding as FindingRecord, Fix } from '../../../core/lint/index.js'
import type { QuirkProfile } from '../../../core/quirks/index.js'
import type { RpcStruct, RpcValue, SoapHeader } from '../../../core/soap/message.js'
import type {
  ParameterChange,
  ParameterRecord,
  TreeRow as TreeRowRecord,
} from '../../../core/tree/records.js'
import type { QueuedRpc } from '../workspace/types.js'
import { rpcHistoryShape } from './rpc-shape.js'

/*
 * Records as the contract shapes them. Each field is named, so that a record that learns something new
 * does not tell it to the world unasked.
 */

function isList(value: RpcValue): value is readonly RpcValue[] {
  return Array.isArray(value)
}

function valueShape(value: RpcValue): RpcValueInput {
  if (typeof value === 'string') return value
  return isList(value) ? value.map(valueShape) : structShape(value)
}

export function structShape(struct: RpcStruct): Record<string, RpcValueInput> {
  return Object.fromEntries(Object.entries(struct).map(([element, value]) => [element, valueShape(value)]))
}

export function sessionShape(record: SessionRecord): Session {
  return {
    id: record.id,
    deviceId: record.deviceId,
    startedAt: record.startedAt,
    endedAt: record.endedAt,
    state: record.state,
    outcome: record.outcome,
    verdict: record.verdict,
    boundBy: record.boundBy,
    cwmpVersion: record.cwmpVersion,
    events: [...record.events],
    messages: record.messages,
    findings: { ...record.findings },
    durationMs: record.durationMs,
    source: record.source,
  }
}

export function messageShape(record: MessageRecord): Message {
  return {
    id: record.id,
    sessionId: record.sessionId,
    index: record.index,
    at: record.at,
    direction: record.direction,
    kind: record.kind,
    rpc: record.rpc,
    cwmpId: record.cwmpId,
    pairedWith: record.pairedWith,
    ...(record.httpStatus === undefined ? {} : { httpStatus: record.httpStatus }),
    bytes: record.bytes,
    ...(record.durationMs === undefined ? {} : { durationMs: record.durationMs }),
    ...(record.fault === undefined
      ? {}
      : { fault: { code: record.fault.code, string: record.fault.string } }),
    findings: record.findings,
    summary: record.summary,
  }
}

export function rpcShape(rpc: QueuedRpc): Rpc {
  return {
    id: rpc.id,
    deviceId: rpc.deviceId,
    method: rpc.method,
    arguments: structShape(rpc.arguments),
    state: rpc.state,
    ...(rpc.result === undefined ? {} : { result: structShape(rpc.result) }),
    ...(rpc.fault === undefined
      ? {}
      : {
          fault: {
            code: rpc.fault.code,
            string: rpc.fault.string,
            ...(rpc.fault.parameters === undefined
              ? {}
              : { parameters: rpc.fault.parameters.map((parameter) => ({ ...parameter })) }),
          },
        }),
    messageIds: [...rpc.messageIds],
    createdAt: rpc.createdAt,
    ...(rpc.sentAt === undefined ? {} : { sentAt: rpc.sentAt }),
    ...(rpc.endedAt === undefined ? {} : { endedAt: rpc.endedAt }),
    ...(rpc.expiresAt === undefined ? {} : { expiresAt: rpc.expiresAt }),
    ...rpcHistoryShape(rpc),
  }
}

/** Text values in a result beyond which lists and events leave it out. */
const largeResult = 2_000

/**
 * An RPC for lists and events, which are summaries: a large result (a whole tree) is left out and is to be
 * had with the RPC itself.
 */
export function rpcSummaryShape({ result, ...rpc }: QueuedRpc): Rpc {
  return rpcShape(
    result === undefined || textsIn(result, largeResult) > largeResult ? rpc : { ...rpc, result },
  )
}

/** How many texts a value holds; counting ends soon after `enough`. */
function textsIn(value: RpcValue, enough: number): number {
  if (typeof value === 'string') return 1
  let count = 0
  for (const member of isList(value) ? value : Object.values(value)) {
    count += textsIn(member, enough)
    if (count > enough) break
  }
  return count
}

export function parameterShape(record: ParameterRecord): Parameter {
  return {
    path: record.path,
    value: record.value,
    type: record.type,
    writable: record.writable,
    notification: record.notification,
    source: record.source,
    updatedAt: record.updatedAt,
    messageId: record.messageId,
    state: record.state,
  }
}

export function treeRowShape(row: TreeRowRecord): TreeRow {
  return {
    ...parameterShape(row),
    name: row.name,
    isObject: row.isObject,
    level: row.level,
    positionInSet: row.positionInSet,
    setSize: row.setSize,
    expanded: row.expanded,
    childCount: row.childCount,
    coverage: row.coverage,
  }
}

export function historyShape(change: ParameterChange): HistoryItem {
  return {
    value: change.value ?? null,
    type: change.type ?? null,
    at: change.at,
    messageId: change.messageId,
    cause: change.cause,
  }
}

export function findingShape(finding: FindingRecord): Finding {
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    reference: finding.reference,
    ...(finding.sessionId === undefined ? {} : { sessionId: finding.sessionId }),
    ...(finding.messageId === undefined ? {} : { messageId: finding.messageId }),
    ...(finding.line === undefined ? {} : { line: finding.line }),
    ...(finding.column === undefined ? {} : { column: finding.column }),
    ...(finding.offset === undefined ? {} : { offset: finding.offset }),
    ...(finding.length === undefined ? {} : { length: finding.length }),
    ...(finding.fix === undefined ? {} : { fix: fixShape(finding.fix) }),
  }
}

export function quirksShape({ prefixes, ...quirks }: Partial<QuirkProfile>): Partial<QuirkProfile> {
  return { ...quirks, ...(prefixes === undefined ? {} : { prefixes: { ...prefixes } }) }
}

function fixShape(fix: Fix): NonNullable<Finding['fix']> {
  switch (fix.kind) {
    case 'edit':
      return { kind: 'edit', title: fix.title, offset: fix.offset, length: fix.length, text: fix.text }
    case 'quirk':
      return { kind: 'quirk', title: fix.title, quirk: quirksShape(fix.quirk) }
  }
}

export function headerShape(header: SoapHeader): MessageDetail['header'] {
  return {
    ...(header.id === undefined ? {} : { id: header.id }),
    ...(header.holdRequests === undefined ? {} : { holdRequests: header.holdRequests }),
    ...(header.sessionTimeout === undefined ? {} : { sessionTimeout: header.sessionTimeout }),
    ...(header.supportedCwmpVersions === undefined
      ? {}
      : { supportedCwmpVersions: [...header.supportedCwmpVersions] }),
    ...(header.useCwmpVersion === undefined ? {} : { useCwmpVersion: header.useCwmpVersion }),
    ...(header.noMoreRequests === undefined ? {} : { noMoreRequests: header.noMoreRequests }),
  }
}
