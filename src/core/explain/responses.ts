import type { RpcStruct } from '../soap/message.js'
import {
  asStruct,
  count,
  join,
  listAt,
  onOneLine,
  quote,
  shownName,
  textAt,
  texts,
  withKey,
} from './phrases.js'
import { arePlainNames, assignedValues, nameOf, pathWords } from './values.js'

/** `request`: the arguments of the request that is answered; null where it is not known. */
type Explanation = (args: RpcStruct, request: RpcStruct | null) => string

/** The Status of SetParameterValues, AddObject and DeleteObject. */
function isPending(args: RpcStruct): boolean {
  return textAt(args, 'Status').trim() === '1'
}

const accepted = 'The CPE accepted it, but has not applied it yet (status 1); a restart may be needed.'

const transferAnswer: Explanation = (args, request) => {
  const key = request === null ? '' : withKey(textAt(request, 'CommandKey'))
  return isPending(args)
    ? `The CPE has taken on the transfer${key}; a TransferComplete will tell how it ended.`
    : `The CPE has finished the transfer${key} already; no TransferComplete will follow.`
}

const givenValues: Explanation = (args, request) => {
  const list = listAt(args, 'ParameterList')
  const asked = request === null ? null : texts(listAt(request, 'ParameterNames'))
  const values = list.length > 3 ? count(list.length, 'value') : assignedValues(list, ' = ')
  if (asked === null) return list.length === 0 ? 'The CPE gives 0 values.' : `The CPE gives ${values}.`
  if (arePlainNames(asked)) {
    if (list.length === asked.length) {
      if (list.length === 1) return `The CPE gives ${values}.`
      return list.length > 3
        ? `The CPE gives all ${values} asked for.`
        : `The CPE gives all ${count(list.length, 'value')} asked for: ${values}.`
    }
    const given = new Set(texts(list, 'Name').map((name) => name.trim()))
    const missing = asked.filter((name) => !given.has(name.trim())).map(shownName)
    const without = missing.length === 0 ? '' : ` Missing: ${join(missing)}.`
    return `The CPE gives ${list.length} of the ${count(asked.length, 'value')} asked for.${without}`
  }
  return list.length === 0
    ? `The CPE was asked for ${pathWords(asked)} and gives no value: nothing is there.`
    : `The CPE gives ${count(list.length, 'value')} of ${pathWords(asked)}.`
}

const givenNames: Explanation = (args, request) => {
  const list = listAt(args, 'ParameterList')
  const names = texts(list, 'Name')
  const objects = names.filter((name) => name.endsWith('.')).length
  const parameters = list.length - objects
  const parts = [
    ...(objects > 0 ? [count(objects, 'object')] : []),
    ...(parameters > 0 ? [count(parameters, 'parameter')] : []),
  ]
  const path = request === null ? null : textAt(request, 'ParameterPath')
  const where = path === null ? '' : path === '' ? ' of the tree' : ` of ${shownName(path)}`
  return `The CPE names ${parts.length === 0 ? 'nothing' : join(parts)}${where}.`
}

const queued: Explanation = (args) => {
  const list = listAt(args, 'TransferList')
  if (list.length === 0) return 'The CPE has no transfer left to do.'
  const states: Readonly<Record<string, string>> = {
    '1': 'not started',
    '2': 'in progress',
    '3': 'completed',
  }
  const transfers = list.map((item) => {
    const struct = asStruct(item)
    const state = textAt(struct, 'State').trim()
    const type = textAt(struct, 'FileType')
    const words = Object.hasOwn(states, state) ? states[state] : `in state ${quote(state)}`
    return `${type === '' ? quote(textAt(struct, 'CommandKey')) : `${quote(type)}${withKey(textAt(struct, 'CommandKey'))}`} ${words ?? ''}`
  })
  return `The CPE has ${count(list.length, 'transfer')} in its queue: ${join(transfers, 3)}.`
}

