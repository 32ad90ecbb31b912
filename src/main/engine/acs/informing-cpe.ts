import { deviceIdentityOf, deviceIdOf } from '../../../core/dialog/index.js'
import type { RpcStruct } from '../../../core/soap/message.js'
import { structs, text } from '../../../core/tree/index.js'

/** What an Inform tells of its sender that decides how it is spoken to. */
export interface InformingCpe {
  readonly deviceId: string | null
  /** Of its data model. */
  readonly root: 'Device' | 'InternetGatewayDevice' | null
}

/** Before the Inform is read. */
export const nobody: InformingCpe = { deviceId: null, root: null }

export function informingCpe(inform: RpcStruct): InformingCpe {
  const identity = deviceIdentityOf(inform)
  return { deviceId: identity === null ? null : deviceIdOf(identity), root: rootOf(inform) }
}

/** Hybrids occur (TR-098 names under `Device.`): the root that most parameters stand under wins. */
function rootOf(inform: RpcStruct): InformingCpe['root'] {
  let balance = 0
  for (const { Name } of structs(inform['ParameterList'])) {
    const name = text(Name)
    if (name.startsWith('InternetGatewayDevice.')) balance += 1
    else if (name.startsWith('Device.')) balance -= 1
  }
  if (balance === 0) return null
  return balance > 0 ? 'InternetGatewayDevice' : 'Device'
}
