import { explainMessage, summarise } from '../../src/core/explain/index.js'
import { createHttpCutter } from '../../src/core/http/index.js'
import { lintMessage, type Finding } from '../../src/core/lint/index.js'
import { readMessage, type Reading } from '../../src/core/message/index.js'
import { decodeEnvelopes } from '../../src/core/soap/index.js'

const directions = ['cpe-to-acs', 'acs-to-cpe', null] as const

/**
 * Decodes, lints and explains whatever the bytes are, as an envelope and, where they look like it, as HTTP. Throws if
 * anything does, or if it is told of a place that is none.
 */
export function readEverything(bytes: Uint8Array): void {
  for (const envelope of decodeEnvelopes(bytes)) {
    const length = envelope.source.document.text.length
    for (const { rule, offset, length: extent } of envelope.issues) checkPlace(rule, offset, extent, length)
    const kind = envelope.ok ? envelope.kind : 'http'
    judge({ head: null, body: bytes, kind, envelope, framing: [] }, directions[bytes.length % 3] ?? null)
  }
  if (!looksLikeHttp(bytes)) return
  const cutter = createHttpCutter(bytes[0] === 0x48 ? 'response' : 'request')
  const wire = cutter.push(bytes)[0] ?? cutter.end()
  if (wire === null) return
  const isRequest = bytes[0] !== 0x48
  const reading = isRequest
    ? readMessage(wire, { side: 'request', complete: wire.complete })
    : readMessage(wire, { side: 'response', requestMethod: 'POST' })
  judge(reading, isRequest ? 'cpe-to-acs' : 'acs-to-cpe')
}

function judge(reading: Reading, direction: (typeof directions)[number]): void {
  const { envelope, kind } = reading
  if (envelope !== null) summarise(envelope)
  explainMessage(envelope, kind, reading.head ?? undefined)
  const length = envelope?.source.document.text.length ?? 0
  for (const finding of lintMessage({ ...reading, direction })) checkFinding(finding, length)
}

function checkFinding(finding: Finding, textLength: number): void {
  const { rule, message, offset, length, line, column, fix } = finding
  if (fix?.kind === 'edit') checkPlace(`The fix of ${rule}`, fix.offset, fix.length, textLength)
  if (message.length > 1000) throw new Error(`${rule} tells ${message.length} characters.`)
  if (offset === undefined) return
  checkPlace(rule, offset, length ?? 0, textLength)
  if (line === undefined || column === undefined || line < 1 || column < 1)
    throw new Error(`${rule} has no line.`)
}

function checkPlace(rule: string, offset: number, length: number, textLength: number): void {
  if (offset >= 0 && length >= 0 && offset + length <= textLength) return
  throw new Error(`${rule} tells the place ${offset}+${length} of a text of ${textLength}.`)
}

/** `POST / HTTP/1.1` or `HTTP/1.1 200 OK`. */
function looksLikeHttp(bytes: Uint8Array): boolean {
  const [first = 0] = bytes
  return first === 0x48 || first === 0x50 || first === 0x47
}
