import type { MessageDetail } from '../../../contract/index.js'

/** One line of what is known about a message. */
export interface Fact {
  readonly name: string
  readonly value: string
  /** Crossed the wire like this, or is our word for it. */
  readonly wire: boolean
}

const kinds = {
  request: 'RPC request',
  response: 'RPC response',
  fault: 'CWMP fault',
  empty: 'empty HTTP message',
  http: 'HTTP without CWMP meaning',
} as const

/** What Explain lists under the sentence. Durations and sizes are told by the panel, which knows how. */
export function factsOf(message: MessageDetail): readonly Fact[] {
  const facts: Fact[] = [
    ours('Kind', kinds[message.kind]),
    ours('Direction', message.direction === 'cpe-to-acs' ? 'CPE → ACS' : 'ACS → CPE'),
  ]
  if (message.rpc !== null) facts.push(wire('RPC', message.rpc))
  if (message.fault) facts.push(wire('Fault', `${message.fault.code} ${message.fault.string}`))
  if (message.cwmpId !== null) facts.push(wire('cwmp:ID', message.cwmpId))
  if (message.cwmpVersion !== null) facts.push(ours('CWMP version', message.cwmpVersion))
  if (message.namespace !== null) facts.push(wire('Namespace', message.namespace))
  if (message.httpStatus !== undefined) facts.push(wire('HTTP status', String(message.httpStatus)))
  const { header } = message
  if (header.holdRequests !== undefined) facts.push(wire('HoldRequests', header.holdRequests ? '1' : '0'))
  if (header.noMoreRequests !== undefined)
    facts.push(wire('NoMoreRequests', header.noMoreRequests ? '1' : '0'))
  if (header.sessionTimeout !== undefined) facts.push(wire('SessionTimeout', `${header.sessionTimeout} s`))
  if (header.supportedCwmpVersions)
    facts.push(wire('SupportedCWMPVersions', header.supportedCwmpVersions.join(', ')))
  if (header.useCwmpVersion !== undefined) facts.push(wire('UseCWMPVersion', header.useCwmpVersion))
  return facts
}

function wire(name: string, value: string): Fact {
  return { name, value, wire: true }
}

function ours(name: string, value: string): Fact {
  return { name, value, wire: false }
}

/** The message as a heading names it. */
export function titleOf(message: MessageDetail): string {
  switch (message.kind) {
    case 'request':
      return message.rpc ?? 'Unknown request'
    case 'response':
      return message.rpc ? `${message.rpc}Response` : 'Unknown response'
    case 'fault':
      return message.fault ? `Fault ${message.fault.code}` : 'Fault'
    case 'empty':
      return message.direction === 'cpe-to-acs'
        ? 'Empty POST'
        : `Empty response ${message.httpStatus ?? ''}`.trim()
    case 'http':
      return message.httpStatus === undefined ? 'HTTP request' : `HTTP ${message.httpStatus}`
  }
}
