import type { ApiBase } from './base.js'
import { notFound } from './errors.js'
import type { ApiServices } from './services.js'
import { readMessage, textOf } from './message-reading.js'
import { findingShape, headerShape, messageShape, structShape } from './shapes.js'

export function messageProcedures(base: ApiBase, { reader }: ApiServices) {
  async function wire(messageId: string) {
    const bytes = await reader.bytes(messageId)
    if (!bytes) throw notFound(`Message "${messageId}"`)
    return bytes
  }

  return {
    get: base.messages.get.handler(async ({ input: { messageId } }) => {
      const [record, bytes] = await Promise.all([reader.message(messageId), reader.bytes(messageId)])
      if (!record || !bytes) throw notFound(`Message "${messageId}"`)
      const { findings: _count, ...message } = messageShape(record)
      const { envelope, http, explanation } = readMessage(record, bytes)
      return {
        ...message,
        decoded: envelope && structShape(envelope.decoded),
        header: headerShape(envelope?.header ?? {}),
        namespace: envelope?.namespace ?? null,
        cwmpVersion: envelope?.cwmpVersion ?? null,
        findings: (envelope?.findings ?? []).map((finding) => ({
          ...findingShape(finding),
          messageId,
          ...(record.sessionId === null ? {} : { sessionId: record.sessionId }),
        })),
        explanation,
        http,
      }
    }),
    raw: base.messages.raw.handler(async ({ input: { messageId } }) => {
      // Nothing changes messages on their way yet, so what was acted on is what crossed the wire.
      const { head, body } = await wire(messageId)
      return new Blob([new Uint8Array(head), new Uint8Array(body)], { type: 'application/octet-stream' })
    }),
    text: base.messages.text.handler(async ({ input: { messageId } }) => {
      const text = textOf(await wire(messageId))
      return { text, characters: text.length }
    }),
  }
}
