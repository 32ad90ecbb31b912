import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DecodedMessage } from '../../../src/main/cli/decoded-message.js'
import { runProgram } from '../../../src/main/cli/program.js'

const fixtures = join(import.meta.dirname, '../../fixtures/soap')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cwmp-decode-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

interface Run {
  readonly status: number
  readonly out: string
  readonly err: string
}

async function decode(...args: string[]): Promise<Run> {
  let out = ''
  let err = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true))
  const status = await runProgram(['decode', ...args], { version: '0', pageFolder: '' })
  vi.restoreAllMocks()
  return { status, out, err }
}

async function decodeJson(
  ...args: string[]
): Promise<{ status: number; messages: DecodedMessage[]; err: string }> {
  const { status, out, err } = await decode('--json', ...args)
  const { messages }: { messages: DecodedMessage[] } = JSON.parse(out)
  return { status, messages, err }
}

function made(name: string, content: string | Uint8Array): string {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

describe('decode of an envelope', () => {
  it('prints the public shape', async () => {
    const file = join(fixtures, 'inform-padded-counts.xml')
    const { status, messages, err } = await decodeJson(file)
    expect(status).toBe(0)
    expect(err).toBe('')
    expect(messages).toHaveLength(1)
    expect(messages[0]).toMatchObject({
      file,
      ok: true,
      kind: 'request',
      direction: 'cpe-to-acs',
      rpc: 'Inform',
      cwmpVersion: '1.0',
      namespace: 'urn:dslforum-org:cwmp-1-0',
      cwmpId: '42',
      header: { id: '42' },
      parameters: 2,
      fault: null,
    })
    expect(messages[0]?.findings).toContainEqual(
      expect.objectContaining({ rule: 'padded-array-count', severity: 'info', line: 6 }),
    )
  })

  it('gives several messages for several envelopes', async () => {
    const { status, messages } = await decodeJson(join(fixtures, 'two-envelopes.xml'))
    expect(status).toBe(0)
    expect(messages.map((message) => message.rpc)).toEqual(['Inform', 'GetRPCMethods'])
    expect(messages[1]?.findings.map((finding) => finding.rule)).toContain('several-envelopes')
  })

  it('tells people what it is, what it says and what is wrong', async () => {
    const { status, out } = await decode(join(fixtures, 'inform-wrong-counts.xml'))
    expect(status).toBe(0)
    expect(out).toContain('Inform request  CPE → ACS  CWMP 1.0  id 42')
    expect(out).toContain('The CPE reports 2 PERIODIC')
    expect(out).toContain('Device.DeviceInfo.SoftwareVersion = 1.2.3  (xsd:string)')
    expect(out).toContain(
      'warning 8:31 array-count-mismatch\n    The arrayType of ParameterList says 16 members, but there are 2.\n',
    )
  })

  it('makes control characters of a message visible', async () => {
    const text =
      '<cwmp:Reboot xmlns:cwmp="urn:dslforum-org:cwmp-1-0"><CommandKey>\u001b[31m\u202ered</CommandKey></cwmp:Reboot>'
    const { out } = await decode(made('reboot.xml', text))
    expect(out).toContain('\\u{1b}[31m\\u{202e}red')
    expect(out).not.toContain('\u001b')
  })
})

describe('decode of raw HTTP', () => {
  it.each(['session-crlf.http', 'session-lf.http'])('reads the whole session in %s', async (file) => {
    const { status, messages } = await decodeJson(join(fixtures, file))
    expect(status).toBe(0)
    expect(messages.map(({ kind, rpc, direction }) => [kind, rpc, direction])).toEqual([
      ['request', 'Inform', 'cpe-to-acs'],
      ['response', 'Inform', 'acs-to-cpe'],
      ['empty', null, 'cpe-to-acs'],
      ['request', 'Reboot', 'acs-to-cpe'],
      // The fault has the name of the request it answers.
      ['fault', 'Reboot', 'cpe-to-acs'],
      ['empty', null, 'acs-to-cpe'],
    ])
    expect(messages.every((message) => message.ok)).toBe(true)
    expect(messages[0]?.http).toMatchObject({ method: 'POST', headers: { Host: 'acs.example' } })
    expect(messages[1]?.http).toMatchObject({ status: 200, headers: { 'Set-Cookie': 'session=1, lb=2' } })
    expect(messages[0]?.parameters).toBe(2)
  })

  it('takes chunk framing off, also when its sizes do not fit any more', async () => {
    const { messages } = await decodeJson(join(fixtures, 'chunked.http'))
    expect(messages[0]).toMatchObject({ ok: true, rpc: 'Inform', parameters: 2 })
    // The file has bare line feeds; that is not the CPE's doing.
    const rules = messages[0]?.findings.map(({ rule }) => rule) ?? []
    expect(rules).not.toContain('http-body-unreadable')
    expect(rules).not.toContain('bare-line-feed')
  })

  it('finds the message that follows a body without a line end between them, as in a recorded stream', async () => {
    const request = '<Envelope><Body><cwmp:Reboot><CommandKey>k</CommandKey></cwmp:Reboot></Body></Envelope>'
    const answer = request.replaceAll('cwmp:Reboot', 'cwmp:RebootResponse')
    const http = (start: string, body: string) => `${start}\r\nContent-Length: ${body.length}\r\n\r\n${body}`
    const stream = [
      http('HTTP/1.1 200 OK', request),
      http('POST /acs HTTP/1.1', answer),
      http('HTTP/1.1 200 OK', request),
      http('POST /acs HTTP/1.1', ''),
      'HTTP/1.1 204 No Content\r\n\r\n',
    ]
    const { messages } = await decodeJson(made('stream.txt', stream.join('')))
    expect(messages.map(({ kind, rpc }) => [kind, rpc])).toEqual([
      ['request', 'Reboot'],
      ['response', 'Reboot'],
      ['request', 'Reboot'],
      ['empty', null],
      ['empty', null],
    ])
  })

  it('uses the charset of the header', async () => {
    const envelope =
      '<cwmp:Reboot xmlns:cwmp="urn:dslforum-org:cwmp-1-0"><CommandKey>\u00e4</CommandKey></cwmp:Reboot>'
    const text = `POST / HTTP/1.1\nContent-Type: text/xml; charset=ISO-8859-1\n\n${envelope}`
    const { messages } = await decodeJson(made('latin1.http', Buffer.from(text, 'latin1')))
    expect(messages[0]?.decoded).toEqual({ CommandKey: 'ä' })
  })

  it('takes 401, GET and a page for HTTP without CWMP, and skips 100 Continue', async () => {
    const text = [
      'GET / HTTP/1.1\r\nHost: x\r\n\r\n',
      'HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<html>no</html>\r\n',
      'HTTP/1.1 100 Continue\r\n\r\n',
      'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n',
    ].join('')
    const { status, messages } = await decodeJson(made('other.http', text))
    expect(status).toBe(0)
    expect(messages.map(({ kind, ok }) => [kind, ok])).toEqual([
      ['http', true],
      ['http', true],
      ['http', true],
    ])
  })
})

describe('what cannot be decoded', () => {
  const oneLine = (text: string): void => {
    expect(text.trimEnd().split('\n')).toHaveLength(1)
  }

  it('a message without a recognisable RPC ends with 1', async () => {
    const { status, messages, err } = await decodeJson(made('page.xml', '<html><body>hello</body></html>'))
    expect(status).toBe(1)
    expect(messages[0]).toMatchObject({ ok: false, rpc: null })
    expect(err).toContain('holds no CWMP message')
    oneLine(err)
  })

  it('a binary file ends with 1 and one line', async () => {
    const { status, err } = await decodeJson(
      made(
        'image',
        Uint8Array.from({ length: 5000 }, (_, index) => (index * 7) & 255),
      ),
    )
    expect(status).toBe(1)
    expect(err).toContain('is a binary file')
    oneLine(err)
  })

  it('a file that is not there, a directory and an empty file end with 2 and one line each', async () => {
    for (const [file, words] of [
      [join(folder, 'none.xml'), 'there is no such file'],
      [folder, 'is a directory'],
      [made('empty.xml', ''), 'is empty'],
    ] as const) {
      const { status, messages, err } = await decodeJson(file)
      expect(status).toBe(2)
      expect(messages).toEqual([])
      expect(err).toContain(words)
      expect(err).toContain(file)
      oneLine(err)
    }
  })

  it.skipIf(process.getuid?.() === 0)('a file without permission ends with 2', async () => {
    const file = made('secret.xml', 'x')
    chmodSync(file, 0)
    const { status, err } = await decodeJson(file)
    expect(status).toBe(2)
    expect(err).toContain('no permission')
  })

  it('one bad file does not keep the others from being decoded', async () => {
    const { status, messages } = await decodeJson(join(folder, 'none.xml'), join(fixtures, 'unknown-rpc.xml'))
    expect(status).toBe(2)
    expect(messages.map((message) => message.rpc)).toEqual(['FlyToTheMoon'])
  })

  it('no file at all is bad usage', async () => {
    const { status, err } = await decode()
    expect(status).toBe(2)
    expect(err).toContain('files')
  })
})
