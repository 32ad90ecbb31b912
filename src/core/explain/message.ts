import type { HttpHead } from '../http/message.js'
import { isSecretParameter } from '../redact/index.js'
import { rpcTable } from '../rpc/index.js'
import type { MessageKind } from '../sessions/records.js'
import type { DecodedEnvelope, RpcStruct } from '../soap/message.js'
import { eventMeaning } from './events.js'
import { faultMeaning } from './faults.js'
import {
  asStruct,
  count,
  isTrue,
  join,
  listAt,
  onOneLine,
  quote,
  structAt,
  textAt,
  texts,
} from './phrases.js'

/** Longest explanation, in characters: names and URLs in it come off the wire. */
const longest = 500

/** Says in one or two sentences what a message is about, for a support engineer. */
export function explainMessage(envelope: DecodedEnvelope | null, kind: MessageKind, http?: HttpHead): string {
  return onOneLine(explain(envelope, kind, http), longest)
}

function explain(envelope: DecodedEnvelope | null, kind: MessageKind, http: HttpHead | undefined): string {
  if (kind === 'empty') return explainEmpty(http)
  if (kind === 'http' || envelope === null) return explainHttp(http)
  if (!envelope.ok)
    return 'Nothing in this message could be recognised as a CWMP method. The findings say what stands in the way.'
  return [explainEnvelope(envelope), incomplete(envelope)].filter((sentence) => sentence !== '').join(' ')
}

function explainEmpty(http: HttpHead | undefined): string {
  if (http?.status !== undefined)
    return 'The ACS has nothing (more) to ask: with this empty answer it lets the session end.'
  if (http?.method !== undefined)
    return 'The CPE has nothing more to say and gives the ACS its turn (empty POST).'
  return 'An empty message: its sender has nothing to say at this point of the session.'
}

function explainHttp(http: HttpHead | undefined): string {
  if (http?.status !== undefined) return explainStatus(http.status)
  switch (http?.method) {
    case undefined:
      return 'This is no readable HTTP message.'
    case 'GET':
      return 'A GET: a browser or a connection request, not a CWMP message.'
    case 'POST':
      return 'A POST whose content is not a CWMP message.'
    default:
      return `A ${http?.method ?? ''} request, which CWMP does not use.`
  }
}

function explainStatus(status: number): string {
  switch (status) {
    case 100:
      return 'The ACS tells the CPE to go on and send the body of its request.'
    case 401:
      return 'The ACS asks the CPE for its user name and password; the CPE is expected to send the same request again with them.'
    case 403:
      return 'The ACS refuses the CPE.'
    case 404:
      return 'There is nothing at this URL: the ACS URL set in the CPE may be wrong.'
    case 413:
      return 'The message was larger than the ACS accepts; the session fails.'
    case 415:
      return 'The ACS cannot read this content coding; the CPE is to send without compression.'
    case 503:
      return 'The peer is busy at the moment.'
    default:
  }
  if (status >= 300 && status < 400) return 'The ACS sends the CPE to another URL for this session.'
  if (status >= 400) return `HTTP status ${status}: the request failed, and with it the session.`
  return `HTTP status ${status} without a CWMP message.`
}

/** The message broke off: said once, in words, beside the finding. */
function incomplete(envelope: DecodedEnvelope): string {
  const truncated = envelope.issues.some((issue) => issue.rule === 'truncated')
  return truncated ? 'The message breaks off; this is what could be read of it.' : ''
}

function explainEnvelope(envelope: DecodedEnvelope): string {
  const rpc = envelope.rpc ?? ''
  switch (envelope.kind) {
    case 'fault':
      return explainFault(envelope)
    case 'request':
      return (
        requests.get(rpc)?.(envelope.decoded) ??
        rpcTable.get(rpc)?.meaning ??
        `Calls the method ${rpc}, which CWMP does not define.`
      )
    case 'response':
      return responses.get(rpc)?.(envelope.decoded) ?? `Confirms the ${rpc}.`
  }
}

