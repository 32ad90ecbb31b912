import type { Answer, Ask } from '../../../core/discovery/index.js'
import type { RpcStruct } from '../../../core/soap/index.js'
import { structs, text } from '../../../core/tree/index.js'
import { sizeOf } from '../rpcs/index.js'

/** The RPC that asks it. */
export function rpcOf(ask: Ask): { readonly method: string; readonly arguments: RpcStruct } {
  switch (ask.kind) {
    case 'names':
      return {
        method: 'GetParameterNames',
        arguments: { ParameterPath: ask.path, NextLevel: ask.nextLevel ? '1' : '0' },
      }
    case 'values':
      return { method: 'GetParameterValues', arguments: { ParameterNames: ask.names } }
    case 'attributes':
      return { method: 'GetParameterAttributes', arguments: { ParameterNames: ask.names } }
  }
}

/** What the CPE's response told: the names in its list, whichever of the three it is. */
export function toldBy(result: RpcStruct, ms: number): Answer {
  const names = structs(result['ParameterList']).map((member) => text(member['Name']))
  return {
    type: 'told',
    names: names.filter((name) => name !== ''),
    ms,
    characters: sizeOf(result).characters,
  }
}
