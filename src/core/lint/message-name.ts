import type { TurnFacts } from '../sessions/track.js'

type Named = Pick<TurnFacts, 'kind' | 'rpc' | 'faultCode' | 'status' | 'direction' | 'unreadable'>

/** What a message is called in a sentence: "GetParameterValuesResponse", "an empty POST", "fault 9005". */
export function messageName({ kind, rpc, faultCode, status, direction, unreadable }: Named): string {
  switch (kind) {
    case 'request':
      return rpc ?? 'a request'
    case 'response':
      return `${rpc ?? 'an unknown '}Response`
    case 'fault':
      return `fault ${faultCode ?? ''}`.trim()
    case 'empty':
      return direction === 'cpe-to-acs' ? 'an empty POST' : 'an empty answer'
    case 'http':
      if (unreadable) return 'a message that cannot be read'
      return status === null ? 'a POST without a CWMP message' : `HTTP status ${String(status)}`
  }
}