function explainFault({ fault }: DecodedEnvelope): string {
  if (fault === undefined) return 'A fault without content.'
  const meaning = faultMeaning(fault.code)
  const said = fault.string === '' ? '' : ` ${quote(fault.string)}`
  const sentence = `Fault ${fault.code}${said}${meaning === null ? '' : `: ${meaning}`}.`
  const parameters = fault.parameters ?? []
  if (parameters.length === 0) return sentence
  const reasons = parameters.map(
    ({ parameterName, code }) => `${parameterName} (${code}, ${faultMeaning(code) ?? 'no known code'})`,
  )
  return `${sentence} None of the values was set; refused were ${join(reasons, 3)}.`
}

type Explanation = (args: RpcStruct) => string

function withKey(args: RpcStruct): string {
  const key = textAt(args, 'CommandKey')
  return key === '' ? '' : ` with the CommandKey ${quote(key)}`
}

function pathWords(paths: readonly string[]): string {
  if (paths.length === 0) return 'nothing'
  return join(
    paths.map((path) =>
      path === '' ? 'the whole tree' : path.endsWith('.') ? `everything below ${path}` : path,
    ),
  )
}

function values(args: RpcStruct): string {
  const list = listAt(args, 'ParameterList')
  const shown = list.map((item) => {
    const name = textAt(asStruct(item), 'Name')
    // Sentences are read aloud, projected and pasted into tickets; whoever needs the secret looks at the message itself.
    return `${name} to ${isSecretParameter(name) ? 'a secret value' : quote(textAt(asStruct(item), 'Value'))}`
  })
  return list.length > 3 ? count(list.length, 'parameter') : join(shown)
}

function explainInform(args: RpcStruct): string {
  const events = texts(listAt(args, 'Event'), 'EventCode')
  const parameters = listAt(args, 'ParameterList').length
  const reported =
    events.length === 0
      ? 'The CPE opens a session without naming an event'
      : `The CPE reports ${join(events, 6)}`
  const [only] = events
  const reason = events.length === 1 && only !== undefined ? eventMeaning(only)?.because : undefined
  const why = reason === undefined ? '' : ` (${reason})`
  const come = parameters === 1 ? '1 parameter comes' : `${parameters} parameters come`
  const retries = Number(textAt(args, 'RetryCount'))
  const tried = retries > 0 ? ` It has tried ${count(retries, 'time')} before without success.` : ''
  return `${reported}${why}; ${come} with it.${tried}`
}

function transferEnd(fault: RpcStruct): string {
  const code = textAt(fault, 'FaultCode')
  if (code === '0') return 'has ended well'
  if (code === '') return 'has ended, without saying how'
  const meaning = faultMeaning(code)
  return `has failed with ${code}${meaning === null ? '' : ` (${meaning})`}`
}

function delay(args: RpcStruct): string {
  const seconds = textAt(args, 'DelaySeconds')
  return seconds === '' || seconds === '0' ? '' : `, ${seconds} seconds from now`
}

const applied: Explanation = (args) =>
  textAt(args, 'Status') === '1'
    ? 'The CPE accepted it, but has not applied it yet (status 1); a restart may be needed.'
    : 'The CPE has done and applied it.'

const transferAnswer: Explanation = (args) =>
  textAt(args, 'Status') === '1'
    ? 'The CPE has taken on the transfer; a TransferComplete will tell how it ended.'
    : 'The CPE has finished the transfer already; no TransferComplete will follow.'

