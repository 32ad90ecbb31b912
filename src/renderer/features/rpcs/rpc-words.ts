import type { Rpc, RpcValueInput } from '../../../contract/index.js'
import { isSecretParameter } from '../../../core/redact/index.js'
import { countOf, MASK, type Tone } from '../../ui/index.js'

/** Queued or out: it has not ended. */
export function isPending({ state }: Rpc): boolean {
  return state === 'queued' || state === 'sent'
}

/** The order in which RPCs go out: what is out already, then the greatest priority, then the oldest. */
export function inOrderOfGoing(a: Rpc, b: Rpc): number {
  const out = Number(b.state === 'sent') - Number(a.state === 'sent')
  const priority = (b.priority ?? 0) - (a.priority ?? 0)
  return out || priority || a.createdAt.localeCompare(b.createdAt)
}

/** How an RPC stands, as its badge. */
export function stateBadge(rpc: Rpc): { readonly text: string; readonly tone: Tone } {
  switch (rpc.state) {
    case 'queued':
      return rpc.notBefore === undefined
        ? { text: 'waiting', tone: 'edited' }
        : { text: 'to be sent again', tone: 'held' }
    case 'sent':
      return { text: 'sent', tone: 'acs' }
    case 'done':
      return { text: 'done', tone: 'ok' }
    case 'cancelled':
      return { text: 'cancelled', tone: 'neutral' }
    case 'failed':
      if (rpc.lost) return { text: 'lost', tone: 'fault' }
      return {
        text: isFaultOfCpe(rpc) ? `fault ${rpc.fault?.code ?? ''}` : (rpc.fault?.code ?? 'failed'),
        tone: 'fault',
      }
  }
}

/** The CPE refused it; else it never got an answer. */
export function isFaultOfCpe({ fault }: Rpc): boolean {
  return fault !== undefined && /^\d+$/.test(fault.code)
}

/** Why it stands as it does, in a sentence; null where the state says it all. */
export function reasonOfState(rpc: Rpc): string | null {
  if (rpc.fault) {
    const { code, string } = rpc.fault
    return isFaultOfCpe(rpc)
      ? `The CPE refused it with ${code}${string === '' ? '' : ` (${string})`}.`
      : string
  }
  return rpc.note ?? null
}

/** What the message at a place among those that carried it is: where it was answered, the last one is the answer. */
export function messageLabel(rpc: Rpc, at: number): string {
  const count = rpc.messageIds.length
  const answered = count > 1 && (rpc.state === 'done' || isFaultOfCpe(rpc))
  if (answered && at === count - 1) return 'Show the answer'
  const others = answered ? count - 1 : count
  return others === 1 ? 'Show the request' : `Show message ${at + 1}`
}

/** Whether sending it again could do what was done already. */
export function isUnsafeToResend({ lost, method }: Rpc): boolean {
  return lost === true && !method.startsWith('Get')
}

/** So many members of a list are named. */
const NAMED = 3

/** What it is sent with, on one line. */
export function argumentsLine(rpc: Rpc): string {
  if (rpc.raw !== undefined) return 'an envelope written by hand'
  if (rpc.body !== undefined) return 'a Body written by hand'
  return structLine(rpc.arguments)
}

/** Arguments or a result on one line: what it is about, then how much more. */
export function structLine(struct: Rpc['arguments']): string {
  return Object.entries(struct)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => argumentText(name, value))
    .join(' · ')
}

function argumentText(name: string, value: RpcValueInput): string {
  if (typeof value === 'string') return /Path|Name|URL/.test(name) ? value : `${name} ${shown(name, value)}`
  if (!Array.isArray(value)) return `${name} ${structText(value)}`
  if (value.length === 0) return `${name}: none`
  const named = value.slice(0, NAMED).map((member) => memberText(name, member))
  const more = value.length - named.length
  return `${named.join(', ')}${more > 0 ? ` and ${countOf(more, 'more', 'more')}` : ''}`
}

function memberText(name: string, member: RpcValueInput): string {
  if (typeof member === 'string') return member === '' ? 'the whole tree' : shown(name, member)
  return Array.isArray(member) ? countOf(member.length, 'member') : structText(member)
}

function structText(struct: { readonly [element: string]: RpcValueInput }): string {
  const { Name: name, Value: value } = struct
  if (typeof name === 'string') {
    return typeof value === 'string' ? `${name} = ${shown(name, value)}` : name
  }
  return Object.entries(struct)
    .flatMap(([key, each]) => (typeof each === 'string' && each !== '' ? [`${key} ${shown(key, each)}`] : []))
    .join(' ')
}

function shown(name: string, value: string): string {
  return isSecretParameter(name) && value !== '' ? MASK : value
}
