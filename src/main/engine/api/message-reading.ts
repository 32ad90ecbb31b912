import { createHttpCutter, header, parseHead } from '../../../core/http/index.js'
import type { WireBytes } from '../../../core/http/message.js'
import { readMessage, type Reading, type ReadingOf } from '../../../core/message/index.js'
import type { MessageRecord } from '../../../core/sessions/index.js'
import { decodeXmlBytes } from '../../../core/xml/index.js'
import { inflate, type CaptureReader } from '../store/index.js'

/** What a recorded message says, read anew from its bytes: a better decoder improves old captures too. */
export async function readRecorded(
  reader: CaptureReader,
  record: MessageRecord,
  wire: WireBytes,
): Promise<Reading> {
  return readMessage(wire, await sideOf(reader, record, wire), inflate)
}

async function sideOf(reader: CaptureReader, record: MessageRecord, wire: WireBytes): Promise<ReadingOf> {
  if (record.direction === 'cpe-to-acs') return { side: 'request', complete: isComplete(wire) }
  const request = await reader.bytes(record.id.replace(/\.r$/, '.q'))
  return { side: 'response', requestMethod: (request && parseHead(request.head)?.method) ?? null }
}

/** Whether a request ended where its framing says. */
function isComplete({ head, body }: WireBytes): boolean {
  const cutter = createHttpCutter('request')
  const [message] = [...cutter.push(head), ...cutter.push(body)]
  return (message ?? cutter.end())?.complete ?? false
}

/** The characters of a body as the decoder sees them: offsets of findings are offsets in this text. */
export function bodyText({ head, body }: Reading): string {
  const contentType = (head && header(head, 'content-type')) ?? ''
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1]
  return decodeXmlBytes(body, charset).text
}
