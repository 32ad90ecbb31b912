import type { Message } from '../../../contract/index.js'

/** How loud a message is: a fault shouts, what carries no RPC whispers. */
export type MessageTone = 'rpc' | 'fault' | 'quiet'

/** What stands on an arrow of the ladder. */
export interface MessageLabel {
  /** The RPC, in the words of the schema; empty for messages without one. */
  readonly name: string
  readonly text: string
  readonly tone: MessageTone
}

/** What the message's place in the session says about it. */
export interface MessagePlace {
  /** Nothing came after it (yet). */
  readonly last: boolean
  /** The CPE has sent an empty POST before. */
  readonly handedOver: boolean
}

/** The words of one arrow. */
export function labelOf(message: Message, place: MessagePlace): MessageLabel {
  switch (message.kind) {
    case 'request':
      return { name: message.rpc ?? 'Unknown request', text: message.summary, tone: 'rpc' }
    case 'response':
      return {
        name: message.rpc ? `${message.rpc}Response` : 'Unknown response',
        text: message.summary,
        tone: 'rpc',
      }
    case 'fault':
      return { name: faultName(message), text: faultText(message), tone: 'fault' }
    case 'empty':
      return { name: '', text: emptyText(message, place), tone: 'quiet' }
    case 'http':
      return { name: '', text: httpText(message), tone: httpTone(message) }
  }
}

function faultName(message: Message): string {
  return message.fault ? `Fault ${message.fault.code}` : 'Fault'
}

function faultText(message: Message): string {
  const about = message.rpc && message.rpc !== 'Fault' ? ` · ${message.rpc}` : ''
  const said = message.fault?.string ?? ''
  // The summary may repeat the code and the sentence of the fault; say each once.
  const summary = message.summary.startsWith('Fault') ? '' : message.summary
  if (!summary) return `${said}${about}`
  return summary.includes(said) ? summary : `${said} · ${summary}`
}

function emptyText(message: Message, place: MessagePlace): string {
  if (message.direction === 'cpe-to-acs') {
    return place.handedOver ? 'empty POST: the CPE has nothing to say' : 'empty POST: the CPE hands over'
  }
  const status = message.httpStatus ?? 204
  return place.last ? `${status}: session over` : `${status}: the ACS asks nothing`
}

function httpText(message: Message): string {
  if (message.summary) return message.summary
  return message.httpStatus === undefined ? 'HTTP request' : `HTTP ${message.httpStatus}`
}

/** A 401 is how digest begins; from 402 on, and for 5xx, something is wrong. */
function httpTone(message: Message): MessageTone {
  return message.httpStatus !== undefined && message.httpStatus > 401 && message.httpStatus !== 407
    ? 'fault'
    : 'quiet'
}
