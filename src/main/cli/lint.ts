import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { type DefinitionOf, type Finding, ruleById, rules } from '../../core/lint/index.js'
import { createDefinitions, definitionsOf, readModel } from '../../core/model/index.js'
import type { SessionRecord } from '../../core/sessions/index.js'
import { judgeCapture } from './capture-findings.js'
import { readMessages } from './decoded-message.js'
import { ExitStatus, UsageError } from './exit-status.js'
import { coloured, counted, fileLine, findingLines, type Shown } from './finding-lines.js'
import { readInputFile } from './message-file.js'
import { messageName } from './message-name.js'
import { visible } from './visible.js'

interface LintOptions {
  readonly json: boolean
  readonly strict: boolean
  readonly model?: string
  readonly rules: boolean
  readonly explain?: string
}

/** A finding as `lint --json` prints it: that of the API, and where in which file it is. */
interface LintItem extends Finding {
  readonly file: string
  /** Numbers in the file, from 1; of a capture the ids say it. */
  readonly messageNumber?: number
  readonly sessionNumber?: number
  /** Line in the file; `line` counts from the beginning of the message's body. */
  readonly fileLine?: number
}

/** A message or session with its findings, ready to be shown. */
interface Section {
  readonly heading: string
  /** Of a session: how it went. */
  readonly verdict?: string
  readonly findings: readonly Finding[]
  readonly shown: () => Shown
}

/** What linting one file gave. */
interface LintedFile {
  readonly file: string
  readonly messages: number
  readonly sessions: number
  readonly items: readonly LintItem[]
  readonly sections: readonly Section[]
}

export function register(program: Command): void {
  program
    .command('lint')
    .description('name what is wrong with CWMP messages, or in a capture as a whole')
    .argument('[files...]', 'SOAP envelopes, HTTP messages as text, or captures')
    .option('--json', 'print one JSON document', false)
    .option('--strict', 'end with 1 for warnings, too', false)
    .option('--model <file>', 'judge parameters by this data model (XML) or device dump (CSV, JSON) first')
    .option('--rules', 'list the rules', false)
    .option('--explain <rule>', 'say what a rule is about')
    .action(async (files: string[], options: LintOptions) => {
      if (options.explain !== undefined) return explainRule(options.explain)
      if (options.rules) return listRules()
      if (files.length === 0) {
        throw new UsageError('No file given. "cwmp-workbench lint --help" lists what there is.')
      }
      await lintFiles(files, options)
    })
}

async function lintFiles(files: readonly string[], options: LintOptions): Promise<void> {
  const definitionOf = await definitions(options.model)
  const linted: LintedFile[] = []
  let unreadable = false
  for (const file of files) {
    try {
      const result = await lintFile(file, definitionOf)
      linted.push(result)
      if (!options.json) process.stdout.write(sectionText(result))
    } catch (error) {
      if (!(error instanceof Error) || !['UsageError', 'CaptureError'].includes(error.name)) throw error
      process.stderr.write(`cwmp-workbench: ${visible(error.message)}\n`)
      unreadable = true
    }
  }
  const items = linted.flatMap((result) => result.items)
  process.stdout.write(options.json ? `${JSON.stringify({ items })}\n` : summary(linted, items))
  if (unreadable) throw new ExitStatus(2)
  if (items.some(({ severity }) => severity === 'error' || (options.strict && severity === 'warning'))) {
    throw new ExitStatus(1)
  }
}

async function lintFile(file: string, definitionOf: DefinitionOf): Promise<LintedFile> {
  const input = readInputFile(file)
  switch (input.kind) {
    case 'problem':
      throw new UsageError(input.message)
    case 'capture':
      return lintCapture(file, definitionOf)
    case 'messages':
      return lintMessages(file, input.bytes, definitionOf)
  }
}

function lintMessages(file: string, bytes: Uint8Array, definitionOf: DefinitionOf): LintedFile {
  const { messages, sessions } = readMessages(file, bytes, definitionOf)
  if (bytes.subarray(0, 4096).includes(0) && messages.every(({ message }) => !message.ok)) {
    throw new UsageError(
      `${file} is a binary file; lint reads SOAP envelopes, HTTP messages as text and captures of this program.`,
    )
  }
  const items: LintItem[] = []
  const ofMessages = messages.map(
    ({ message, text }, index): Section & { readonly session: number | null } => {
      for (const finding of message.findings) {
        const line = fileLine(finding, message.bodyLine)
        items.push({
          ...finding,
          file,
          messageNumber: index + 1,
          ...(message.session === null ? {} : { sessionNumber: message.session }),
          ...(line === undefined ? {} : { fileLine: line }),
        })
      }
      return {
        heading: `#${index + 1} ${messageName({ ...message, method: message.http?.method, status: message.http?.status })}`,
        findings: message.findings,
        shown: () => ({ text: text(), firstLine: message.bodyLine }),
        session: message.session,
      }
    },
  )
  const sections: Section[] = ofMessages.filter(({ session }) => session === null)
  for (const [index, { record, findings }] of sessions.entries()) {
    for (const { sessionId: _session, messageId: _message, ...finding } of findings) {
      items.push({ ...finding, file, sessionNumber: index + 1 })
    }
    sections.push(sessionSection(`Session ${index + 1}`, record, findings))
    sections.push(...ofMessages.filter(({ session }) => session === index + 1))
  }
  return { file, messages: messages.length, sessions: sessions.length, items, sections }
}

