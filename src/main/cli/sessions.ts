import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Session } from '../../contract/index.js'
import { UsageError } from './exit-status.js'
import { visible } from './visible.js'

/** Sessions read in one go. */
const pageSize = 1_000

export function register(program: Command): void {
  program
    .command('sessions')
    .description('list the sessions recorded in a capture, newest first')
    .argument('<capture>', 'the capture file; it may be in use by a running workbench')
    .option('--filter <expression>', 'only sessions that meet the filter')
    .option('--json', 'print one JSON document', false)
    .action(async (capture: string, options: { filter?: string; json: boolean }) => {
      const sessions = await readSessions(resolve(capture), options.filter).catch(pointedAt)
      process.stdout.write(options.json ? `${JSON.stringify({ items: sessions })}\n` : table(sessions))
    })
}

async function readSessions(path: string, filter: string | undefined): Promise<Session[]> {
  const [{ openCaptureForReading }, { sessionShape }] = await Promise.all([
    import('../engine/store/index.js'),
    import('../engine/api/index.js'),
  ])
  const { reader, close } = openCaptureForReading(path)
  try {
    const sessions: Session[] = []
    let cursor: string | undefined
    do {
      const page = await reader.sessions({ limit: pageSize, cursor, filter })
      sessions.push(...page.items.map(sessionShape))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    return sessions
  } finally {
    close()
  }
}

/** A mistake in the filter, with the place where it stands. */
function pointedAt(error: unknown): never {
  if (
    error instanceof Error &&
    error.name === 'QueryError' &&
    'offset' in error &&
    typeof error.offset === 'number'
  ) {
    throw new UsageError(`--filter, character ${error.offset + 1}: ${error.message}`, { cause: error })
  }
  throw error
}

/** One line a session: when, who, how it went. */
function table(sessions: readonly Session[]): string {
  if (sessions.length === 0) return 'No sessions.\n'
  return sessions
    .map((session) =>
      [
        session.startedAt,
        mark(session),
        (session.deviceId ?? '(not known)').padEnd(32),
        visible(session.events.join(', ')).padEnd(24),
        `${String(session.messages).padStart(4)} messages`,
        `${String(Math.round(session.durationMs)).padStart(6)} ms`,
        visible(session.verdict),
      ].join('  '),
    )
    .map((line) => `${line}\n`)
    .join('')
}

function mark({ state }: Session): string {
  switch (state) {
    case 'open':
      return 'open  '
    case 'done':
      return 'done  '
    case 'failed':
      return 'failed'
  }
}
