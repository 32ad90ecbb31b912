import { explainMessage } from '../../core/explain/index.js'
import type { HttpHead } from '../../core/http/index.js'
import { rpcTable } from '../../core/rpc/index.js'
import type { MessageKind } from '../../core/message/index.js'
import type { Finding } from '../../core/lint/index.js'
import { lintMessage } from '../../core/lint/index.js'
import type { CwmpFault, DecodedEnvelope, RpcStruct, SoapHeader } from '../../core/soap/index.js'
import { decodeEnvelopes } from '../../core/soap/index.js'
import type { RawMessage } from './raw-messages.js'
import { findRawMessages } from './raw-messages.js'

/** One message as `decode --json` prints it; the shape is public. */
export interface DecodedMessage {
  readonly file: string
  readonly ok: boolean
  readonly kind: MessageKind
  readonly direction: 'cpe-to-acs' | 'acs-to-cpe' | null
  readonly rpc: string | null
  readonly cwmpVersion: string | null
  readonly namespace: string | null
  readonly cwmpId: string | null
  readonly header: SoapHeader
  readonly decoded: RpcStruct
  readonly parameters: number
  readonly fault: CwmpFault | null
  readonly http?: {
    readonly method?: string
    readonly status?: number
    readonly headers: Readonly<Record<string, string>>
  }
  readonly findings: readonly Finding[]
  readonly explanation: string
}

type Direction = DecodedMessage['direction']

/** Decodes everything in a file. */
export function decodeFile(file: string, bytes: Uint8Array): DecodedMessage[] {
  return nameFaults(findRawMessages(bytes).flatMap((message) => decodeRawMessage(file, message)))
}

function decodeRawMessage(file: string, message: RawMessage): DecodedMessage[] {
  const { head, body, charset } = message
  const http = head === null ? {} : { http: httpFacts(head) }
  if (head !== null && isBlank(body))
    return [withoutEnvelope(file, head, body, hasNoMeaning(head) ? 'http' : 'empty')]
  const envelopes = decodeEnvelopes(body, charset === undefined ? {} : { charset })
  const [first] = envelopes
  if (head !== null && hasNoMeaning(head) && first?.ok !== true)
    return [withoutEnvelope(file, head, body, 'http')]
  return envelopes.map((envelope) => {
    const kind: MessageKind = envelope.ok || head === null ? envelope.kind : 'http'
    const direction = head === null ? directionOf(envelope) : directionOfHead(head)
    return {
      file,
      ok: envelope.ok,
      kind,
      direction,
      rpc: envelope.rpc,
      cwmpVersion: envelope.cwmpVersion,
      namespace: envelope.namespace,
      cwmpId: envelope.header.id ?? null,
      header: envelope.header,
      decoded: envelope.decoded,
      parameters: envelope.parameters,
      fault: envelope.fault ?? null,
      ...http,
      findings: lintMessage({ head, body, kind, envelope, framing: [], direction }),
      explanation: explainMessage(envelope, kind, head ?? undefined),
    }
  })
}

/** An HTTP message that carries nothing of CWMP. */
function withoutEnvelope(
  file: string,
  head: HttpHead,
  body: Uint8Array,
  kind: 'empty' | 'http',
): DecodedMessage {
  const direction = directionOfHead(head)
  return {
    file,
    ok: true,
    kind,
    direction,
    rpc: null,
    cwmpVersion: null,
    namespace: null,
    cwmpId: null,
    header: {},
    decoded: {},
    parameters: 0,
    fault: null,
    http: httpFacts(head),
    findings: lintMessage({ head, body, kind, envelope: null, framing: [], direction }),
    explanation: explainMessage(null, kind, head),
  }
}

/** A connection request or a page, a challenge, a redirect, a refusal: no turn of a CWMP session. */
function hasNoMeaning(head: HttpHead): boolean {
  if (head.status !== undefined) return head.status !== 200 && head.status !== 204
  return head.method !== 'POST'
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x0a || byte === 0x0d || byte === 0x20 || byte === 0x09)
}

function httpFacts(head: HttpHead): NonNullable<DecodedMessage['http']> {
  const headers: Record<string, string> = {}
  for (const [name, value] of head.headers) {
    const present = Object.hasOwn(headers, name) ? `${headers[name] ?? ''}, ${value}` : value
    Object.defineProperty(headers, name, { value: present, enumerable: true, configurable: true })
  }
  return {
    ...(head.method === undefined ? {} : { method: head.method }),
    ...(head.status === undefined ? {} : { status: head.status }),
    headers,
  }
}

function directionOfHead(head: HttpHead): Direction {
  return head.status === undefined ? 'cpe-to-acs' : 'acs-to-cpe'
}

/** Of a bare envelope: who can have sent it. Null where either side can. */
function directionOf({ kind, rpc, fault }: DecodedEnvelope): Direction {
  if (kind === 'fault') {
    if (rpc === 'SetParameterValues' || fault?.code.startsWith('9') === true) return 'cpe-to-acs'
    return fault?.code.startsWith('8') === true ? 'acs-to-cpe' : null
  }
  const sender = rpcTable.get(rpc ?? '')?.sender
  if (sender === undefined || sender === 'both') return null
  return (sender === 'cpe') === (kind === 'request') ? 'cpe-to-acs' : 'acs-to-cpe'
}

/** A fault has the name of the request it answers, where that stands before it in the file. */
function nameFaults(messages: readonly DecodedMessage[]): DecodedMessage[] {
  const requests = new Map<string, string>()
  return messages.map((message) => {
    if (message.cwmpId === null || message.rpc === null) return message
    if (message.kind === 'request') requests.set(message.cwmpId, message.rpc)
    const asked = requests.get(message.cwmpId)
    return message.kind === 'fault' && message.rpc === 'Fault' && asked !== undefined
      ? { ...message, rpc: asked }
      : message
  })
}
