import type { CwmpFault, DecodedEnvelope, RpcStruct } from '../soap/message.js'
import { faultMeaning, faultWords } from './faults.js'
import {
  asStruct,
  count,
  join,
  listAt,
  onOneLine,
  quote,
  shownName,
  shownUrl,
  textAt,
  texts,
  withKey,
} from './phrases.js'
import { shownValue } from './values.js'

/** Requests of one method that went well, in one phrase. */
interface Deed {
  readonly rpc: string
  times: number
  /** Values, names or parameters all in all. */
  total: number
  /** The first few things it was about. */
  readonly subjects: string[]
  /** Some are accepted but not in effect. */
  pending: boolean
}

const subjectsKept = 3
const kindsKept = 30
const refusalsKept = 3

/** What the ACS asked of the CPE, and what came of it. */
export class Deeds {
  private readonly done = new Map<string, Deed>()
  private readonly refused: string[] = []
  private refusals = 0
  /** Code of the first refusal: what to do next depends on it. */
  refusalCode: string | null = null

  /** The ACS has asked; nothing came of it yet. */
  asked(rpc: string): void {
    if (this.done.size < kindsKept && !this.done.has(rpc)) {
      this.done.set(rpc, { rpc, times: 0, total: 0, subjects: [], pending: false })
    }
  }

  /** The CPE has answered. */
  answered(
    request: { readonly rpc: string | null; readonly arguments: RpcStruct },
    answer: DecodedEnvelope,
  ): void {
    const rpc = onOneLine(request.rpc ?? '', 60)
    if (answer.kind === 'fault') {
      this.refusals += 1
      this.refusalCode ??= answer.fault?.parameters?.[0]?.code ?? answer.fault?.code ?? null
      if (this.refused.length < refusalsKept && answer.fault !== undefined) {
        this.refused.push(refusal(rpc, request.arguments, answer.fault))
      }
      return
    }
    const deed = this.done.get(rpc)
    if (deed === undefined) return
    deed.times += 1
    deed.total += sizeOf(rpc, request.arguments, answer.decoded)
    if (textAt(answer.decoded, 'Status').trim() === '1') deed.pending = true
    const subject = subjectOf(rpc, request.arguments, answer.decoded)
    if (deed.subjects.length < subjectsKept && subject !== '') deed.subjects.push(subject)
  }

  /** `read 148 values and set Device.X to “y”`; empty where nothing was done. */
  get doneWords(): string {
    const phrases = [...this.done.values()].filter(({ times }) => times > 0).map(phrase)
    return join(phrases, 6)
  }

  /** `the CPE refused the SetParameterValues with 9003 …`; empty where nothing was refused. */
  get refusedWords(): string {
    if (this.refused.length === 0) return ''
    const more = this.refusals - this.refused.length
    return `the CPE refused ${join([...this.refused, ...(more > 0 ? [count(more, 'other request')] : [])], 4)}`
  }
}

/** `the SetParameterValues with 9003 (Device.X: 9007, the parameter does not take that value)`. */
function refusal(rpc: string, args: RpcStruct, fault: CwmpFault): string {
  const parameters = fault.parameters ?? []
  if (parameters.length === 0) return `the ${rpc}${refusedSubject(rpc, args)} with ${faultWords(fault.code)}`
  const reasons = parameters.map(
    ({ parameterName, code }) =>
      `${shownName(parameterName)}: ${onOneLine(code, 20)}, ${faultMeaning(code) ?? 'no known code'}`,
  )
  const shown = reasons.length > 2 ? [...reasons.slice(0, 2), `${reasons.length - 2} more`] : reasons
  return `the ${rpc} with ${onOneLine(fault.code, 20)} (${shown.join('; ')})`
}

function refusedSubject(rpc: string, args: RpcStruct): string {
  if (rpc === 'SetParameterValues') {
    const list = listAt(args, 'ParameterList')
    const name = list.length === 1 ? textAt(asStruct(list[0]), 'Name') : ''
    return name === '' ? ` of ${count(list.length, 'parameter')}` : ` of ${shownName(name)}`
  }
  const subject = subjectOf(rpc, args, {})
  if (subject === '') return ''
  return rpc === 'AddObject' || rpc === 'DeleteObject' ? ` of ${subject}` : ` ${subject}`
}

function sizeOf(rpc: string, request: RpcStruct, answer: RpcStruct): number {
  switch (rpc) {
    case 'SetParameterValues':
    case 'SetParameterAttributes':
      return listAt(request, 'ParameterList').length
    default:
      return listAt(answer, 'ParameterList').length
  }
}

