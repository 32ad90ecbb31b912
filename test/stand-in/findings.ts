import type { Finding, Message, Session } from '../../src/contract/index.js'
import { lintMessage, ruleById, type Finding as LintFinding } from '../../src/core/lint/index.js'
import { readMessage } from '../../src/core/message/index.js'
import { decodeEnvelope } from '../../src/core/soap/index.js'
import { textOf, type Conversation } from './conversation.js'

/** HTTP head and body of a message, as on the wire. */
export function wireOf(message: Message, lines: Conversation): { head: Uint8Array; body: Uint8Array } {
  const body = new TextEncoder().encode(textOf(lines, message.index))
  const start =
    message.direction === 'cpe-to-acs' ? 'POST / HTTP/1.1' : `HTTP/1.1 ${message.httpStatus ?? 200} OK`
  const head = `${start}\r\nHost: 127.0.0.1:7547\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: ${body.length}\r\n\r\n`
  return { head: new TextEncoder().encode(head), body }
}

/** What is found in a message: by itself, truly; and what the script says of it in its session. */
export function findingsOfMessage(message: Message, lines: Conversation): Finding[] {
  const { direction, sessionId } = message
  const reading = readMessage(
    wireOf(message, lines),
    direction === 'cpe-to-acs'
      ? { side: 'request', complete: true }
      : { side: 'response', requestMethod: 'POST' },
  )
  const inSession = lines[message.index]?.notEchoed === true ? [notEchoed(textOf(lines, message.index))] : []
  return [...inSession, ...lintMessage({ ...reading, direction })].map((finding) => ({
    ...shapeOf(finding),
    messageId: message.id,
    ...(sessionId === null ? {} : { sessionId }),
  }))
}

/** What is wrong with a session as a whole. */
export function findingsOfSession({ id, outcome }: Session): Finding[] {
  if (outcome !== 'cookie-lost') return []
  const message = 'The POST does not return the cookie “session” that the ACS has set.'
  return [
    {
      rule: 'cookie-not-returned',
      severity: 'error',
      message,
      reference: ruleById.get('cookie-not-returned')?.reference ?? '',
      sessionId: id,
      fix: { kind: 'quirk', title: 'Set the cookie without a Path', quirk: { cookiePath: '' } },
    },
  ]
}

function notEchoed(text: string): LintFinding {
  const { document, header } = decodeEnvelope(text).source
  const element = document.firstChild(header)
  const offset = document.contentStart(element)
  return {
    rule: 'cwmp-id-not-echoed',
    severity: 'error',
    message: 'The request had another cwmp:ID. A CPE that answers with another one cannot be matched.',
    reference: 'TR-069a6 3.7.1.4',
    ...document.positionAt(offset),
    offset,
    length: document.contentEnd(element) - offset,
    fix: {
      kind: 'edit',
      title: 'Answer with the ID of the request',
      offset,
      length: document.contentEnd(element) - offset,
      text: '1803',
    },
  }
}

function shapeOf({ fix, ...finding }: LintFinding): Finding {
  return { ...finding, ...(fix === undefined ? {} : { fix }) }
}
