import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runProgram } from '../../../src/main/cli/program.js'
import { inform, runSession } from '../../contract/raw-cpe.js'

interface Ready {
  readonly ready: boolean
  readonly acsUrl: string
  readonly acsTlsUrl: string | null
  readonly uiUrl: string | null
  readonly apiUrl: string
  readonly token: string
  readonly capture: string
  readonly pid: number
}

describe('command line', () => {
  let folder: string
  let output: string
  let complaints: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workbench-cli-'))
    output = ''
    complaints = ''
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      output += String(text)
      return true
    })
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      complaints += String(text)
      return true
    })
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    await rm(folder, { recursive: true })
  })

  const run = (...args: string[]) => runProgram(args, { version: '9.9.9', pageFolder: folder })

  it.each([
    ['no command', [], /^cwmp-workbench: No command given\. "cwmp-workbench --help" lists them\.\n$/],
    ['an unknown command', ['frobnicate'], /^cwmp-workbench: Unknown command 'frobnicate'\..*--help.*\n$/],
    ['a mistyped command', ['serv'], /^cwmp-workbench: Unknown command 'serv' \(Did you mean serve\?\).*\n$/],
    [
      'an unknown option',
      ['serve', '--nope'],
      /^cwmp-workbench: Unknown option '--nope'\. "cwmp-workbench serve --help".*\n$/,
    ],
    [
      'an option it does not have',
      ['serve', '--acs-ssl-port', '1'],
      /^cwmp-workbench: Unknown option '--acs-ssl-port'.*\n$/,
    ],
    [
      'a port that is none',
      ['serve', '--acs-port', '70000'],
      /^cwmp-workbench: .*'--acs-port <port>'.*0 \(any free one\) to 65535\..*\n$/,
    ],
    ['a token with spaces', ['serve', '--token', 'a b'], /^cwmp-workbench: .*no spaces\..*\n$/],
    ['a missing argument', ['sessions'], /^cwmp-workbench: Missing required argument 'capture'\..*\n$/],
    ['an argument too many', ['serve', 'now'], /^cwmp-workbench: Too many arguments.*\n$/],
  ])('refuses %s with one clear line and 2', async (_name, args, line) => {
    expect(await run(...args)).toBe(2)
    expect(complaints).toMatch(line)
    expect(output).toBe('')
  })

  it('tells its version and its commands', async () => {
    expect(await run('--version')).toBe(0)
    expect(output).toBe('9.9.9\n')
    output = ''
    expect(await run('--help')).toBe(0)
    for (const command of ['serve', 'simulate', 'sessions', 'decode', 'lint'])
      expect(output).toContain(`  ${command} `)
    expect(complaints).toBe('')
  })

  describe('serve', () => {
    const base = () => ['serve', '--acs-port', '0', '--ui-port', '0', '--workspace', folder]

    /** Starts serve, does something with it, ends it with a signal. */
    async function serve(
      args: readonly string[],
      use: (ready: Ready) => Promise<void>,
      signal: NodeJS.Signals = 'SIGTERM',
    ) {
      const listeners = process.listenerCount(signal)
      const done = run(...base(), ...args)
      await vi.waitFor(() => expect(output).toContain('\n'), { timeout: 10_000 })
      const lines = output.split('\n')
      expect(lines).toHaveLength(2)
      try {
        await use(JSON.parse(lines[0] ?? ''))
      } finally {
        process.emit(signal)
      }
      expect(await done).toBe(0)
      expect(process.listenerCount(signal)).toBe(listeners)
    }

    it.each(['SIGTERM', 'SIGINT'] as const)(
      'prints one line when it is ready and ends with 0 on %s',
      async (signal) => {
        await serve(
          [],
          async (ready) => {
            expect(ready).toEqual({
              ready: true,
              acsUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/),
              acsTlsUrl: null,
              fileUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/),
              stunAddress: null,
              uiUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/\?ticket=[\w-]{27}$/),
              apiUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/api$/),
              token: expect.stringMatching(/^[\w-]{27}$/),
              capture: join(folder, 'captures', 'capture.cwmp'),
              pid: process.pid,
            })
            const answer = await fetch(`${ready.apiUrl}/status`, {
              headers: { authorization: `Bearer ${ready.token}` },
            })
            expect(await answer.json()).toMatchObject({ acsUrl: ready.acsUrl, demo: false })
          },
          signal,
        )
      },
    )

    it('takes the token it is given, records into the file it is given, and can do without a page', async () => {
      const capture = join(folder, 'mine.cwmp')
      await serve(['--token', 's3cret', '--capture', capture, '--no-ui'], async (ready) => {
        expect(ready).toMatchObject({ token: 's3cret', capture, uiUrl: null })
        expect(
          (await fetch(`${ready.apiUrl}/status`, { headers: { authorization: 'Bearer s3cret' } })).status,
        ).toBe(200)
      })
    })

    it('starts the demo CPE when asked', async () => {
      await serve(['--demo'], async (ready) => {
        const headers = { authorization: `Bearer ${ready.token}` }
        const sessions = async () =>
          ((await (await fetch(`${ready.apiUrl}/sessions`, { headers })).json()) as { total: number }).total
        await expect.poll(sessions, { timeout: 10_000 }).toBeGreaterThan(0)
      })
    })

    it('ends although a page is watching and a CPE is connected', async () => {
      await serve([], async (ready) => {
        const events = await fetch(`${ready.apiUrl}/events`, {
          headers: { authorization: `Bearer ${ready.token}` },
        })
        await events.body?.getReader().read()
        await runSession(ready.acsUrl, inform())
      })
    })

    it.each(['--acs-port', '--ui-port'])(
      'says what to do when the port of %s is taken, and ends with 2',
      async (option) => {
        const taken = createServer()
        await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
        const { port } = taken.address() as AddressInfo
        try {
          expect(await run(...base(), option, String(port))).toBe(2)
        } finally {
          taken.close()
        }
        expect(complaints).toMatch(
          new RegExp(`^cwmp-workbench: .*${port}.*another program has (the|that) port.*${option}.*\n$`),
        )
        expect(output).toBe('')
      },
    )

    it('leaves a file that is no capture as it is, and ends with 2', async () => {
      const capture = join(folder, 'letter.txt')
      await writeFile(capture, 'Dear CPE,')
      expect(await run(...base(), '--capture', capture)).toBe(2)
      expect(complaints).toMatch(/^cwmp-workbench: .*letter\.txt is not a capture.*\n$/)
    })

    it('says that another workbench records into the capture', async () => {
      await serve([], async ({ capture }) => {
        output = ''
        expect(
          await run(
            'serve',
            '--acs-port',
            '0',
            '--ui-port',
            '0',
            '--workspace',
            join(folder, 'other'),
            '--capture',
            capture,
          ),
        ).toBe(2)
      })
      expect(complaints).toContain('capture.cwmp')
    })

    describe('sessions', () => {
      it('lists what was recorded, also while it is recorded', async () => {
        await serve([], async ({ acsUrl, capture }) => {
          await runSession(acsUrl, inform('1 BOOT'))
          // What a person reads lags a moment behind the journal while it is written.
          const listed = async () => {
            output = ''
            expect(await run('sessions', capture)).toBe(0)
            return output
          }
          await expect
            .poll(listed)
            .toMatch(/^20\S+Z {2}done {4}00E0FC-Raw-RAW%2D0001 .* 1 BOOT .* 4 messages .*\n$/)
          output = ''
          expect(await run('sessions', capture, '--filter', 'event:1 rpc:Inform', '--json')).toBe(0)
          expect(JSON.parse(output)).toEqual({
            items: [
              expect.objectContaining({
                deviceId: '00E0FC-Raw-RAW%2D0001',
                outcome: 'completed',
                messages: 4,
              }),
            ],
          })
          output = ''
          expect(await run('sessions', capture, '--filter', 'event:6')).toBe(0)
          expect(output).toBe('No sessions.\n')
        })
      })

      it('lets no text of a CPE act on the terminal', async () => {
        await serve([], async ({ acsUrl, capture }) => {
          await runSession(acsUrl, inform('1 BOOT\u001b]0;owned\u0007'))
          const listed = async () => {
            output = ''
            await run('sessions', capture)
            return output
          }
          await expect.poll(listed).toContain('1 BOOT\\u{1b}]0;owned\\u{7}')
          expect(output).not.toContain('\u001b')
        })
      })

      it('points at a mistake in the filter', async () => {
        await serve([], async ({ capture }) => {
          expect(await run('sessions', capture, '--filter', 'event:1 (')).toBe(2)
        })
        expect(complaints).toMatch(/^cwmp-workbench: --filter, character \d+: .*\n$/)
      })

      it('says when there is no such capture', async () => {
        expect(await run('sessions', join(folder, 'none.cwmp'))).toBe(2)
        expect(complaints).toMatch(/^cwmp-workbench: There is no capture at .*none\.cwmp.*\n$/)
      })
    })
  })
})