/** What a request was about, short: a path, a file type, a CommandKey. */
function subjectOf(rpc: string, request: RpcStruct, answer: RpcStruct): string {
  switch (rpc) {
    case 'GetParameterValues':
    case 'GetParameterAttributes': {
      const names = texts(listAt(request, 'ParameterNames'))
      return names.length === 1 ? pathOrTree(names[0] ?? '') : `of ${count(names.length, 'path')}`
    }
    case 'GetParameterNames':
      return pathOrTree(textAt(request, 'ParameterPath'))
    case 'SetParameterValues': {
      const list = listAt(request, 'ParameterList')
      if (list.length !== 1) return ''
      const struct = asStruct(list[0])
      const name = textAt(struct, 'Name')
      return `${shownName(name)} to ${shownValue(name, textAt(struct, 'Value'))}`
    }
    case 'AddObject':
    case 'DeleteObject':
      return shownName(`${textAt(request, 'ObjectName')}${instance(answer)}`)
    case 'Download':
    case 'Upload':
    case 'ScheduleDownload': {
      const url = shownUrl(textAt(request, 'URL'))
      const preposition = rpc === 'Upload' ? 'to' : 'from'
      return `of ${quote(textAt(request, 'FileType'))}${url === '' ? '' : ` ${preposition} ${url}`}${withKey(textAt(request, 'CommandKey'))}`
    }
    case 'Reboot':
    case 'CancelTransfer':
    case 'ChangeDUState':
      return withKey(textAt(request, 'CommandKey')).trim()
    case 'ScheduleInform':
      return `in ${onOneLine(textAt(request, 'DelaySeconds').trim(), 20)} s${withKey(textAt(request, 'CommandKey'))}`
    default:
      return ''
  }
}

function instance(answer: RpcStruct): string {
  const number = textAt(answer, 'InstanceNumber').trim()
  return number === '' ? '' : `${number}.`
}

const pathOrTree = (path: string): string => (path === '' ? 'of the whole tree' : `of ${shownName(path)}`)

function phrase(deed: Deed): string {
  const { rpc, times, total, subjects, pending } = deed
  const [subject = ''] = subjects
  const only = times === 1 && subject !== ''
  const later = pending ? ' (not in effect yet)' : ''
  const space = subject === '' ? '' : ' '
  switch (rpc) {
    case 'GetParameterValues':
      return `read ${only && total === 1 ? `the value ${subject}` : count(total, 'value')}`
    case 'GetParameterNames':
      return `listed ${count(total, 'name')}${only ? ` ${subject}` : ''}`
    case 'GetParameterAttributes':
      return `read the notification settings of ${count(total, 'parameter')}`
    case 'SetParameterValues':
      return `set ${only ? subject : count(total, 'parameter')}${later}`
    case 'SetParameterAttributes':
      return `changed the notification settings of ${count(total, 'parameter')}`
    case 'AddObject':
      return `created ${several(subjects, times)}${later}`
    case 'DeleteObject':
      return `removed ${several(subjects, times)}${later}`
    case 'Download':
      return times === 1
        ? pending
          ? `ordered the download ${subject}`
          : `had the CPE download at once, ${subject.replace(/^of /, '')}`
        : `ordered ${count(times, 'download')}`
    case 'ScheduleDownload':
      return times === 1 ? `scheduled the download ${subject}` : `scheduled ${count(times, 'download')}`
    case 'Upload':
      return times === 1 ? `ordered the upload ${subject}` : `ordered ${count(times, 'upload')}`
    case 'CancelTransfer':
      return `called off the transfer${space}${subject}`
    case 'Reboot':
      return `ordered a reboot${space}${subject}`
    case 'FactoryReset':
      return 'ordered a factory reset'
    case 'ScheduleInform':
      return `asked for another call ${subject}`
    case 'ChangeDUState':
      return `ordered a change of software modules${space}${subject}`
    case 'GetRPCMethods':
      return 'asked which methods the CPE supports'
    case 'GetQueuedTransfers':
    case 'GetAllQueuedTransfers':
      return 'asked for the queue of transfers'
    default:
      return times === 1 ? `called ${rpc}` : `called ${rpc} ${count(times, 'time')}`
  }
}

/** `A`, `A and B`, `A, B, C and 5 more`. */
function several(subjects: readonly string[], times: number): string {
  const more = times - subjects.length
  return join([...subjects, ...(more > 0 ? [`${more} more`] : [])], subjectsKept + 1)
}
