import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runProgram } from '../../../src/main/cli/program.js'
import { CaptureStore, openCaptureFile } from '../../../src/main/engine/store/index.js'
import { Traffic } from '../../core/sessions/traffic.js'

const fixtures = join(import.meta.dirname, '../../fixtures/soap')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cwmp-lint-'))
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

interface Item {
  readonly file: string
  readonly rule: string
  readonly severity: string
  readonly message: string
  readonly reference: string
  readonly line?: number
  readonly fileLine?: number
  readonly messageNumber?: number
  readonly sessionNumber?: number
  readonly sessionId?: string
  readonly messageId?: string
}

async function lint(...args: string[]): Promise<Run> {
  let out = ''
  let err = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true))
  const status = await runProgram(['lint', ...args], { version: '0', pageFolder: '' })
  vi.restoreAllMocks()
  return { status, out, err }
}

async function lintJson(...args: string[]): Promise<{ status: number; items: Item[]; err: string }> {
  const { status, out, err } = await lint('--json', ...args)
  const { items }: { items: Item[] } = JSON.parse(out)
  return { status, items, err }
}

function made(name: string, content: string | Uint8Array): string {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

/** A capture as it was recorded, without anything that a projector made of it. */
function capture(make: (traffic: Traffic) => void): string {
  const path = join(folder, 'recorded.cwmp')
  const store = new CaptureStore(openCaptureFile({ path, mode: 'record' }))
  const traffic = new Traffic()
  make(traffic)
  store.append(traffic.facts.map((fact, index) => ({ seq: index + 1, ...fact })))
  store.close()
  return path
}

const envelope = (body: string): string =>
  `<?xml version="1.0"?>\n<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:e="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">\n<s:Header><cwmp:ID s:mustUnderstand="1">1</cwmp:ID></s:Header>\n<s:Body>${body}</s:Body></s:Envelope>`
const clean = envelope('<cwmp:RebootResponse></cwmp:RebootResponse>')

describe('lint of messages', () => {
  it('prints findings in the public shape, with file and line', async () => {
    const file = join(fixtures, 'inform-wrong-counts.xml')
    const { items, err } = await lintJson(file)
    expect(err).toBe('')
    expect(items).toContainEqual(
      expect.objectContaining({
        file,
        rule: 'array-count-mismatch',
        severity: 'warning',
        line: 8,
        fileLine: 8,
        messageNumber: 1,
        message: 'The arrayType of ParameterList says 16 members, but there are 2.',
      }),
    )
    for (const item of items) expect(item.reference).not.toBe('')
  })

  it('counts lines of a message in its file', async () => {
    const { items } = await lintJson(join(fixtures, 'session-lf.http'))
    const found = items.find(({ rule }) => rule === 'missing-forced-parameter')
    expect(found).toMatchObject({ line: 8, fileLine: 16, messageNumber: 1, sessionNumber: 1 })
    expect(found).not.toHaveProperty('sessionId')
  })

  it('ends with 0 where nothing is wrong, with 1 for errors, and for warnings if asked', async () => {
    const good = made('good.xml', clean)
    expect((await lint(good)).status).toBe(0)
    expect((await lint('--strict', good)).status).toBe(0)
    const warned = join(fixtures, 'inform-wrong-counts.xml')
    expect((await lint(warned)).status).toBe(0)
    expect((await lint('--strict', warned)).status).toBe(1)
    const wrong = join(fixtures, 'inform-truncated.xml')
    expect((await lint(wrong)).status).toBe(1)
    expect((await lint(good, wrong)).status).toBe(1)
  })

  it('shows people the place, and sums up', async () => {
    const { out } = await lint(join(fixtures, 'inform-wrong-counts.xml'), made('good.xml', clean))
    expect(out).toContain(
      [
        '    warning 8:31 array-count-mismatch',
        '      The arrayType of ParameterList says 16 members, but there are 2.',
        '        <ParameterList enc:arrayType="cwmp:ParameterValueStruct[16]">',
        '                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^',
      ].join('\n'),
    )
    expect(out).toContain('good.xml\n  Nothing to say.\n')
    expect(out).toMatch(/\n2 files, 2 messages, 0 sessions: \d+ errors?, \d+ warnings?, \d+ notes?\.\n$/)
  })

  it('says what the session of a file comes to, and judges it as one', async () => {
    const { out, status } = await lint(join(fixtures, 'session-crlf.http'))
    expect(status).toBe(1)
    expect(out).toContain(
      '  Session 1  A1B2C3-Box-SN%2D0001\n    The CPE called because its periodic inform interval was over',
    )
    expect(out).toContain('error cookie-not-returned')
  })

  it('lets no text of a CPE act on the terminal, and covers secrets near a finding', async () => {
    const body =
      '<cwmp:GetParameterValuesResponse><ParameterList e:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct><Name>Device.ManagementServer.Password</Name><Value xsi:type="xsd:nonsense">geheim\u001b[31m</Value></ParameterValueStruct></ParameterList></cwmp:GetParameterValuesResponse>'
    const { out } = await lint(made('secret.xml', envelope(body)))
    expect(out).toContain('illegal-character')
    expect(out).not.toContain('\u001b')
    expect(out).not.toContain('geheim')
  })

  it('judges parameters by a model that is given', async () => {
    const model = made(
      'box.csv',
      'Parameter,Object,Writable,Value,Value type\nDevice.X_LAB_Light,false,true,1,xsd:boolean\n',
    )
    const body =
      '<cwmp:GetParameterValuesResponse><ParameterList e:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct><Name>Device.X_LAB_Light</Name><Value xsi:type="xsd:string">on</Value></ParameterValueStruct></ParameterList></cwmp:GetParameterValuesResponse>'
    const file = made('light.xml', envelope(body))
    const before = (await lintJson(file)).items.length
    const { items } = await lintJson('--model', model, file)
    expect(items).toHaveLength(before + 1)
    expect(items.map(({ message }) => message).join()).toContain('it is boolean (box.csv Device.X_LAB_Light)')
  })
})

describe('lint of a capture', () => {
  it('judges it anew by the present rules and leaves it as it is', async () => {
    const path = capture((traffic) => traffic.session({ events: ['1 BOOT'] }))
    const { items, err } = await lintJson(path)
    expect(err).toBe('')
    expect(items.length).toBeGreaterThan(0)
    for (const item of items) {
      expect(item.file).toBe(path)
      expect(item.sessionId).toMatch(/^\w{8}\.1$/)
    }
    const { out } = await lint(path)
    expect(out).toContain('  00A0B1-Box-S1\n    The CPE started up; it ended the session normally.')
    expect(out).toMatch(/\n1 file, 4 messages, 1 session: .*\n$/)
  })

  it('says how a session broke off', async () => {
    const path = capture((traffic) => {
      const number = traffic.post('<html>no</html>')
      traffic.bind(number, 'connection')
      traffic.answer(400, 'What?')
      traffic.ended(number, 'protocol-error')
    })
    const { out, status } = await lint(path)
    expect(status).toBe(1)
    expect(out).toContain('The session failed: a message of the CPE could not be read')
  })
})

describe('what lint cannot read', () => {
  it('is said in one line, and ends with 2', async () => {
    const cases: readonly (readonly [string, string])[] = [
      [join(folder, 'none.xml'), 'there is no such file'],
      [folder, 'is a directory'],
      [made('empty.xml', ''), 'is empty'],
      [
        made('trace.pcapng', Uint8Array.from([0x0a, 0x0d, 0x0d, 0x0a, 0, 0, 0, 0])),
        'packet capture, which this version does not read yet',
      ],
      [
        made('trace.pcap', Uint8Array.from([0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0])),
        'packet capture, which this version does not read yet',
      ],
      [
        made('page.har', '{"log": {"version": "1.2", "entries": []}}'),
        'HAR file, which this version does not read yet',
      ],
      [
        made(
          'image',
          Uint8Array.from({ length: 5000 }, (_, index) => (index * 7) & 255),
        ),
        'is a binary file',
      ],
      [made('other.db', 'SQLite format 3\u0000 and something else'), 'other.db'],
    ]
    for (const [file, words] of cases) {
      const { status, err, items } = await lintJson(file)
      expect([file, status]).toEqual([file, 2])
      expect(items).toEqual([])
      expect(err).toContain(words)
      expect(err.trimEnd().split('\n')).toHaveLength(1)
    }
  })

  it('does not keep the other files from being judged', async () => {
    const { status, items } = await lintJson(
      join(folder, 'none.xml'),
      join(fixtures, 'inform-wrong-counts.xml'),
    )
    expect(status).toBe(2)
    expect(items.length).toBeGreaterThan(0)
  })

  it('a text without a message has an error finding', async () => {
    const { status, items } = await lintJson(made('page.html', '<html><body>hello</body></html>'))
    expect(status).toBe(1)
    expect(items.map(({ rule }) => rule)).toContain('no-envelope')
  })

  it('no file, an unknown rule and a model that is none are bad usage', async () => {
    for (const args of [
      [],
      ['--explain', 'nope'],
      ['--model', join(folder, 'none.xml'), join(fixtures, 'inform-bom.xml')],
    ]) {
      const { status, err } = await lint(...args)
      expect(status).toBe(2)
      expect(err.trimEnd().split('\n')).toHaveLength(1)
    }
  })
})

describe('the rules', () => {
  it('are listed', async () => {
    const { out, status } = await lint('--rules')
    expect(status).toBe(0)
    expect(out).toMatch(/^array-count-mismatch +warning +\S/m)
  })

  it('are explained', async () => {
    const { out, status } = await lint('--explain', 'array-count-mismatch')
    expect(status).toBe(0)
    expect(out).toContain('array-count-mismatch (warning)')
    expect(out).toContain('  Wrong:\n    <')
  })
})
