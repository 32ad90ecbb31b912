import type { RpcStruct, RpcValue } from '../soap/message.js'
import { eventMeaning } from './events.js'
import { faultWords } from './faults.js'
import {
  asStruct,
  count,
  isTrue,
  join,
  listAt,
  onOneLine,
  quote,
  shownName,
  shownUrl,
  structAt,
  textAt,
  texts,
  withKey as keyWords,
} from './phrases.js'
import { assignedValues, pathWords } from './values.js'

type Explanation = (args: RpcStruct) => string

const withKey = (args: RpcStruct): string => keyWords(textAt(args, 'CommandKey'))

const explainInform: Explanation = (args) => {
  const events = texts(listAt(args, 'Event'), 'EventCode').map((code) => onOneLine(code.trim(), 64))
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

/** How a transfer ended, by its FaultStruct; continues "the transfer …". */
function transferEnd(fault: RpcStruct): string {
  const code = textAt(fault, 'FaultCode').trim()
  if (code === '0') return 'has ended well'
  if (code === '') return 'has ended, without saying how'
  const said = textAt(fault, 'FaultString').trim()
  return `has failed with ${faultWords(code)}${said === '' ? '' : `: ${quote(said)}`}`
}

function delay(args: RpcStruct): string {
  const seconds = textAt(args, 'DelaySeconds').trim()
  return seconds === '' || seconds === '0' ? '' : `, ${onOneLine(seconds, 20)} seconds from now`
}

function fileType(args: RpcStruct): string {
  const type = textAt(args, 'FileType')
  return type === '' ? 'a file of no type' : quote(type)
}

const url = (args: RpcStruct): string => shownUrl(textAt(args, 'URL')) || 'a URL it does not give'

/** `TargetFileName`, `FileSize`: what helps to recognise the file. */
function fileFacts(args: RpcStruct): string {
  const size = textAt(args, 'FileSize').trim()
  return size === '' || size === '0' ? '' : ` (${onOneLine(size, 20)} bytes)`
}

function timeWindows(args: RpcStruct): string {
  const windows = listAt(args, 'TimeWindowList').map((item) => {
    const { WindowStart, WindowEnd } = asStruct(item)
    return `${seconds(WindowStart)} to ${seconds(WindowEnd)} s`
  })
  return windows.length === 0 ? 'within time windows it does not give' : `${join(windows, 2)} from now`
}

const seconds = (value: RpcValue | undefined): string =>
  typeof value === 'string' && value.trim() !== '' ? onOneLine(value.trim(), 20) : '?'

const operationNames: ReadonlyMap<string, string> = new Map([
  ['InstallOpStruct', 'install'],
  ['UpdateOpStruct', 'update'],
  ['UninstallOpStruct', 'uninstall'],
])

/** `install https://…/app.ipk`, `uninstall the module 1234-…`. */
function operation(item: RpcValue): string {
  const struct = asStruct(item)
  const what = operationNames.get(textAt(struct, '$type')) ?? 'do something it does not name with'
  const target = textAt(struct, 'URL')
  if (target !== '') return `${what} ${shownUrl(target)}`
  const uuid = textAt(struct, 'UUID')
  return uuid === '' ? `${what} every module` : `${what} the module ${onOneLine(uuid, 40)}`
}

function moduleResult(item: RpcValue): string {
  const struct = asStruct(item)
  const code = textAt(structAt(struct, 'Fault'), 'FaultCode').trim()
  const which = onOneLine(textAt(struct, 'UUID'), 40) || 'a module'
  const performed = textAt(struct, 'OperationPerformed')
  const done = performed === '' ? '' : ` (${onOneLine(performed, 20)})`
  if (code !== '' && code !== '0') return `${which}${done} failed with ${faultWords(code)}`
  return `${which}${done} is ${onOneLine(textAt(struct, 'CurrentState'), 20) || 'in a state it does not give'}`
}

const moduleResults = (args: RpcStruct): string => {
  const results = listAt(args, 'Results')
  return results.length === 0 ? 'no result' : join(results.map(moduleResult), 3)
}

function notification(item: RpcValue): string {
  const struct = asStruct(item)
  const path = shownName(textAt(struct, 'Name'))
  const changes = [
    ...(isTrue(textAt(struct, 'NotificationChange'))
      ? [notificationName(textAt(struct, 'Notification').trim())]
      : []),
    ...(isTrue(textAt(struct, 'AccessListChange')) ? ['another access list'] : []),
  ]
  return `${path.endsWith('.') ? `everything below ${path}` : path}: ${changes.length === 0 ? 'no change' : join(changes)}`
}

/** What a Notification value stands for (cwmp-1-4.xsd). */
function notificationName(value: string): string {
  const known: Readonly<Record<string, string>> = {
    '0': 'no notification',
    '1': 'passive notification',
    '2': 'active notification',
    '3': 'passive lightweight notification',
    '4': 'passive notification, also lightweight',
    '5': 'active lightweight notification',
    '6': 'passive notification and active lightweight notification',
  }
  return Object.hasOwn(known, value) ? (known[value] ?? '') : `notification ${quote(value)}`
}

/** What each request asks for, or reports. */
export const requests: ReadonlyMap<string, Explanation> = new Map<string, Explanation>([
  ['Inform', explainInform],
  ['GetRPCMethods', () => 'Asks the other side which RPCs it supports.'],
  [
    'GetParameterValues',
    (args) => {
      const names = texts(listAt(args, 'ParameterNames'))
      return names.length === 0
        ? 'The ACS asks for no value at all: the list of names is empty, which many CPEs refuse with 9003.'
        : `The ACS asks for the ${names.length === 1 && !(names[0] ?? '').endsWith('.') && names[0] !== '' ? 'value' : 'values'} of ${pathWords(names)}.`
    },
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
      const where = path === '' ? 'the root of the tree' : shownName(path)
      if (path !== '' && !path.endsWith('.')) return `The ACS asks whether there is a parameter ${where}.`
      const depth = isTrue(textAt(args, 'NextLevel').trim()) ? 'directly' : 'at any depth'
      return `The ACS asks which objects and parameters there are ${depth} below ${where}.`
    },
  ],
  [
    'SetParameterValues',
    (args) => `The ACS sets ${assignedValues(listAt(args, 'ParameterList'), ' to ')}${parameterKey(args)}.`,
  ],
  [
    'SetParameterAttributes',
    (args) => {
      const list = listAt(args, 'ParameterList')
      return list.length > 3
        ? `The ACS changes the notification settings of ${count(list.length, 'parameter')}.`
        : `The ACS changes notification settings: ${join(list.map(notification)) || 'none'}.`
    },
  ],
  [
    'AddObject',
    (args) =>
      `The ACS asks for a new instance of ${shownName(textAt(args, 'ObjectName')) || 'a table it does not name'}.`,
  ],
  [
    'DeleteObject',
    (args) =>
      `The ACS removes ${shownName(textAt(args, 'ObjectName')) || 'an object it does not name'} and everything below it.`,
  ],
  [
    'Download',
    (args) =>
      `The ACS tells the CPE to fetch ${fileType(args)}${fileFacts(args)} from ${url(args)}${withKey(args)}${delay(args)}.`,
  ],
  [
    'Upload',
    (args) =>
      `The ACS tells the CPE to send ${fileType(args)} to ${url(args)}${withKey(args)}${delay(args)}.`,
  ],
  [
    'ScheduleDownload',
    (args) =>
      `The ACS tells the CPE to fetch ${fileType(args)}${fileFacts(args)} from ${url(args)}${withKey(args)}, ${timeWindows(args)}.`,
  ],
  [
    'CancelTransfer',
    (args) => `The ACS calls off the transfer${withKey(args)}; no TransferComplete will follow for it.`,
  ],
  [
    'Reboot',
    (args) => {
      const key = textAt(args, 'CommandKey')
      return `The ACS tells the CPE to restart after the session${key === '' ? '' : `; its next Inform is to name the CommandKey ${quote(key)}`}.`
    },
  ],
  ['FactoryReset', () => 'The ACS resets the CPE to factory defaults after the session.'],
  [
    'ScheduleInform',
    (args) =>
      `The ACS asks the CPE to call again in ${onOneLine(textAt(args, 'DelaySeconds').trim(), 20) || '?'} seconds${withKey(args)}.`,
  ],
  [
    'GetQueuedTransfers',
    () => 'The ACS asks which of its transfers the CPE still has to do (deprecated: GetAllQueuedTransfers).',
  ],
  ['GetAllQueuedTransfers', () => 'The ACS asks which transfers the CPE still has to do, its own ones too.'],
  [
    'SetVouchers',
    (args) =>
      `The ACS hands over ${count(listAt(args, 'VoucherList').length, 'signed voucher')} that enable or disable options (deprecated).`,
  ],
  [
    'GetOptions',
    (args) => {
      const name = textAt(args, 'OptionName')
      return `The ACS asks for ${name === '' ? 'all options' : `the option ${quote(name)}`} set by vouchers (deprecated).`
    },
  ],
  [
    'ChangeDUState',
    (args) => {
      const operations = listAt(args, 'Operations')
      return operations.length === 0
        ? `The ACS orders no operation on software modules${withKey(args)}; at least one is due.`
        : `The ACS orders the CPE to ${join(operations.map(operation), 3)}${withKey(args)}.`
    },
  ],
  [
    'TransferComplete',
    (args) =>
      `The CPE reports that the transfer${withKey(args)} ${transferEnd(structAt(args, 'FaultStruct'))}.`,
  ],
  [
    'AutonomousTransferComplete',
    (args) =>
      `The CPE reports that a transfer of ${fileType(args)} that the ACS had not asked for ${transferEnd(structAt(args, 'FaultStruct'))}.`,
  ],
  ['RequestDownload', (args) => `The CPE asks to be sent ${fileType(args)} by a Download.`],
  [
    'Kicked',
    (args) =>
      `The CPE reports that a user’s browser kicked it with the command ${quote(textAt(args, 'Command'))} and asks where to send the browser next (deprecated).`,
  ],
  [
    'DUStateChangeComplete',
    (args) =>
      `The CPE reports how the ChangeDUState${withKey(args)} ended for ${count(listAt(args, 'Results').length, 'module')}: ${moduleResults(args)}.`,
  ],
  [
    'AutonomousDUStateChangeComplete',
    (args) =>
      `The CPE reports changes of software modules that the ACS had not asked for: ${moduleResults(args)}.`,
  ],
])

function parameterKey(args: RpcStruct): string {
  const key = textAt(args, 'ParameterKey')
  return key === '' ? '' : ` and gives the change the ParameterKey ${quote(key)}`
}
