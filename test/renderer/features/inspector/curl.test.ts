import { describe, expect, it } from 'vitest'
import type { MessageDetail } from '../../../../src/contract/index.js'
import { curlOf } from '../../../../src/renderer/features/inspector/curl.js'

const message: MessageDetail = {
  id: 'c.1.q',
  sessionId: 's',
  index: 0,
  at: '2026-11-22T12:00:00.000Z',
  direction: 'cpe-to-acs',
  kind: 'request',
  rpc: 'Inform',
  cwmpId: '1',
  pairedWith: null,
  bytes: 10,
  summary: '',
  decoded: null,
  header: {},
  namespace: null,
  cwmpVersion: null,
  findings: [],
  explanation: '',
  http: {
    startLine: 'POST /acs HTTP/1.1',
    headers: [
      ['Host', '192.0.2.1:7547'],
      ['Authorization', 'Basic c2VjcmV0'],
      ['SOAPAction', '""'],
      ['Content-Length', '9'],
    ],
    remote: 'a',
    local: 'b',
    connection: 1,
    receivingMs: 1,
    tls: null,
  },
}

describe('a message as curl command', () => {
  it('sends the same body to the same place, quoted for the shell', () => {
    expect(curlOf(message, "<a>it's</a>")).toBe(
      [
        "curl -X POST 'http://192.0.2.1:7547/acs' \\",
        "  -H 'Authorization: …' \\",
        `  -H 'SOAPAction: ""' \\`,
        "  --data-binary '<a>it'\\''s</a>'",
      ].join('\n'),
    )
  })

  it('never holds credentials', () => {
    expect(curlOf(message, '')).not.toContain('c2VjcmV0')
  })

  it('is not there for a response', () => {
    expect(curlOf({ ...message, http: { ...message.http!, startLine: 'HTTP/1.1 200 OK' } }, '')).toBeNull()
  })
})
