import { readFileSync, statSync } from 'node:fs'
import type { Command } from 'commander'
import type { RpcStruct, RpcValue } from '../../core/soap/index.js'
import type { DecodedMessage } from './decoded-message.js'
import { decodeFile } from './decoded-message.js'
import { ExitStatus } from './exit-status.js'
import { visible } from './visible.js'

/** Larger files are captures, not messages. */
const longestFile = 256 * 1024 * 1024

/** A file that could not be read, or has nothing to decode in it. */
interface FileProblem {
  readonly message: string
  /** 2: unreadable input; 1: read, but nothing in it could be recognised. */
  readonly status: 1 | 2
}

export function register(program: Command): void {
  program
    .command('decode')
    .description('decode SOAP envelopes and raw HTTP messages of CWMP')
    .argument('<files...>', 'files with an envelope, or with HTTP messages as text')
    .option('--json', 'print one JSON document', false)
    .action((files: string[], options: { json: boolean }) => {
      const messages: DecodedMessage[] = []
      let status: 0 | 1 | 2 = 0
      for (const file of files) {
        const read = readMessageFile(file)
        if ('status' in read) {
          process.stderr.write(`cwmp-workbench: ${read.message}\n`)
          status = status === 2 ? 2 : read.status
          continue
        }
        const decoded = decodeFile(file, read.bytes)
        const problem = unrecognised(file, read.bytes, decoded)
        if (problem !== null) process.stderr.write(`cwmp-workbench: ${problem}\n`)
        if (decoded.some((message) => !message.ok) && status === 0) status = 1
        messages.push(...decoded)
      }
      process.stdout.write(
        options.json ? `${JSON.stringify({ messages })}\n` : messages.map(describe).join('\n'),
      )
      if (status !== 0) throw new ExitStatus(status)
    })
}

function readMessageFile(file: string): { readonly bytes: Uint8Array } | FileProblem {
  try {
    const facts = statSync(file)
    if (facts.isDirectory()) {
      return {
        status: 2,
        message: `${file} is a directory; name the files in it (${file.replace(/\/$/, '')}/*).`,
      }
    }
    if (facts.size > longestFile) {
      return {
        status: 2,
        message: `${file} is larger than 256 MB; that is no message. Import a capture instead.`,
      }
    }
    const bytes = readFileSync(file)
    return bytes.length === 0
      ? { status: 2, message: `${file} is empty; there is nothing to decode.` }
      : { bytes }
  } catch (error) {
    return { status: 2, message: `${file} cannot be read: ${reason(error)}.` }
  }
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  switch (code) {
    case 'ENOENT':
      return 'there is no such file'
    case 'EACCES':
    case 'EPERM':
      return 'you have no permission to read it'
    default:
      return error instanceof Error ? error.message : String(error)
  }
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
function describe(message: DecodedMessage): string {
  const lines = [heading(message), `  ${visible(message.explanation)}`]
  if (message.fault !== null) {
    for (const { parameterName, code, string } of message.fault.parameters ?? []) {
      lines.push(`    ${visible(parameterName)}: ${code} ${visible(string)}`)
    }
  }
  lines.push(...describeStruct(message.decoded, '    '))
  for (const { severity, rule, line, column, message: text } of message.findings) {
    lines.push(`  ${severity} ${line ?? 1}:${column ?? 1} ${rule}: ${visible(text)}`)
  }
  return `${lines.join('\n')}\n`
}

function heading(message: DecodedMessage): string {
  const arrow =
    message.direction === 'cpe-to-acs' ? 'CPE → ACS' : message.direction === 'acs-to-cpe' ? 'ACS → CPE' : ''
  const http =
    message.http?.method ?? (message.http?.status === undefined ? '' : `HTTP ${message.http.status}`)
  const version = message.cwmpVersion === null ? '' : `CWMP ${message.cwmpVersion}`
  const id = message.cwmpId === null ? '' : `id ${visible(message.cwmpId)}`
  const name = `${message.rpc === null ? '' : `${visible(message.rpc)} `}${message.kind}`
  return [`${message.file}: ${name}`, arrow, http, version, id].filter((part) => part !== '').join('  ')
}

function describeStruct(struct: RpcStruct, indent: string): string[] {
  return Object.entries(struct).flatMap(([name, value]) => describeValue(visible(name), value, indent))
}

function describeValue(name: string, value: RpcValue, indent: string): string[] {
  if (typeof value === 'string') return [`${indent}${name}: ${visible(value)}`]
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
      `${indent}${visible(name)} = ${visible(value)}${typeof type === 'string' ? `  (${visible(type)})` : ''}`,
    ]
  }
  const parts = Object.entries(item)
  if (parts.every(([, part]) => typeof part === 'string')) {
    return [
      indent + parts.map(([key, part]) => `${visible(key)} ${visible(String(part))}`.trimEnd()).join('  '),
    ]
  }
  return [`${indent}-`, ...describeStruct(item, `${indent}  `)]
}

function isList(value: RpcValue): value is readonly RpcValue[] {
  return Array.isArray(value)
}
