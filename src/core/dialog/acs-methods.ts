import type { CwmpVersion, RpcStruct, RpcValue } from '../soap/message.js'

interface AcsMethod {
  /** The CWMP version that brought it. */
  readonly since: CwmpVersion
  /** The arguments of the response. */
  readonly answer: (request: RpcStruct, version: CwmpVersion) => RpcStruct
}

const nothing = (): RpcStruct => ({})

/** The methods a CPE may call on an ACS, with what we answer (cwmp-1-4.xsd; Inform is the session's own). */
export const acsMethods: ReadonlyMap<string, AcsMethod> = new Map<string, AcsMethod>([
  ['Inform', { since: '1.0', answer: () => ({ MaxEnvelopes: '1' }) }],
  ['GetRPCMethods', { since: '1.0', answer: (_, version) => ({ MethodList: methodsOf(version) }) }],
  ['TransferComplete', { since: '1.0', answer: nothing }],
  ['RequestDownload', { since: '1.0', answer: nothing }],
  // The browser that was sent to the KickURL goes on to the page it asked for.
  ['Kicked', { since: '1.0', answer: (request) => ({ NextURL: textOf(request['Next']) }) }],
  ['AutonomousTransferComplete', { since: '1.1', answer: nothing }],
  ['DUStateChangeComplete', { since: '1.2', answer: nothing }],
  ['AutonomousDUStateChangeComplete', { since: '1.2', answer: nothing }],
])

function methodsOf(version: CwmpVersion): readonly string[] {
  return [...acsMethods].filter(([, method]) => method.since <= version).map(([name]) => name)
}

function textOf(value: RpcValue | undefined): string {
  return typeof value === 'string' ? value : ''
}
