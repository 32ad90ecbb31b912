import { isSecretParameter } from '../redact/index.js'
import type { DecodedEnvelope, RpcStruct, RpcValue } from '../soap/message.js'
import { asStruct, count, isTrue, listAt, onOneLine, shortPath, structAt, textAt, texts } from './phrases.js'

/** Longest summary, in characters. */
const longest = 160

/** A few words that tell one message from its neighbours in a ladder; empty where its name says it all. */
export function summarise(envelope: DecodedEnvelope): string {
  return onOneLine(words(envelope), longest)
}

function words(envelope: DecodedEnvelope): string {
  const { decoded } = envelope
  switch (envelope.kind) {
    case 'fault':
      return faultSummary(envelope)
    case 'request':
      return (requests.get(envelope.rpc ?? '') ?? nothing)(decoded)
    case 'response':
      return (responses.get(envelope.rpc ?? '') ?? nothing)(decoded)
  }
}

type Summary = (args: RpcStruct) => string

const nothing: Summary = () => ''
const commandKey: Summary = (args) => textAt(args, 'CommandKey')
const status: Summary = (args) =>
  textAt(args, 'Status') === '1' ? 'not applied yet' : textAt(args, 'Status') === '0' ? 'done' : ''
const transferStatus: Summary = (args) =>
  textAt(args, 'Status') === '1' ? 'started' : textAt(args, 'Status') === '0' ? 'done' : ''
const objectName: Summary = (args) => shortPath(textAt(args, 'ObjectName'))
const fileType: Summary = (args) => textAt(args, 'FileType')

/** One path in words, several as a number. */
function paths(names: readonly string[]): string {
  const [only] = names
  if (only === undefined) return count(0, 'parameter')
  return names.length === 1 ? pathOrAll(only) : count(names.length, 'path')
}

function pathOrAll(path: string): string {
  return path === '' ? 'everything' : shortPath(path)
}

function parameters(args: RpcStruct): string {
  const list = listAt(args, 'ParameterList')
  return list.length === 1 ? shortPath(texts(list, 'Name')[0] ?? '') : count(list.length, 'parameter')
}

/** An assignment if there is one, else their number. */
function assignments(args: RpcStruct): string {
  const list = listAt(args, 'ParameterList')
  if (list.length !== 1) return count(list.length, 'parameter')
  const { Name, Value } = asStruct(list[0])
  const name = typeof Name === 'string' ? Name : ''
  if (isSecretParameter(name)) return shortPath(name)
  return `${shortPath(name)} = ${onOneLine(typeof Value === 'string' ? Value : '', 24)}`
}

function transferResult(fault: RpcStruct, key: string): string {
  const code = textAt(fault, 'FaultCode')
  const result = code === '' ? '' : code === '0' ? 'succeeded' : `failed ${code}`
  return [key, result].filter((part) => part !== '').join(' ')
}

function operations(list: readonly RpcValue[]): string {
  return texts(list, '$type')
    .map((type) => type.replace(/OpStruct$/, ''))
    .join(', ')
}

const requests: ReadonlyMap<string, Summary> = new Map([
  ['Inform', (args) => texts(listAt(args, 'Event'), 'EventCode').join(', ')],
  ['GetParameterValues', (args) => paths(texts(listAt(args, 'ParameterNames')))],
  ['GetParameterAttributes', (args) => paths(texts(listAt(args, 'ParameterNames')))],
  [
    'GetParameterNames',
    (args) =>
      `${pathOrAll(textAt(args, 'ParameterPath'))}${isTrue(textAt(args, 'NextLevel')) ? ' (next level)' : ''}`,
  ],
  ['SetParameterValues', assignments],
  ['SetParameterAttributes', parameters],
  ['AddObject', objectName],
  ['DeleteObject', objectName],
  ['Download', fileType],
  ['Upload', fileType],
  ['ScheduleDownload', fileType],
  ['RequestDownload', fileType],
  ['CancelTransfer', commandKey],
  ['Reboot', commandKey],
  ['ScheduleInform', (args) => `in ${textAt(args, 'DelaySeconds')} s`],
  ['TransferComplete', (args) => transferResult(structAt(args, 'FaultStruct'), textAt(args, 'CommandKey'))],
  [
    'AutonomousTransferComplete',
    (args) => transferResult(structAt(args, 'FaultStruct'), textAt(args, 'FileType')),
  ],
  ['ChangeDUState', (args) => operations(listAt(args, 'Operations'))],
  ['DUStateChangeComplete', (args) => count(listAt(args, 'Results').length, 'result')],
  ['AutonomousDUStateChangeComplete', (args) => count(listAt(args, 'Results').length, 'result')],
  ['GetOptions', (args) => textAt(args, 'OptionName')],
  ['SetVouchers', (args) => count(listAt(args, 'VoucherList').length, 'voucher')],
  ['Kicked', (args) => textAt(args, 'Command')],
])

const responses: ReadonlyMap<string, Summary> = new Map([
  ['GetRPCMethods', (args) => count(listAt(args, 'MethodList').length, 'method')],
  ['GetParameterValues', parameters],
  ['GetParameterNames', (args) => count(listAt(args, 'ParameterList').length, 'name')],
  ['GetParameterAttributes', parameters],
  ['SetParameterValues', status],
  ['AddObject', (args) => `instance ${textAt(args, 'InstanceNumber')}`],
  ['DeleteObject', status],
  ['Download', transferStatus],
  ['Upload', transferStatus],
  ['GetQueuedTransfers', (args) => count(listAt(args, 'TransferList').length, 'transfer')],
  ['GetAllQueuedTransfers', (args) => count(listAt(args, 'TransferList').length, 'transfer')],
  ['GetOptions', (args) => count(listAt(args, 'OptionList').length, 'option')],
  ['Kicked', (args) => textAt(args, 'NextURL')],
])

function faultSummary({ fault }: DecodedEnvelope): string {
  if (fault === undefined) return ''
  const [first, ...others] = fault.parameters ?? []
  const where =
    first === undefined
      ? ''
      : `: ${shortPath(first.parameterName)}${others.length > 0 ? ` and ${others.length} more` : ''}`
  return `${fault.code} ${fault.string}${where}`.trim()
}
