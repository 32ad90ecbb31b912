import type { Command } from 'commander'
import { isSecretParameter } from '../../core/redact/index.js'
import type { RpcStruct, RpcValue } from '../../core/soap/index.js'
import { type DecodedMessage, type ReadMessage, readMessages, type ReadSession } from './decoded-message.js'
import { ExitStatus } from './exit-status.js'
import { coloured, findingLines } from './finding-lines.js'
import { readInputFile } from './message-file.js'
import { messageName } from './message-name.js'
import { visible } from './visible.js'

export function register(program: Command): void {
  program
    .command('decode')
    .description('decode SOAP envelopes and raw HTTP messages of CWMP')
    .argument('<files...>', 'files with an envelope, or with HTTP messages as text')
    .option('--json', 'print one JSON document', false)
    .action(async (files: string[], options: { json: boolean }) => {
      const { builtInDefinitions } = await import('../engine/definitions/index.js')
      const messages: DecodedMessage[] = []
      let status: 0 | 1 | 2 = 0
      for (const file of files) {
        const input = readInputFile(file)
        if (input.kind !== 'messages') {
          complain(
            input.kind === 'problem'
              ? input.message
              : `${file} is a capture; "cwmp-workbench sessions" lists what is in it, "cwmp-workbench lint" judges it.`,
          )
          status = 2
          continue
        }
        const read = readMessages(file, input.bytes, builtInDefinitions)
        const decoded = read.messages.map(({ message }) => message)
        const problem = unrecognised(file, input.bytes, decoded)
        if (problem !== null) complain(problem)
        if (decoded.some((message) => !message.ok) && status === 0) status = 1
        messages.push(...decoded)
        if (!options.json) {
          process.stdout.write(
            [...read.messages.map(describe), ...read.sessions.map(describeSession)].join('\n'),
          )
        }
      }
      if (options.json) process.stdout.write(`${JSON.stringify({ messages })}\n`)
      if (status !== 0) throw new ExitStatus(status)
    })
}

function complain(message: string): void {
  process.stderr.write(`cwmp-workbench: ${visible(message)}\n`)
}

/** One line for a file with nothing of CWMP in it at all. */
function unrecognised(file: string, bytes: Uint8Array, messages: readonly DecodedMessage[]): string | null {
  if (messages.some((message) => message.ok)) return null
  const what = bytes.subarray(0, 4096).includes(0) ? 'is a binary file' : 'holds no CWMP message'
  return messages.some((message) => message.namespace !== null)
    ? null
    : `${file} ${what}; decode reads SOAP envelopes and raw HTTP messages.`
}

/** A message for people: what it is, what it means, what it says, what is wrong with it. */
function describe({ message, text }: ReadMessage): string {
  const lines = [heading(message), `  ${visible(message.explanation)}`]
  if (message.fault !== null) {
    for (const { parameterName, code, string } of message.fault.parameters ?? []) {
      lines.push(`    ${visible(parameterName)}: ${visible(code)} ${visible(string)}`)
    }
  }
  lines.push(...describeStruct(message.decoded, '    '))
  const shown = { text: message.findings.length === 0 ? '' : text(), firstLine: message.bodyLine }
  lines.push(...message.findings.flatMap((finding) => findingLines(finding, shown, '  ')))
  return `${lines.join('\n')}\n`
}

/** What the messages of a file are together. */
function describeSession({ record, findings }: ReadSession): string {
  const shown = { text: '', firstLine: null }
  return [
    `${coloured('bold', 'Session')}  ${visible(record.verdict)}`,
    ...findings.flatMap((finding) => findingLines(finding, shown, '  ')),
    '',
  ].join('\n')
}

function heading(message: DecodedMessage): string {
  const name = messageName({ ...message, method: message.http?.method, status: message.http?.status })
  const version = message.cwmpVersion === null ? '' : `CWMP ${message.cwmpVersion}`
  const id = message.cwmpId === null ? '' : `id ${visible(message.cwmpId)}`
  return [coloured('bold', `${visible(message.file)}: ${name}`), version, id]
    .filter((part) => part !== '')
    .join('  ')
}

function describeStruct(struct: RpcStruct, indent: string): string[] {
  return Object.entries(struct).flatMap(([name, value]) => describeValue(visible(name), value, indent))
}

function describeValue(name: string, value: RpcValue, indent: string): string[] {
  if (typeof value === 'string') return [`${indent}${name}: ${shownValue(name, value)}`]
  if (!isList(value)) return [`${indent}${name}:`, ...describeStruct(value, `${indent}  `)]
  return [`${indent}${name}: ${value.length}`, ...value.flatMap((item) => describeItem(item, `${indent}  `))]
}

/** A member of a list on one line where that is possible. */
function describeItem(item: RpcValue, indent: string): string[] {
  if (typeof item === 'string') return [`${indent}${visible(item)}`]
  if (isList(item)) return item.flatMap((inner) => describeItem(inner, indent))
  const { Name: name, Value: value, Type: type, ...others } = item
  if (typeof name === 'string' && typeof value === 'string' && Object.keys(others).length === 0) {
    return [
      `${indent}${visible(name)} = ${shownValue(name, value)}${typeof type === 'string' ? `  (${visible(type)})` : ''}`,
    ]
  }
  const parts = Object.entries(item)
  if (parts.every(([, part]) => typeof part === 'string')) {
    return [
      indent +
        parts.map(([key, part]) => `${visible(key)} ${shownValue(key, String(part))}`.trimEnd()).join('  '),
    ]
  }
  return [`${indent}-`, ...describeStruct(item, `${indent}  `)]
}

/** Secrets are covered on a screen; `--json` has every value. */
function shownValue(name: string, value: string): string {
  return value !== '' && isSecretParameter(name) ? '•••' : visible(value)
}

function isList(value: RpcValue): value is readonly RpcValue[] {
  return Array.isArray(value)
}