const requests: ReadonlyMap<string, Explanation> = new Map<string, Explanation>([
  ['Inform', explainInform],
  ['GetRPCMethods', () => 'Asks the other side which RPCs it supports.'],
  [
    'GetParameterValues',
    (args) => `The ACS asks for the values of ${pathWords(texts(listAt(args, 'ParameterNames')))}.`,
  ],
  [
    'GetParameterAttributes',
    (args) =>
      `The ACS asks for the notification settings of ${pathWords(texts(listAt(args, 'ParameterNames')))}.`,
  ],
  [
    'GetParameterNames',
    (args) => {
      const path = textAt(args, 'ParameterPath')
      const where = path === '' ? 'the root of the tree' : path
      const depth = isTrue(textAt(args, 'NextLevel')) ? 'directly' : 'at any depth'
      return `The ACS asks which objects and parameters there are ${depth} below ${where}.`
    },
  ],
  ['SetParameterValues', (args) => `The ACS sets ${values(args)}.`],
  [
    'SetParameterAttributes',
    (args) =>
      `The ACS changes the notification settings of ${pathWords(texts(listAt(args, 'ParameterList'), 'Name'))}.`,
  ],
  [
    'AddObject',
    (args) =>
      `The ACS asks for a new instance of ${textAt(args, 'ObjectName') || 'a table it does not name.'}`,
  ],
  ['DeleteObject', (args) => `The ACS removes ${textAt(args, 'ObjectName')} and everything below it.`],
  [
    'Download',
    (args) =>
      `The ACS tells the CPE to fetch ${quote(textAt(args, 'FileType'))} from ${textAt(args, 'URL')}${withKey(args)}${delay(args)}.`,
  ],
  [
    'Upload',
    (args) =>
      `The ACS tells the CPE to send ${quote(textAt(args, 'FileType'))} to ${textAt(args, 'URL')}${withKey(args)}${delay(args)}.`,
  ],
  [
    'ScheduleDownload',
    (args) =>
      `The ACS tells the CPE to fetch ${quote(textAt(args, 'FileType'))} from ${textAt(args, 'URL')}${withKey(args)} within ${count(listAt(args, 'TimeWindowList').length, 'time window')}.`,
  ],
  ['CancelTransfer', (args) => `The ACS calls off the transfer${withKey(args)}.`],
  ['Reboot', (args) => `The ACS tells the CPE to restart after the session${withKey(args)}.`],
  ['FactoryReset', () => 'The ACS resets the CPE to factory defaults after the session.'],
  [
    'ScheduleInform',
    (args) =>
      `The ACS asks the CPE to call again in ${textAt(args, 'DelaySeconds')} seconds${withKey(args)}.`,
  ],
  [
    'TransferComplete',
    (args) =>
      `The CPE reports that the transfer${withKey(args)} ${transferEnd(structAt(args, 'FaultStruct'))}.`,
  ],
  [
    'AutonomousTransferComplete',
    (args) =>
      `The CPE reports that a transfer of ${quote(textAt(args, 'FileType'))} that the ACS had not asked for ${transferEnd(structAt(args, 'FaultStruct'))}.`,
  ],
  ['RequestDownload', (args) => `The CPE asks to be sent ${quote(textAt(args, 'FileType'))}.`],
  [
    'ChangeDUState',
    (args) =>
      `The ACS orders ${count(listAt(args, 'Operations').length, 'operation')} on software modules${withKey(args)}.`,
  ],
  [
    'DUStateChangeComplete',
    (args) =>
      `The CPE reports ${count(listAt(args, 'Results').length, 'result')} of operations on software modules${withKey(args)}.`,
  ],
])

const responses: ReadonlyMap<string, Explanation> = new Map<string, Explanation>([
  ['Inform', () => 'The ACS has accepted the Inform; the session is open.'],
  ['GetRPCMethods', (args) => `${count(listAt(args, 'MethodList').length, 'method')} are supported.`],
  ['GetParameterValues', (args) => `The CPE gives ${count(listAt(args, 'ParameterList').length, 'value')}.`],
  [
    'GetParameterNames',
    (args) =>
      `The CPE names ${count(listAt(args, 'ParameterList').length, 'object or parameter', 'objects and parameters')}.`,
  ],
  [
    'GetParameterAttributes',
    (args) =>
      `The CPE gives the notification settings of ${count(listAt(args, 'ParameterList').length, 'parameter')}.`,
  ],
  ['SetParameterValues', applied],
  ['SetParameterAttributes', () => 'The CPE has changed the notification settings.'],
  [
    'AddObject',
    (args) =>
      `The CPE has created instance ${textAt(args, 'InstanceNumber')}${textAt(args, 'Status') === '1' ? '; it is not in effect yet' : ''}.`,
  ],
  ['DeleteObject', applied],
  ['Download', transferAnswer],
  ['Upload', transferAnswer],
  ['Reboot', () => 'The CPE will restart once the session has ended.'],
  ['FactoryReset', () => 'The CPE will reset itself once the session has ended.'],
  ['TransferComplete', () => 'The ACS has taken note of the end of the transfer.'],
])
