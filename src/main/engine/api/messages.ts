import { explainMessage, type AnsweredRequest } from '../../../core/explain/index.js'
import type { MessageDetail } from '../../../contract/index.js'
import type { HttpHead, WireBytes } from '../../../core/http/message.js'
import type { MessageRecord } from '../../../core/sessions/index.js'
import type { ExchangeFacts } from '../store/index.js'
import { connectionTlsShape } from './acs-settings.js'
import type { ApiBase } from './base.js'
import { notFound } from './errors.js'
import { bodyText, readRecorded } from './message-reading.js'
import type { ApiServices } from './services.js'
import { findingShape, headerShape, messageShape, structShape } from './shapes.js'

export function messageProcedures(base: ApiBase, { reader }: ApiServices) {
  async function recorded(
    messageId: string,
  ): Promise<{ record: MessageRecord; wire: WireBytes & ExchangeFacts }> {
    const [record, wire] = await Promise.all([reader.message(messageId), reader.bytes(messageId)])
    if (!record || !wire) throw notFound(`Message "${messageId}"`)
    return { record, wire }
  }

  /** The request that a response or fault answers: what came is explained by what was asked for. */
  async function requestOf({ kind, pairedWith }: MessageRecord): Promise<AnsweredRequest | null> {
    if (pairedWith === null || (kind !== 'response' && kind !== 'fault')) return null
    const [record, wire] = await Promise.all([reader.message(pairedWith), reader.bytes(pairedWith)])
    if (!record || !wire) return null
    const { envelope } = await readRecorded(reader, record, wire)
    return envelope && { rpc: envelope.rpc, arguments: envelope.decoded }
  }

  return {
    get: base.messages.get.handler(async ({ input: { messageId } }): Promise<MessageDetail> => {
      const { record, wire } = await recorded(messageId)
      const { head, kind, envelope } = await readRecorded(reader, record, wire)
      const findings = await reader.messageFindings(messageId)
      const { findings: _count, ...message } = messageShape(record)
      return {
        ...message,
        decoded: envelope && structShape(envelope.decoded),
        header: headerShape(envelope?.header ?? {}),
        namespace: envelope?.namespace ?? null,
        cwmpVersion: envelope?.cwmpVersion ?? null,
        findings: findings.map(findingShape),
        explanation: explainMessage(envelope, kind, head ?? undefined, await requestOf(record)),
        http: head && httpShape(head, wire),
      }
    }),
    raw: base.messages.raw.handler(async ({ input: { messageId } }) => {
      // Nothing changes messages on their way yet, so what was acted on is what crossed the wire.
      const { wire } = await recorded(messageId)
      return new Blob([new Uint8Array(wire.head), new Uint8Array(wire.body)], {
        type: 'application/octet-stream',
      })
    }),
    text: base.messages.text.handler(async ({ input: { messageId } }) => {
      const { record, wire } = await recorded(messageId)
      const text = bodyText(await readRecorded(reader, record, wire))
      return { text, characters: text.length }
    }),
  }
}

function httpShape(head: HttpHead, facts: ExchangeFacts): MessageDetail['http'] {
  return {
    startLine: head.startLine,
    headers: head.headers.map(([name, value]) => [name, value]),
    remote: facts.remote,
    local: facts.local,
    connection: facts.connection,
    receivingMs: (facts.endedAt - facts.startedAt) / 1000,
    tls: facts.tls === undefined ? null : connectionTlsShape(facts.tls),
  }
}