/** What each response says. */
export const responses: ReadonlyMap<string, Explanation> = new Map<string, Explanation>([
  ['Inform', () => 'The ACS has accepted the Inform; the session is open.'],
  [
    'GetRPCMethods',
    (args) => {
      const methods = texts(listAt(args, 'MethodList')).map((name) => onOneLine(name, 64))
      return methods.length <= 4 && methods.length > 0
        ? `${count(methods.length, 'method')} ${methods.length === 1 ? 'is' : 'are'} supported: ${join(methods)}.`
        : `${count(listAt(args, 'MethodList').length, 'method')} are supported.`
    },
  ],
  ['GetParameterValues', givenValues],
  ['GetParameterNames', givenNames],
  [
    'GetParameterAttributes',
    (args) => {
      const list = listAt(args, 'ParameterList')
      return list.length === 1
        ? `The CPE gives the notification setting of ${nameOf(list[0] ?? '')}: ${onOneLine(textAt(asStruct(list[0]), 'Notification').trim(), 20) || '?'}.`
        : `The CPE gives the notification settings of ${count(list.length, 'parameter')}.`
    },
  ],
  [
    'SetParameterValues',
    (args, request) => {
      if (isPending(args)) return accepted
      if (request === null) return 'The CPE has done and applied it.'
      const list = listAt(request, 'ParameterList')
      const [only] = list
      const what =
        list.length === 1 && only !== undefined ? nameOf(only) : `all ${count(list.length, 'parameter')}`
      return `The CPE has set and applied ${what}.`
    },
  ],
  ['SetParameterAttributes', () => 'The CPE has changed the notification settings.'],
  [
    'AddObject',
    (args, request) => {
      const number = onOneLine(textAt(args, 'InstanceNumber').trim(), 20)
      const table = request === null ? '' : textAt(request, 'ObjectName')
      const what = table === '' ? `instance ${number || 'without a number'}` : shownName(`${table}${number}.`)
      return `The CPE has created ${what}${isPending(args) ? '; it is not in effect yet' : ''}.`
    },
  ],
  [
    'DeleteObject',
    (args, request) => {
      if (isPending(args)) return accepted
      const name = request === null ? '' : textAt(request, 'ObjectName')
      return name === '' ? 'The CPE has done and applied it.' : `The CPE has removed ${shownName(name)}.`
    },
  ],
  ['Download', transferAnswer],
  ['Upload', transferAnswer],
  ['ScheduleDownload', () => 'The CPE has taken on the transfer; a TransferComplete will tell how it ended.'],
  ['CancelTransfer', () => 'The CPE has called the transfer off; no TransferComplete will follow.'],
  ['GetQueuedTransfers', queued],
  ['GetAllQueuedTransfers', queued],
  ['Reboot', () => 'The CPE will restart once the session has ended.'],
  ['FactoryReset', () => 'The CPE will reset itself once the session has ended.'],
  [
    'ScheduleInform',
    (_args, request) =>
      request === null
        ? 'The CPE will call again at the time asked for.'
        : `The CPE will call again in ${onOneLine(textAt(request, 'DelaySeconds').trim(), 20) || '?'} seconds.`,
  ],
  ['SetVouchers', () => 'The CPE has taken the vouchers.'],
  [
    'GetOptions',
    (args) => {
      const options = texts(listAt(args, 'OptionList'), 'OptionName').map((name) => quote(name))
      return options.length === 0
        ? 'The CPE has no options.'
        : `The CPE has ${count(options.length, 'option')}: ${join(options)}.`
    },
  ],
  [
    'ChangeDUState',
    () => 'The CPE has taken on the operations; a DUStateChangeComplete will tell how they ended.',
  ],
  ['TransferComplete', () => 'The ACS has taken note of the end of the transfer.'],
  ['AutonomousTransferComplete', () => 'The ACS has taken note of the transfer it had not asked for.'],
  ['RequestDownload', () => 'The ACS has taken note of the wish; a Download may follow.'],
  ['Kicked', (args) => `The ACS sends the user’s browser to ${quote(textAt(args, 'NextURL'))} (deprecated).`],
  ['DUStateChangeComplete', () => 'The ACS has taken note of the results.'],
  ['AutonomousDUStateChangeComplete', () => 'The ACS has taken note of the changes.'],
])