async function lintCapture(file: string, definitionOf: DefinitionOf): Promise<LintedFile> {
  const { messages, sessions, findings, textOf, close } = await judgeCapture(file, definitionOf)
  try {
    const items = findings.map((finding): LintItem => ({ ...finding, file }))
    const bySession = Map.groupBy(findings, ({ sessionId }) => sessionId ?? '')
    const sections: Section[] = []
    for (const [sessionId, ofSession] of bySession) {
      const record = sessions.get(sessionId)
      const byMessage = Map.groupBy(ofSession, ({ messageId }) => messageId ?? '')
      if (record !== undefined) {
        sections.push(sessionSection(`Session ${sessionId}`, record, byMessage.get('') ?? []))
      }
      for (const [messageId, ofMessage] of byMessage) {
        if (messageId === '' && record !== undefined) continue
        const message = messages.get(messageId)
        const name = message === undefined ? '' : messageName({ ...message, status: message.httpStatus })
        sections.push({
          heading: `${messageId} ${name}`,
          findings: ofMessage,
          // Read now: the capture is closed before anything is printed.
          shown: always({ text: textOf(messageId), firstLine: 1 }),
        })
      }
    }
    return { file, messages: messages.size, sessions: sessions.size, items, sections }
  } finally {
    close()
  }
}

const always =
  (shown: Shown): Section['shown'] =>
  () =>
    shown

/** A session's heading says how it went; its findings are those that belong to no message. */
function sessionSection(name: string, record: SessionRecord, findings: readonly Finding[]): Section {
  const device = record.deviceId === null ? '' : `  ${record.deviceId}`
  return {
    heading: `${name}${device}`,
    verdict: visible(record.verdict),
    findings,
    shown: always({ text: '', firstLine: null }),
  }
}

function sectionText({ file, sections }: LintedFile): string {
  const lines = sections.flatMap(({ heading, verdict, findings, shown }) => {
    if (findings.length === 0 && verdict === undefined) return []
    const text = findings.length === 0 ? { text: '', firstLine: null } : shown()
    return [
      `  ${coloured('bold', heading)}`,
      ...(verdict === undefined ? [] : [`    ${verdict}`]),
      ...findings.flatMap((finding) => findingLines(finding, text, '    ')),
      '',
    ]
  })
  return [coloured('bold', file), ...(lines.length === 0 ? ['  Nothing to say.', ''] : lines), ''].join('\n')
}

function summary(linted: readonly LintedFile[], items: readonly Finding[]): string {
  const sum = (number: (file: LintedFile) => number): number =>
    linted.reduce((total, file) => total + number(file), 0)
  const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`
  const what = [
    plural(linted.length, 'file'),
    plural(
      sum(({ messages }) => messages),
      'message',
    ),
    plural(
      sum(({ sessions }) => sessions),
      'session',
    ),
  ]
  return linted.length === 0 ? '' : `${what.join(', ')}: ${counted(items)}.\n`
}

/** The data models the program ships, and before them the one that was given. */
async function definitions(model: string | undefined): Promise<DefinitionOf> {
  const { builtInDefinitions } = await import('../engine/definitions/index.js')
  if (model === undefined) return builtInDefinitions
  const text = await readFile(model, 'utf8').catch(() => {
    throw new UsageError(
      `--model: ${model} cannot be read; name a data model (XML) or a device dump (CSV, JSON).`,
    )
  })
  const reading = readModel(text, basename(model))
  if (!reading.ok) throw new UsageError(`--model: ${reading.message}`)
  const own = createDefinitions([definitionsOf(reading.model)])
  return (path) => own(path) ?? builtInDefinitions(path)
}

function listRules(): void {
  const longest = Math.max(...rules.map(({ id }) => id.length))
  const lines = rules.map(
    ({ id, severity, title }) => `${id.padEnd(longest)}  ${severity.padEnd(7)}  ${title}`,
  )
  process.stdout.write(`${lines.join('\n')}\n`)
}

function explainRule(id: string): void {
  const rule = ruleById.get(id)
  if (rule === undefined) {
    throw new UsageError(
      `--explain: there is no rule "${visible(id)}". "cwmp-workbench lint --rules" lists them.`,
    )
  }
  const indented = (text: string): string => text.replaceAll(/^/gm, '    ')
  process.stdout.write(
    [
      `${coloured('bold', rule.id)} (${rule.severity})`,
      rule.title,
      '',
      rule.explanation,
      '',
      '  Wrong:',
      indented(rule.wrong),
      '  Right:',
      indented(rule.right),
      '',
      `  ${rule.reference}`,
      '',
    ].join('\n'),
  )
}
